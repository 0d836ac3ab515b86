package gridwork.cases.plan;

import gridwork.rules.Evaluation;
import gridwork.rules.Grade;
import gridwork.rules.Question;
import gridwork.rules.Release;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How sites of each colour are checked, as the rules say on one day; each question is asked once. */
final class Regimes {
    static final String COLOUR = "site-colour";
    static final String CHECK = "site-check";
    private final Release release;
    private final LocalDate day;
    private final Map<List<Object>, Optional<Regime>> asked = new HashMap<>();

    Regimes(Release release, LocalDate day) {
        this.release = release;
        this.day = day;
    }

    /**
     * @param within days until the next check after a change for the worse; null = the period's own end
     * @param inspectors how many are drawn
     */
    record Regime(
            String checkType,
            Period period,
            boolean drawn,
            @Nullable Integer within,
            int inspectors,
            int release) {}

    /** Empty where the rules give no answer, e.g. for an unknown colour: a person looks. */
    Optional<Regime> of(String colour, boolean worsened) {
        return asked.computeIfAbsent(List.of(colour, worsened), question -> ask(colour, worsened));
    }

    private Optional<Regime> ask(String colour, boolean worsened) {
        if (palette().stream().noneMatch(grade -> grade.id().equals(colour))) {
            return Optional.empty();
        }
        Evaluation answer = release.ruleSet(CHECK)
                .evaluate(new Question(day, List.of(), Map.of("colour", colour, "worsened", worsened)));
        Map<String, Object> values = answer.values();
        if (values.get("checkType") instanceof String type
                && values.get("period") instanceof String period
                && values.get("drawn") instanceof Boolean drawn
                && values.get("inspectors") instanceof Number inspectors) {
            Integer within = values.get("withinDays") instanceof Number days ? Integer.valueOf(days.intValue()) : null;
            return Optional.of(
                    new Regime(type, Period.of(period, day), drawn, within, inspectors.intValue(), release.number()));
        }
        return Optional.empty();
    }

    /** The periods that run on the day, of all colours. */
    Map<String, Period> periods() {
        Map<String, Period> running = new TreeMap<>();
        palette()
                .forEach(grade -> of(grade.id(), false)
                        .ifPresent(it -> running.put(it.period().id(), it.period())));
        return running;
    }

    /** The kinds of check that the rules arrange. */
    Set<String> checkTypes() {
        return release.ruleSet(CHECK).palette().stream().map(Grade::id).collect(Collectors.toSet());
    }

    private List<Grade> palette() {
        return release.ruleSet(COLOUR).palette();
    }
}
