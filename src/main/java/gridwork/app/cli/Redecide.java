package gridwork.app.cli;

import gridwork.decisions.Decisions;
import gridwork.decisions.Redecided;
import gridwork.platform.StreetClock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "redecide",
        description = {"对全部对象重新定级，只记录有变化的", "decide all subjects anew; only changes are logged"})
final class Redecide implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Root root;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = {
                "截至哪一天，默认今天；过去的日期不立案",
                "as of the end of this day (yyyy-MM-dd), default today; for the past no case is opened"
            })
    private @Nullable LocalDate asOf;

    @Option(
            names = "--rule-set",
            paramLabel = "ID",
            description = {"只用这个规则集，默认全部", "only this rule set; default all"})
    private @Nullable String ruleSet;

    @Override
    public Integer call() {
        try (House house = root.open()) {
            var decisions = house.get(Decisions.class);
            LocalDate today = house.get(StreetClock.class).today();
            LocalDate day = asOf == null ? today : asOf;
            Redecided done = decisions.redecide(
                    ruleSet == null ? Set.of() : Set.of(ruleSet), day, day.isBefore(today), root.progress());
            if (root.json()) {
                Map<String, Object> answer = new LinkedHashMap<>();
                answer.put("asOf", day.toString());
                answer.put("decided", done.decided());
                answer.put("changed", done.changed());
                answer.put("results", done.results());
                root.printJson(answer);
            } else {
                print(decisions, day, done);
            }
            return Commands.WELL;
        }
    }

    private void print(Decisions decisions, LocalDate day, Redecided done) {
        Locale locale = root.locale();
        root.print(root.say("decisions.cli.redecided", day, done.decided(), done.changed()));
        done.results().forEach((id, counts) -> {
            var rules = decisions.release(day).ruleSet(id);
            counts.forEach((result, count) -> root.print(root.say(
                    "decisions.cli.count",
                    rules.title().in(locale),
                    rules.grade(result).label().in(locale),
                    count)));
        });
    }
}
