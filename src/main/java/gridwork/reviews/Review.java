package gridwork.reviews;

import gridwork.facts.Fact;
import gridwork.facts.Subject;
import gridwork.rules.Grade;
import gridwork.rules.RowHit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A month's figures (月度通报): what the page, the PDF and the API show.
 *
 * @param asOf the day of the count: the month's last, or today while the month runs
 * @param before the day that it is compared with: the last of the month before
 * @param knownAt the cut-off: what was known then
 * @param release the rules in force on the day of the count
 * @param grades the palette, the best first
 * @param kinds the figure that is broken down, by category, the most frequent first
 * @param course the last twelve months, the earliest first
 * @param listed the subjects of the result that is listed, with their reasons
 */
public record Review(
        YearMonth month,
        LocalDate asOf,
        LocalDate before,
        boolean running,
        Instant knownAt,
        int release,
        List<Grade> grades,
        List<Value> figures,
        List<KindCount> kinds,
        List<MonthEnd> course,
        List<Listed> listed) {
    private static final int TOO_HIGH = 8;

    /** Whether anybody kept what is counted: of a month that this program was not there for, none is not said. */
    public enum Kept {
        BOTH,
        /** Of this month, and not of the one before. */
        NOW,
        NEITHER
    }

    /** A figure now and a month before; a share has what it is over. */
    public record Value(
            Figure figure,
            long now,
            long before,
            @Nullable Long nowIn,
            @Nullable Long beforeIn,
            Kept kept) {
        Value(Figure figure, long now, long before, @Nullable Long nowIn, @Nullable Long beforeIn) {
            this(figure, now, before, nowIn, beforeIn, Kept.BOTH);
        }

        public boolean isZero() {
            return now == 0 && before == 0;
        }
    }

    public record KindCount(@Nullable String category, long now, long before) {}

    /** @param results how many subjects of each result */
    public record MonthEnd(LocalDate day, Map<String, Long> results) {
        public long count(String result) {
            return results.getOrDefault(result, 0L);
        }

        public long total() {
            return results.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** @param rows those that gave the result; @param facts those that were counted, the latest first */
    public record Listed(Subject subject, @Nullable String area, List<RowHit> rows, List<Fact> facts) {}

    public Value value(String number) {
        return figures.stream()
                .filter(each -> each.figure().number().equals(number))
                .findFirst()
                .orElseThrow();
    }

    public List<Value> part(String part) {
        return figures.stream()
                .filter(each -> each.figure().part().equals(part))
                .toList();
    }

    /** How a figure's result is shown: its grade's tone; empty where the figure counts no result. */
    public String tone(Figure figure) {
        String result = figure.result();
        return result == null
                ? ""
                : grades.stream()
                        .filter(each -> each.id().equals(result))
                        .map(Grade::tone)
                        .findFirst()
                        .orElse("grey");
    }

    /** The grades that a chart of the course draws: not the best, where it would leave the others no height. */
    public boolean drawn(Grade grade) {
        if (!grade.equals(grades.get(0))) {
            return true;
        }
        long others = 0;
        long all = 0;
        for (MonthEnd each : course) {
            others = Math.max(others, each.total() - each.count(grade.id()));
            all = Math.max(all, each.total());
        }
        return others == 0 || all <= others * TOO_HIGH;
    }

    /** No subject, no fact: nothing to tell. */
    public boolean isEmpty() {
        return figures.stream().allMatch(Value::isZero);
    }
}
