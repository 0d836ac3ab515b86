package gridwork.signals.csv;

import com.fasterxml.jackson.annotation.JsonProperty;
import gridwork.platform.Label;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of one source become subjects and facts: {@code schema/mapping.schema.json} says what each part means.
 *
 * @param atOnce each row is answered and may open a case in the transaction that records it
 */
record Mapping(
        String id,
        Label title,
        String source,
        boolean history,
        boolean atOnce,
        @Nullable When knownFrom,
        String delimiter,
        List<String> encodings,
        SubjectPart subject,
        List<String> identity,
        @Nullable FactPart fact) {
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]+)}");

    /** @param point a column that holds latitude and longitude in one cell */
    record SubjectPart(
            String kind,
            String code,
            @Nullable String name,
            @Nullable String address,
            @Nullable String area,
            @Nullable String latitude,
            @Nullable String longitude,
            @Nullable String point,
            @Nullable When openedOn) {}

    record FactPart(
            String kind,
            When occurredAt,
            Category category,
            @Nullable String amount,
            @Nullable String confidence,
            Map<String, Part> payload) {
        FactPart {
            category = category == null ? Category.NONE : category;
            payload = payload == null ? Map.of() : new LinkedHashMap<>(payload);
        }
    }

    /** @param zone null = the street's */
    record When(
            List<String> columns,
            List<String> formats,
            @Nullable ZoneId zone) {
        String shown() {
            return String.join(" + ", columns);
        }
    }

    /** @param type text, number, date or moment */
    record Part(
            String column,
            @Nullable String type,
            @Nullable List<String> formats,
            @Nullable ZoneId zone) {}

    record Category(
            @Nullable String is,
            @Nullable String column,
            List<Match> unclassified,
            Map<String, String> codes,
            Map<String, String> prefixes,
            List<Words> words,
            @Nullable String otherwise) {
        /** Of a kind of fact that has no categories. */
        static final Category NONE = new Category(null, null, List.of(), Map.of(), Map.of(), List.of(), null);

        Category {
            unclassified = unclassified == null ? List.of() : List.copyOf(unclassified);
            codes = codes == null ? Map.of() : Map.copyOf(codes);
            prefixes = prefixes == null ? Map.of() : Map.copyOf(prefixes);
            words = words == null ? List.of() : List.copyOf(words);
        }

        String shown() {
            return column == null ? "" : column;
        }
    }

    record Match(String column, Pattern matches) {}

    record Words(
            String column,
            Pattern matches,
            @JsonProperty("is") String kind) {}

    /** Every column that it names. */
    Set<String> columns() {
        Set<String> named = new LinkedHashSet<>(identity);
        templates(named, subject.code(), subject.name(), subject.address(), subject.area());
        plain(named, subject.latitude(), subject.longitude(), subject.point());
        when(named, subject.openedOn());
        when(named, knownFrom);
        if (fact != null) {
            when(named, fact.occurredAt());
            plain(named, fact.category().column(), fact.amount(), fact.confidence());
            fact.category().unclassified().forEach(each -> named.add(each.column()));
            fact.category().words().forEach(each -> named.add(each.column()));
            fact.payload().values().forEach(each -> named.add(each.column()));
        }
        return named;
    }

    private static void templates(Set<String> named, @Nullable String... templates) {
        for (String each : templates) {
            if (each != null) {
                Matcher place = PLACE.matcher(each);
                while (place.find()) {
                    named.add(place.group(1));
                }
            }
        }
    }

    private static void plain(Set<String> named, @Nullable String... columns) {
        for (String each : columns) {
            if (each != null) {
                named.add(each);
            }
        }
    }

    private static void when(Set<String> named, @Nullable When when) {
        if (when != null) {
            named.addAll(when.columns());
        }
    }
}
