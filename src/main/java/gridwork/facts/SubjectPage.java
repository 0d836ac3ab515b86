package gridwork.facts;

import java.util.List;

public record SubjectPage(List<Subject> subjects, long total) {}
