package gridwork.cases.ledger;

import gridwork.decisions.Decisions;
import gridwork.platform.Label;
import gridwork.platform.StreetClock;
import gridwork.rules.Evaluation;
import gridwork.rules.RowHit;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** How checks count, by the rules of their day; what was before there were such rules counts by those of today. */
@Component
class CountingRules {
    static final String QUOTA = "inspection-quota";
    static final String WARNING = "inspection-warning";
    private static final String CHECK = "check";
    private final Decisions decisions;
    private final MessageSource messages;
    private final StreetClock clock;

    CountingRules(Decisions decisions, MessageSource messages, StreetClock clock) {
        this.decisions = decisions;
        this.messages = messages;
        this.clock = clock;
    }

    /** For as long as a piece of work takes: the same is asked once. */
    Asked asked() {
        return new Asked();
    }

    /** Where a number is null, that warning is not given. */
    record Windows(
            @Nullable Integer multipleDepartments,
            @Nullable Integer multipleDays,
            @Nullable Integer repeatedDays,
            @Nullable Integer frequentVisits,
            @Nullable Integer frequentDays) {
        int longest() {
            return Math.max(days(multipleDays), Math.max(days(repeatedDays), days(frequentDays)));
        }

        private static int days(@Nullable Integer days) {
            return days == null ? 0 : days;
        }
    }

    Windows windows(String subjectKind, LocalDate on) {
        Map<String, Object> said = decisions.answers(WARNING, Map.of("subjectKind", subjectKind), asked(WARNING, on));
        return new Windows(
                whole(said.get("multipleDepartments")),
                whole(said.get("multipleDays")),
                whole(said.get("repeatedDays")),
                whole(said.get("frequentVisits")),
                whole(said.get("frequentDays")));
    }

    /** The day whose rules are asked about one. */
    private LocalDate asked(String ruleSet, LocalDate on) {
        return decisions.release(on).find(ruleSet).isPresent() ? on : clock.today();
    }

    private static @Nullable Integer whole(@Nullable Object number) {
        return number instanceof Number some ? some.intValue() : null;
    }

    /** Whether it is a kind of check that the rules have a word for. */
    boolean knows(String check) {
        return !decisions.ruleSet(QUOTA).word(CHECK, check).zh().equals(check);
    }

    /** What a kind of check is called. */
    Label check(String check) {
        Label word = decisions.ruleSet(QUOTA).word(CHECK, check);
        return new Label(
                word.zh(),
                Objects.requireNonNull(
                        messages.getMessage("cases.ledger.check." + check, null, word.en(), Locale.ENGLISH)));
    }

    /** The norm that a row rests on; row ids are permanent. */
    String basis(String row) {
        return decisions.ruleSet(QUOTA).row(row).map(RowHit::basis).orElse("");
    }

    Label counting(String counting) {
        return decisions.ruleSet(QUOTA).grade(counting).label();
    }

    final class Asked {
        private record Key(int release, String subjectKind, String department, String check) {}

        private final Map<Key, OnSiteCheck.Counts> answers = new HashMap<>();

        OnSiteCheck.Counts of(String subjectKind, String department, String check, LocalDate on) {
            LocalDate by = asked(QUOTA, on);
            int release = decisions.release(by).number();
            return answers.computeIfAbsent(new Key(release, subjectKind, department, check), key -> ask(key, by));
        }

        private OnSiteCheck.Counts ask(Key key, LocalDate on) {
            Evaluation answer = decisions.ask(
                    QUOTA,
                    Map.of("subjectKind", key.subjectKind(), "department", key.department(), CHECK, key.check()),
                    on);
            List<RowHit> rows = answer.rows();
            RowHit row = rows.isEmpty() ? null : rows.get(rows.size() - 1);
            return new OnSiteCheck.Counts(
                    answer.result(), whole(answer.values().get("quota")), row == null ? "" : row.id(), key.release());
        }
    }
}
