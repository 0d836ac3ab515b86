package gridwork.cases;

import java.util.List;

/** The proof that what was drawn for spot checks (结案抽查) came out of the published secrets, and out of nothing else. */
public interface SpotCheckProof {
    /** Draws once more, for every month that is over: which cases, by the share that the rules of that day say, and by whom. */
    Verified verify();

    /** A draw that does not come out again as it is kept. */
    record Differing(CaseId of, String period, boolean drawn, String kept, String again) {}

    record Verified(int draws, int drawn, List<Differing> differing) {
        public boolean agrees() {
            return differing.isEmpty();
        }
    }
}
