package gridwork.evidence;

import gridwork.platform.Refused;

/**
 * Says who may see and add files about something. The module that owns what the files are about implements it; what no
 * implementation answers for is closed to everybody.
 */
public interface EvidenceReaders {
    /** Whether this implementation answers for {@code about}, e.g. everything that starts with {@code case/}. */
    boolean owns(String about);

    boolean mayRead(String about, String officer);

    boolean mayAdd(String about, String officer);

    /** Closed to whoever asks, in words that do not tell whether it exists. */
    static Refused closed() {
        return new Refused("evidence-closed");
    }
}
