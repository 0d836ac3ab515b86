package gridwork.street;

import gridwork.platform.Refused;
import gridwork.street.CalendarYear.Occasion;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A year of the calendar as people write it: an occasion a line, its name and its days, e.g. {@code 春节 2027-02-05~2027-02-11}. */
public final class CalendarText {
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern DAYS = Pattern.compile("(" + DAY + ")(?:\\s*(?:~|～|至|\\.\\.)\\s*(" + DAY + "))?");
    private static final int LONGEST = 40;

    private CalendarText() {}

    public static List<String> lines(String text) {
        return text.lines()
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList();
    }

    public static List<Occasion> occasions(String text) {
        return lines(text).stream().map(CalendarText::occasion).toList();
    }

    private static Occasion occasion(String line) {
        Matcher found = DAYS.matcher(line);
        List<LocalDate> days = new ArrayList<>();
        int first = -1;
        int end = 0;
        while (found.find()) {
            if (first < 0) {
                first = found.start();
            } else if (!line.substring(end, found.start()).matches("[\\s,，、;；]*")) {
                throw new Refused("calendar-line", line);
            }
            end = found.end();
            days.addAll(days(found.group(1), found.group(2) == null ? found.group(1) : found.group(2), line));
        }
        String name = first < 0 ? "" : line.substring(0, first).strip().replaceFirst("[:：]$", "");
        if (name.isEmpty() || name.length() > LONGEST || !line.substring(end).isBlank()) {
            throw new Refused("calendar-line", line);
        }
        return new Occasion(name, List.copyOf(days));
    }

    private static List<LocalDate> days(String from, String to, String line) {
        try {
            LocalDate first = LocalDate.parse(from);
            LocalDate last = LocalDate.parse(to);
            if (last.isBefore(first) || first.plusDays(LONGEST).isBefore(last)) {
                throw new Refused("calendar-line", line);
            }
            return first.datesUntil(last.plusDays(1)).toList();
        } catch (DateTimeException wrong) {
            throw new Refused("calendar-line", line);
        }
    }

    /** @param text like {@code 08:30-12:00, 13:30-17:30} */
    public static OfficeHours hours(String from, String text) {
        try {
            return new OfficeHours(
                    LocalDate.parse(from.strip()),
                    Pattern.compile("[\\s,，、;；]+")
                            .splitAsStream(text.strip())
                            .filter(each -> !each.isEmpty())
                            .map(OfficeHours.Span::of)
                            .toList());
        } catch (DateTimeException | IllegalArgumentException wrong) {
            throw new Refused("calendar-hours", text);
        }
    }

    /** As {@link #occasions} reads it; days in a row as a span. */
    public static String of(List<Occasion> all) {
        return all.stream().map(each -> each.name() + " " + spans(each.days())).collect(Collectors.joining("\n"));
    }

    private static String spans(List<LocalDate> days) {
        List<String> all = new ArrayList<>();
        for (int from = 0; from < days.size(); ) {
            int to = from;
            while (to + 1 < days.size() && days.get(to + 1).equals(days.get(to).plusDays(1))) {
                to++;
            }
            all.add(from == to ? days.get(from).toString() : days.get(from) + "~" + days.get(to));
            from = to + 1;
        }
        return String.join(", ", all);
    }
}
