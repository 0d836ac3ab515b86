package gridwork.cases;

import java.util.Optional;

/** Codes for those who reported something, to be handed over by the platform that sent their report. */
public interface ReportCodes {
    /**
     * A new code; those made before stay good.
     *
     * @param source who sent the report, and {@code reference} its own number of it
     * @return empty while no such report has been worked off
     */
    Optional<String> codeFor(String source, String reference);
}
