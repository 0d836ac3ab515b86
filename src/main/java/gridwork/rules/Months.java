package gridwork.rules;

import gridwork.rules.RuleSetFile.Line;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last whole months before a day, or the same months some years back. A month is over when its reports had their
 * days of grace; one report a month counts, the newest; a month without one is missing, and so is the sum.
 */
record Months(YearMonth first, YearMonth last) {
    static Months of(Line line, LocalDate asOf, Parameters parameters) {
        int count = parameters.days(String.valueOf(line.months()));
        YearMonth last =
                YearMonth.from(grace(line, asOf, parameters)).minusMonths(1).minusYears(line.back());
        return new Months(last.minusMonths(count - 1L), last);
    }

    /** The day as seen without the days of grace; a month is over at the end of its last day. */
    private static LocalDate grace(Line line, LocalDate asOf, Parameters parameters) {
        int days = line.grace() == null ? 0 : parameters.days(line.grace());
        return asOf.plusDays(1L - days);
    }

    /** The next day on which other months are the last. */
    static LocalDate turn(Line line, LocalDate asOf, Parameters parameters) {
        LocalDate seen = grace(line, asOf, parameters);
        return asOf.plusDays(java.time.temporal.ChronoUnit.DAYS.between(
                seen, YearMonth.from(seen).plusMonths(1).atDay(1)));
    }

    /** The day on which a month becomes the last one. */
    static LocalDate enters(Line line, YearMonth month, Parameters parameters) {
        int days = line.grace() == null ? 0 : parameters.days(line.grace());
        return month.plusMonths(1).plusYears(line.back()).atDay(1).plusDays(days - 1L);
    }

    /** How many days back they begin, at most. */
    static int daysBack(Line line, Parameters parameters) {
        int count = parameters.days(String.valueOf(line.months()));
        int grace = line.grace() == null ? 0 : parameters.days(line.grace());
        return (count + 1) * 31 + line.back() * 366 + grace;
    }

    interface Amount {
        @Nullable
        BigDecimal of(FactSeen fact);
    }

    Measure.Reading sum(List<FactSeen> facts, Amount amount) {
        Map<YearMonth, FactSeen> newest = new HashMap<>();
        facts.stream()
                .sorted(Comparator.comparing(FactSeen::occurredOn).thenComparing(FactSeen::id))
                .forEach(each -> newest.put(YearMonth.from(each.occurredOn()), each));
        var counted = new ArrayList<FactSeen>();
        BigDecimal total = BigDecimal.ZERO;
        boolean whole = true;
        for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            FactSeen report = newest.get(month);
            BigDecimal number = report == null ? null : amount.of(report);
            if (report != null) {
                counted.add(report);
            }
            if (number == null) {
                whole = false;
            } else {
                total = total.add(number);
            }
        }
        return new Measure.Reading(whole ? total : null, counted, List.of(), List.of());
    }
}
