package gridwork.cases.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;

/** The names under which a case keeps what its diagram and its rules read. */
public final class Values {
    public static final String VALUES = "values";
    /** What it is about: {@code kind} of fact and its {@code category}. */
    public static final String ABOUT = "about";

    public static final String CATEGORY = "category";
    public static final String KIND = "kind";
    public static final String GRADE = "grade";
    public static final String REOPENED = "reopened";
    /** Where it stands: {@link #HANDLING} or {@link #ASKING}. */
    public static final String PHASE = "phase";

    public static final String HANDLING = "handling";
    public static final String ASKING = "asking";

    /** The candidate groups of whoever carries it, and of whoever follows up what is late. */
    public static final String HANDLERS = "handlers";

    public static final String SUPERVISORS = "supervisors";
    /** The department that carries it, and the one that it is to be handed on to. */
    public static final String DEPARTMENT = "department";

    public static final String TO = "to";
    /** How often its time was up. */
    public static final String OVERDUE = "overdue";

    static final String LEVEL = "level";
    static final String SOLVED = "solved";
    static final String CONFIRMED = "confirmed";
    static final String SENT_BACK = "sentBack";
    static final String ASKED = "asked";

    private Values() {}

    public static JsonNode of(Case it) {
        return it.details().path(VALUES);
    }

    /** For changing: those of a copy of the case's details. */
    public static ObjectNode in(ObjectNode details) {
        return details.withObject("/" + VALUES);
    }
}
