package gridwork.rules;

import gridwork.platform.Label;

/**
 * An answer of a rule set in which several may hold at once, e.g. a warning or a programme.
 *
 * @param subjectKind the kind of subject that it is about
 */
public record Item(String id, Label label, String subjectKind) {}
