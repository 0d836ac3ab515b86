package gridwork.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ManyAtOnceTest {
    private static final LocalDate DAY = LocalDate.parse("2025-06-30");

    private static List<Question> questions() {
        var random = new Random(7);
        List<String> categories = List.of("no-permit", "dust", "waste", "unclassified", "fire-safety", "registration");
        var questions = new ArrayList<Question>();
        for (int site = 0; site < 2_000; site++) {
            var facts = new ArrayList<FactSeen>();
            for (int i = random.nextInt(8); i > 0; i--) {
                boolean check = random.nextInt(4) == 0;
                facts.add(new FactSeen(
                        site * 10L + i,
                        check ? "check" : "violation",
                        check ? "general" : categories.get(random.nextInt(categories.size())),
                        DAY.minusDays(random.nextInt(120)),
                        check ? BigDecimal.valueOf(random.nextInt(2)) : null,
                        null));
            }
            questions.add(new Question(DAY, facts, Map.of()));
        }
        return questions;
    }

    @Test
    void many_threads_asking_at_once_get_the_answers_that_one_gets() throws Exception {
        List<Question> questions = questions();
        List<Evaluation> alone =
                Releases.onClassPath().on(DAY).ruleSet("site-colour").evaluate(questions);
        RuleSet shared = Releases.onClassPath().on(DAY).ruleSet("site-colour");
        var threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<List<Evaluation>>> asked = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                asked.add(() -> shared.evaluate(questions));
            }
            for (var each : threads.invokeAll(asked)) {
                assertThat(each.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
