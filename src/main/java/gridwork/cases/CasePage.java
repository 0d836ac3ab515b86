package gridwork.cases;

import java.util.List;

public record CasePage(List<Case> cases, long total) {}
