package gridwork.app.cli;

import gridwork.cases.CheckPlan;
import gridwork.cases.PlannedCheck;
import gridwork.cases.SpotCheckProof;
import gridwork.decisions.Decisions;
import gridwork.platform.StreetClock;
import gridwork.street.OfficerId;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "check-plan",
        subcommands = CheckPlanCommand.Verify.class,
        description = {"一个月的检查计划", "the checks planned for a month"})
final class CheckPlanCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Root root;

    @Option(
            names = "--month",
            paramLabel = "YYYY-MM",
            description = {"月份，默认本月", "the month, default this one"})
    private @Nullable YearMonth month;

    @Override
    public Integer call() {
        try (House house = root.open()) {
            YearMonth asked =
                    month == null ? YearMonth.from(house.get(StreetClock.class).today()) : month;
            List<PlannedCheck> checks = house.get(CheckPlan.class).between(asked.atDay(1), asked.atEndOfMonth(), null);
            if (root.json()) {
                root.printJson(checks.stream().map(CheckPlanCommand::json).toList());
            } else if (checks.isEmpty()) {
                root.print(root.say("cases.cli.plan.none", asked));
            } else {
                checks.forEach(each -> print(house.get(Decisions.class), each));
            }
            return Commands.WELL;
        }
    }

    private void print(Decisions decisions, PlannedCheck check) {
        LocalDate on = check.on();
        String when = check.secret() || on == null
                ? root.say("cases.cli.plan.not-revealed")
                : check.state() == PlannedCheck.State.DONE
                        ? on.toString()
                        : root.say("cases.cli.plan.until", check.lastDay());
        root.print(root.say(
                "cases.cli.plan.line",
                check.siteRef(),
                check.period(),
                decisions.ruleSet("site-check").grade(check.checkType()).label().in(root.locale()),
                root.say("cases.checks.state." + check.state().code()),
                check.note() == null ? when : when + "  " + root.say("cases.checks.note." + check.note())));
    }

    private static Map<String, @Nullable Object> json(PlannedCheck check) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("site", check.siteRef());
        line.put("period", check.period());
        line.put("firstDay", check.firstDay());
        line.put("lastDay", check.lastDay());
        line.put("checkType", check.checkType());
        line.put("drawn", check.drawn());
        line.put("secret", check.secret());
        line.put("day", check.day());
        line.put("inspectors", check.inspectors().stream().map(OfficerId::value).toList());
        line.put("state", check.state().code());
        line.put("note", check.note());
        line.put("doneOn", check.doneOn());
        line.put("release", check.release());
        return line;
    }

    @Command(
            name = "verify",
            description = {
                "重新计算已结束周期的全部抽取，含结案抽查",
                "draw again everything of the periods that have ended, spot checks too"
            })
    static final class Verify implements Callable<Integer> {
        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CheckPlanCommand plan;

        @Override
        public Integer call() {
            Root root = plan.root;
            try (House house = root.open()) {
                CheckPlan.Verified verified = house.get(CheckPlan.class).verify();
                SpotCheckProof.Verified spots = house.get(SpotCheckProof.class).verify();
                boolean agrees = verified.agrees() && spots.agrees();
                if (root.json()) {
                    Map<String, Object> answer = new LinkedHashMap<>();
                    answer.put("ok", agrees);
                    answer.put("periods", verified.periods());
                    answer.put("draws", verified.draws());
                    answer.put("differing", verified.differing());
                    answer.put("spotChecks", spots);
                    root.printJson(answer);
                } else {
                    print(root, verified);
                    print(root, spots);
                }
                return agrees ? Commands.WELL : Commands.SOME_REFUSED;
            }
        }

        private static void print(Root root, CheckPlan.Verified verified) {
            if (verified.periods() == 0) {
                root.print(root.say("cases.cli.verify.nothing"));
            } else if (verified.agrees()) {
                root.print(root.say("cases.cli.verify.agrees", verified.periods(), verified.draws()));
            }
            for (CheckPlan.PeriodProof period : verified.differing()) {
                if (!period.hashAgrees()) {
                    root.print(root.say("cases.cli.verify.secret", period.period()));
                }
                period.draws()
                        .forEach(draw -> root.print(root.say(
                                "cases.cli.verify.draw",
                                period.period(),
                                draw.siteRef(),
                                shown(draw.day()),
                                draw.inspectors(),
                                shown(draw.dayAgain()),
                                draw.inspectorsAgain())));
            }
        }

        private static void print(Root root, SpotCheckProof.Verified spots) {
            if (spots.agrees() && spots.draws() > 0) {
                root.print(root.say("cases.cli.verify.spot-agrees", spots.draws(), spots.drawn()));
            }
            spots.differing()
                    .forEach(each -> root.print(root.say(
                            "cases.cli.verify.spot-differs",
                            each.period(),
                            String.valueOf(each.of().value()),
                            each.kept(),
                            each.again())));
        }

        private static String shown(@Nullable LocalDate day) {
            return day == null ? "-" : day.toString();
        }
    }
}
