package gridwork.decisions;

import gridwork.facts.SubjectId;
import gridwork.rules.Evaluation;
import gridwork.rules.Freshness;
import gridwork.rules.ItemStand;
import gridwork.rules.Met;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What an answer makes of those of several answers that held before it: what is news, what has ended, of what nobody can say
 * any more whether it holds. The same for a decision that is logged and for one that is only tried.
 */
final class ItemChanges {
    /** As long as the column is. */
    private static final int LONGEST_REASON = 500;

    private final Map<String, StandingItem> before;
    private final Map<String, String> held = new LinkedHashMap<>();
    private final Map<String, String> doubts;

    ItemChanges(Map<String, StandingItem> before, Evaluation evaluation) {
        this.before = before;
        evaluation.held().forEach(each -> held.put(each.item(), each.cause()));
        this.doubts = doubts(evaluation, before);
    }

    /**
     * @param added that were never there
     * @param changed the others that are not as before
     * @param news ids of those that hold for something new
     * @param ended ids of those that hold no longer
     */
    record Made(List<StandingItem> added, List<StandingItem> changed, List<String> news, List<String> ended) {
        Map<String, StandingItem> over(Map<String, StandingItem> before) {
            Map<String, StandingItem> now = new HashMap<>(before);
            added.forEach(each -> now.put(each.item(), each));
            changed.forEach(each -> now.put(each.item(), each));
            return now;
        }
    }

    /** What holds, with its causes. */
    Map<String, String> held() {
        return held;
    }

    /** Whether as much holds as before, for the same causes, and of as much nobody can say. */
    boolean none() {
        return held.equals(causes()) && doubts.keySet().equals(doubted());
    }

    /** Where nothing else changed: those of which something else is missing now. */
    List<StandingItem> otherDoubts(LocalDate asOf) {
        List<StandingItem> changed = new ArrayList<>();
        doubts.forEach((item, because) -> {
            StandingItem was = Objects.requireNonNull(before.get(item));
            if (!because.equals(was.undecidedBecause())) {
                changed.add(was.undecided(was.decision(), asOf, because));
            }
        });
        return changed;
    }

    Made made(SubjectId subject, String ruleSet, DecisionId by, LocalDate asOf) {
        var made = new Made(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        held.forEach((item, cause) -> {
            StandingItem was = before.get(item);
            boolean stayed = was != null && was.isOpen() && was.cause().equals(cause);
            if (was == null || !was.holds() || !stayed) {
                LocalDate from = stayed && was != null ? was.since() : asOf;
                (was == null ? made.added : made.changed)
                        .add(StandingItem.holding(subject, ruleSet, item, cause, by, from));
                if (was == null || !stayed && ItemStand.isNews(cause, was.cause())) {
                    made.news.add(item);
                }
            }
        });
        for (StandingItem was : before.values()) {
            String doubt = doubts.get(was.item());
            if (doubt != null) {
                made.changed.add(was.undecided(was.undecidedSince() == null ? by : was.decision(), asOf, doubt));
            } else if (was.isOpen() && !held.containsKey(was.item())) {
                made.ended.add(was.item());
                made.changed.add(was.ended(by, asOf));
            }
        }
        return made;
    }

    private Map<String, String> causes() {
        Map<String, String> causes = new HashMap<>();
        before.values().stream().filter(StandingItem::holds).forEach(each -> causes.put(each.item(), each.cause()));
        return causes;
    }

    /** What held and of which nobody can say now whether it still does: why, by item. */
    private static Map<String, String> doubts(Evaluation evaluation, Map<String, StandingItem> items) {
        Map<String, String> doubts = new HashMap<>();
        Freshness freshness = evaluation.freshness();
        boolean withheld = freshness != null && freshness.withheld();
        for (StandingItem was : items.values()) {
            if (was.isOpen() && withheld) {
                doubts.put(was.item(), Freshness.WITHHOLD);
            } else if (was.isOpen()) {
                evaluation.items().stream()
                        .filter(each -> each.item().equals(was.item()) && each.met() == Met.UNKNOWN)
                        .forEach(each -> doubts.put(was.item(), bounded(String.join("、", each.missing()))));
            }
        }
        return doubts;
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON - 1) + "…";
    }

    private Set<String> doubted() {
        Set<String> doubted = new HashSet<>();
        before.values().stream()
                .filter(each -> each.isOpen() && !each.holds())
                .forEach(each -> doubted.add(each.item()));
        return doubted;
    }
}
