package gridwork.cases;

import java.util.List;

/** In the transaction that added them, before anything else is known of them. */
public record CasesAdded(List<Case> all) {}
