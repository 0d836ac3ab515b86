package gridwork.facts;

import gridwork.platform.Label;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kind of fact (事实种类) as its JSON Schema in {@code fact-kinds/} describes it.
 *
 * @param subjectKind the kind of subject it is about; {@code *} = any
 * @param internal written by the program itself, refused from outside
 * @param categories what it may be within the kind, in the schema's order; empty where it has none
 * @param properties what its payload may hold
 * @param amount what its one number means; null where it has none
 * @param personal the properties that hold personal data: masked for those who need not see them
 * @param state what it says how things stand in, so that two sources can contradict each other; null = it tells what happened
 * @param schema the JSON Schema, as published
 */
public record FactKind(
        String id,
        Label title,
        String subjectKind,
        boolean internal,
        List<Category> categories,
        Set<String> properties,
        @Nullable Label amount,
        Set<String> personal,
        @Nullable State state,
        String schema) {
    /** Accepted as it is, because its source does not say what it is. */
    public static final String UNCLASSIFIED = "unclassified";

    public record Category(String id, Label title) {}

    /** @param of its fields that hold one value only for each period */
    public record State(Per per, List<Field> of) {
        public enum Per {
            DAY,
            MONTH
        }
    }

    public record Field(String name, Label title) {}

    public Optional<Category> category(@Nullable String id) {
        return categories.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    public boolean fits(String kindOfSubject) {
        return subjectKind.equals("*") || subjectKind.equals(kindOfSubject);
    }
}
