package gridwork.platform;

import com.github.f4b6a3.tsid.TsidCreator;

/** Row ids: 64 bits, growing with time, made without asking the database, unlikely to clash between nodes. */
public final class Ids {
    private Ids() {}

    public static long next() {
        return TsidCreator.getTsid().toLong();
    }
}
