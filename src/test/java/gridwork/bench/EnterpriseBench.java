package gridwork.bench;

import gridwork.rules.Evaluation;
import gridwork.rules.FactSeen;
import gridwork.rules.Question;
import gridwork.rules.Releases;
import gridwork.rules.RuleSet;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Evaluating the warnings and programmes of 12,000 enterprises with two years of monthly reports, without reading and writing. */
final class EnterpriseBench {
    private static final int ENTERPRISES = 12_000;
    private static final int MONTHS = 24;
    private static final int ROUNDS = 4;
    private static final LocalDate DAY = LocalDate.parse("2026-07-20");

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private EnterpriseBench() {}

    public static void main(String[] args) {
        List<Question> questions = questions();
        for (String id : List.of("policy-match", "enterprise-warning")) {
            for (int round = 0; round < ROUNDS; round++) {
                RuleSet ruleSet = Releases.onClassPath().on(DAY).ruleSet(id);
                long before = CPU.getCurrentThreadCpuTime();
                List<Evaluation> answers = ruleSet.evaluate(questions);
                double seconds = (CPU.getCurrentThreadCpuTime() - before) / 1e9;
                var results = new TreeMap<String, Integer>();
                answers.forEach(each -> results.merge(each.result(), 1, Integer::sum));
                System.out.printf(
                        "%s: %,d enterprises in %.2f s of one core, %,.0f a second %s%n",
                        id, ENTERPRISES, seconds, ENTERPRISES / seconds, results);
            }
        }
    }

    private static List<Question> questions() {
        var random = new Random(7);
        var questions = new ArrayList<Question>();
        long id = 0;
        for (int i = 0; i < ENTERPRISES; i++) {
            var facts = new ArrayList<FactSeen>();
            int size = 1_000 + random.nextInt(1_000_000);
            for (YearMonth month = YearMonth.from(DAY).minusMonths(MONTHS);
                    month.isBefore(YearMonth.from(DAY));
                    month = month.plusMonths(1)) {
                for (String kind : List.of("revenue-report", "tax-report")) {
                    BigDecimal amount = BigDecimal.valueOf(size * (80L + random.nextInt(40)), 2);
                    facts.add(new FactSeen(++id, kind, null, month.atEndOfMonth(), amount, null));
                }
            }
            facts.add(place(++id, "tax-registration", random.nextInt(8) > 0));
            facts.add(place(++id, "location-check", random.nextInt(8) > 0));
            facts.add(new FactSeen(
                    ++id,
                    "enterprise-registration",
                    "founded",
                    DAY.minusDays(random.nextInt(4_000)),
                    null,
                    null,
                    "register",
                    Map.of("address", "文三路" + i + "号", "legalRepresentative", "张三")));
            facts.add(new FactSeen(
                    ++id,
                    "enterprise-registration",
                    "changed",
                    DAY.minusDays(random.nextInt(400)),
                    null,
                    null,
                    "register",
                    Map.of("address", "文三路 " + (i + random.nextInt(2)) + " 号")));
            facts.add(new FactSeen(
                    ++id,
                    "enterprise-report",
                    null,
                    DAY.minusDays(100),
                    null,
                    null,
                    "report",
                    Map.of("employees", random.nextInt(200), "industry", "软件和信息技术服务业", "research", size)));
            questions.add(new Question(DAY, facts, Map.of(), "enterprise"));
        }
        return questions;
    }

    private static FactSeen place(long id, String kind, boolean here) {
        return new FactSeen(id, kind, here ? "here" : "elsewhere", DAY.minusDays(200), null, null);
    }
}
