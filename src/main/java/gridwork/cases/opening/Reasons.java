package gridwork.cases.opening;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.TrailEntry;
import gridwork.decisions.Decisions;
import gridwork.platform.Label;
import gridwork.platform.StreetClock;
import gridwork.rules.Item;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Which answers opened a case, and which joined it later: what its form and its page begin with. */
@Component
public class Reasons {
    /** On the trail of a case: another reason joined it. */
    public static final String JOINED = "reason-joined";

    private static final String REASONS = "reasons";
    private static final String RULE_SET = "ruleSet";
    private static final String ITEM = "item";
    private static final String DECISION = "decision";
    private static final String ON = "on";
    /** What came first and what came last is kept. */
    private static final int MOST = 50;

    private final Decisions decisions;
    private final StreetClock clock;

    Reasons(Decisions decisions, StreetClock clock) {
        this.decisions = decisions;
        this.clock = clock;
    }

    /**
     * @param decision the id of the logged one, which has the rows and the facts
     * @param joined whether the case was there already
     */
    public record Reason(Label ruleSet, String item, Label label, LocalDate on, String decision, boolean joined) {}

    /** Those of a case, in the order in which they came. */
    public List<Reason> of(Case it) {
        List<Reason> all = new ArrayList<>();
        LocalDate opened = clock.dayOf(it.openedAt());
        String first = it.details().path(REASONS).path(0).path(DECISION).asText("");
        for (JsonNode each : it.details().path(REASONS)) {
            String ruleSet = each.path(RULE_SET).asText();
            String item = each.path(ITEM).asText();
            LocalDate on = LocalDate.parse(each.path(ON).asText());
            String decision = each.path(DECISION).asText();
            all.add(new Reason(
                    decisions.ruleSet(ruleSet).title(),
                    item,
                    label(ruleSet, item),
                    on,
                    decision,
                    !decision.equals(first) && !on.isBefore(opened)));
        }
        return all;
    }

    /** What it is about, of an entry of the trail that says {@link #JOINED}. */
    public Label label(TrailEntry joined) {
        return label(
                joined.content().path(RULE_SET).asText(),
                joined.content().path(ITEM).asText());
    }

    /** What an answer is called; its id where the rules know it no longer. */
    private Label label(String ruleSet, String item) {
        return decisions.ruleSet(ruleSet).item(item).map(Item::label).orElseGet(() -> new Label(item, item));
    }

    /**
     * Notes the news of an answer; without any there is nothing to note.
     *
     * @return what was noted, one for each of the news
     */
    List<ObjectNode> add(ObjectNode details, Answered answered) {
        List<ObjectNode> added = new ArrayList<>();
        for (String item : answered.news()) {
            ArrayNode all = details.withArray("/" + REASONS);
            ObjectNode reason = details.objectNode()
                    .put(RULE_SET, answered.opens().ruleSet())
                    .put(ITEM, item)
                    .put(DECISION, String.valueOf(answered.decision().value()))
                    .put(ON, clock.today().toString());
            if (all.size() >= MOST) {
                all.remove(MOST - 1);
            }
            all.add(reason);
            added.add(reason.deepCopy());
        }
        return added;
    }

    /** All that a case was opened for joins another. */
    public static void join(ObjectNode into, JsonNode of) {
        for (JsonNode each : of.path(REASONS)) {
            ArrayNode all = into.withArray("/" + REASONS);
            if (all.size() >= MOST) {
                all.remove(MOST - 1);
            }
            all.add(each.deepCopy());
        }
    }

    /** Some of them, by their places, go from a case to another. */
    public static void part(ObjectNode from, ObjectNode to, Set<Integer> places) {
        ArrayNode stays = from.arrayNode();
        int place = 0;
        for (JsonNode each : from.path(REASONS)) {
            (places.contains(place++) ? to.withArray("/" + REASONS) : stays).add(each.deepCopy());
        }
        if (!places.isEmpty()) {
            from.set(REASONS, stays);
        }
    }

    /** What a case was already wanted for comes before what is added. */
    static void before(ObjectNode details, JsonNode earlier) {
        if (earlier.path(REASONS).isArray() && details.path(REASONS).isArray()) {
            ArrayNode all = ((ArrayNode) earlier.path(REASONS)).deepCopy();
            details.path(REASONS).forEach(all::add);
            while (all.size() > MOST) {
                all.remove(1);
            }
            details.set(REASONS, all);
        }
    }
}
