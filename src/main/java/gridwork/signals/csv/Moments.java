package gridwork.signals.csv;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads moments in the formats of a source; what no calendar has (31 February) is none. */
final class Moments {
    /** A width too narrow, a serial number, a day and a month without a year: what spreadsheets leave of a date. */
    private static final Pattern MANGLED =
            Pattern.compile("#+|\\d{5}(\\.\\d+)?|\\d{1,2}-[A-Za-z]{3}|[A-Za-z]{3}-\\d{2}|\\d+(\\.\\d+)?[eE]\\+?\\d+");

    private final List<DateTimeFormatter> formats = new ArrayList<>();
    private final ZoneId zone;

    Moments(List<String> patterns, ZoneId zone) {
        this.zone = zone;
        patterns.forEach(each -> formats.add(new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(proleptic(each))
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT)));
        formats.add(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
        formats.add(DateTimeFormatter.ISO_LOCAL_DATE);
    }

    /** Officers write {@code yyyy}; a strict reading of it would want an era. */
    private static String proleptic(String pattern) {
        StringBuilder letters = new StringBuilder();
        boolean quoted = false;
        for (char each : pattern.toCharArray()) {
            quoted ^= each == '\'';
            letters.append(each == 'y' && !quoted ? 'u' : each);
        }
        return letters.toString();
    }

    Optional<Instant> read(String text) {
        for (DateTimeFormatter each : formats) {
            // without an exception for each format that is not the one
            var position = new ParsePosition(0);
            if (each.parseUnresolved(text, position) == null || position.getIndex() < text.length()) {
                continue;
            }
            try {
                TemporalAccessor read =
                        each.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
                return Optional.of(moment(read));
            } catch (DateTimeException noSuchDay) {
                continue;
            }
        }
        return Optional.empty();
    }

    private Instant moment(TemporalAccessor read) {
        if (read instanceof OffsetDateTime fixed) {
            return fixed.toInstant();
        }
        if (read instanceof LocalDateTime local) {
            return local.atZone(zone).toInstant();
        }
        return LocalDate.from(read).atStartOfDay(zone).toInstant();
    }

    LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }

    static boolean isFormat(String pattern) {
        try {
            return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).getLocale() != null;
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    static boolean mangled(String text) {
        return MANGLED.matcher(text).matches();
    }
}
