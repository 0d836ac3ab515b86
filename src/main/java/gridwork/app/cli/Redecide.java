package gridwork.app.cli;

import gridwork.decisions.Decisions;
import gridwork.decisions.Redecided;
import gridwork.decisions.Replayed;
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

    @Option(
            names = "--replay",
            description = {
                "不作新的决定，只把截至该日一年内已记录的决定按当时的发布和当时已知的事实重新计算，核对是否一致；有不一致的，返回码为 1",
                "decide nothing: evaluate the decisions logged in the year up to that day again, with their releases and what was known then; exit code 1 if any differs"
            })
    private boolean replay;

    @Override
    public Integer call() {
        try (House house = root.open()) {
            var decisions = house.get(Decisions.class);
            LocalDate today = house.get(StreetClock.class).today();
            LocalDate day = asOf == null ? today : asOf;
            if (replay) {
                return replay(decisions, day);
            }
            Redecided done = decisions.redecide(asked(), day, day.isBefore(today), root.progress());
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

    private Set<String> asked() {
        return ruleSet == null ? Set.of() : Set.of(ruleSet);
    }

    private int replay(Decisions decisions, LocalDate day) {
        LocalDate from = day.minusYears(1).plusDays(1);
        Replayed done = decisions.replay(from, day, asked(), Set.of(), root.progress());
        if (root.json()) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("from", from.toString());
            answer.put("to", day.toString());
            answer.put("replayed", done.decisions());
            answer.put("same", done.same());
            answer.put(
                    "different",
                    done.different().stream()
                            .map(each -> Map.of(
                                    "decision",
                                            String.valueOf(each.logged().id().value()),
                                    "ruleSet", each.logged().ruleSet(),
                                    "logged", each.logged().result(),
                                    "loggedRows", each.logged().rows(),
                                    "now", each.now().result(),
                                    "nowRows", each.now().rowIds()))
                            .toList());
            root.printJson(answer);
        } else {
            root.print(
                    done.decisions() == 0
                            ? root.say("decisions.cli.replayed-none", from, day, root.dataDir())
                            : root.say("decisions.cli.replayed", from, day, done.decisions(), done.same()));
            done.different()
                    .forEach(each -> root.print(root.say(
                            "decisions.cli.different",
                            String.valueOf(each.logged().id().value()),
                            each.logged().ruleSet(),
                            each.logged().asOf(),
                            each.logged().result() + " "
                                    + String.join(" ", each.logged().rows()),
                            each.now().result() + " "
                                    + String.join(" ", each.now().rowIds()))));
            long unnamed = done.decisions() - done.same() - done.different().size();
            if (unnamed > 0) {
                root.print(root.say("decisions.cli.different-more", unnamed));
            }
        }
        return done.same() == done.decisions() ? Commands.WELL : Commands.SOME_REFUSED;
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
