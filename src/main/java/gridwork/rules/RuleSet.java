package gridwork.rules;

import gridwork.platform.Label;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers one question about one kind of subject. The one interface behind which evaluation happens: a batch of
 * questions in, outcomes with row ids out, so that a faster evaluator can take its place.
 */
public interface RuleSet {
    /** The result of a question whose scalars are not all there: a person looks. */
    String UNKNOWN = "unknown";

    String id();

    Label title();

    Label question();

    /** The role that owns it. */
    String owner();

    /** The kind of subject it is about; {@code *} = any; empty where it only answers what it is given. */
    String subjectKind();

    /** The kinds of subject of which it says how they stand; the first is {@link #subjectKind}. */
    default List<String> subjectKinds() {
        return subjectKind().isEmpty() || !each().isEmpty() || askedWhen().isPresent()
                ? List.of()
                : List.of(subjectKind());
    }

    /** What may hold beside each other; empty where there is one answer. */
    default List<Item> items() {
        return List.of();
    }

    default Optional<Item> item(String id) {
        return items().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The kinds of fact each of which it answers once, on its own; empty where it does not. */
    default List<String> each() {
        return List.of();
    }

    /** The change of another one's result upon which it is asked about the same subject. */
    default Optional<AskedWhen> askedWhen() {
        return Optional.empty();
    }

    /** Whether it is asked about a subject when another one's result for it changes. */
    default boolean isAskedAfter(String ruleSet, String kindOfSubject) {
        return askedWhen().filter(each -> each.ruleSet().equals(ruleSet)).isPresent()
                && (subjectKind().equals("*") || subjectKind().equals(kindOfSubject));
    }

    /** Whether it answers facts of a kind about a kind of subject. */
    default boolean answers(String kindOfFact, String kindOfSubject) {
        return each().contains(kindOfFact)
                && (subjectKind().equals("*") || subjectKind().equals(kindOfSubject));
    }

    /** The scalars that the asker must fetch. */
    default List<Elsewhere> elsewhere() {
        return List.of();
    }

    /** What a scalar of {@link Evaluation#given} is called. */
    default Label givenLabel(String given) {
        return new Label(given, given);
    }

    /** What a word of a given or an output says; other values as they are. */
    default Label word(String givenOrOutput, Object value) {
        return new Label(String.valueOf(value), String.valueOf(value));
    }

    /** A row by its permanent id, matched or not. */
    default Optional<RowHit> row(String id) {
        return Optional.empty();
    }

    /** Its possible results, the best first. */
    List<Grade> palette();

    default Grade grade(String result) {
        return palette().stream()
                .filter(each -> each.id().equals(result))
                .findFirst()
                .orElse(Grade.UNKNOWN);
    }

    /** The output that is shown beside the result wherever it is shown, e.g. a score; always a number. */
    Optional<Headline> headline();

    record Headline(String id, Label label) {
        /** Null where there was nothing to compute it from. */
        public @Nullable BigDecimal of(Evaluation evaluation) {
            Object value = evaluation.values().get(id);
            return value instanceof Number number ? new BigDecimal(number.toString()) : null;
        }
    }

    /** By kind of fact: findings below this confidence count only once a person confirmed them. */
    Map<String, BigDecimal> confirmedBelow(LocalDate day);

    /** What a measure of {@link Evaluation#measures} is called. */
    Label measureLabel(String measure);

    /** What an output of the result is called. */
    default Label outputLabel(String output) {
        return new Label(output, "");
    }

    /** The kinds of fact that its measures read. */
    Set<String> factKinds();

    /** How many days back its measures look at most; empty = everything known. */
    OptionalInt daysBack();

    /** In the order of the questions. */
    List<Evaluation> evaluate(List<Question> questions);

    default Evaluation evaluate(Question question) {
        return evaluate(List.of(question)).get(0);
    }

    /**
     * The next better and the next worse result: by time alone (each day up to 365) and by one or more facts of a kind
     * listed under {@code what-if}. Every candidate is evaluated. What makes it better is given both ways, the better
     * way being up to whoever reads it; of what makes it worse the first.
     */
    List<WhyNot> whyNot(Question question);
}
