package gridwork.street;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/** When the office is open on a working day (办公时间), from a day on; the spans in order and apart. */
public record OfficeHours(LocalDate from, List<Span> open) implements CalendarEntry {
    public record Span(LocalTime opens, LocalTime closes) {
        /** @param written like {@code 08:30-12:00} */
        public static Span of(String written) {
            int at = written.indexOf('-');
            if (at < 0) {
                throw new IllegalArgumentException("no office hours: " + written);
            }
            return new Span(LocalTime.parse(written.substring(0, at)), LocalTime.parse(written.substring(at + 1)));
        }

        @Override
        public String toString() {
            return opens + "-" + closes;
        }
    }

    public OfficeHours {
        if (open.isEmpty()) {
            throw new IllegalArgumentException("no office hours from " + from);
        }
        LocalTime after = null;
        for (Span each : open) {
            if (!each.opens().isBefore(each.closes()) || after != null && !after.isBefore(each.opens())) {
                throw new IllegalArgumentException("no order in the office hours from " + from + ": " + each);
            }
            after = each.closes();
        }
    }

    @Override
    public String key() {
        return from.toString();
    }
}
