package gridwork.rules;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fact as the patterns see it: to the moment and the place. Public because the compiled rules of a release, which lie
 * in a package of their own, speak of it.
 *
 * @param subject {@code kind/code}
 * @param on the day in the street's zone
 * @param place where it happened: what the fact says, else where its subject stands; null = nobody knows
 * @param reference the source's own identity of the fact; with the source the same whatever the order of arrival
 */
public record Observed(
        long id,
        String kind,
        @Nullable String category,
        String subject,
        Instant at,
        LocalDate on,
        @Nullable Place place,
        @Nullable BigDecimal amount,
        @Nullable BigDecimal confidence,
        String source,
        String reference,
        Map<String, Object> payload) {
    /** By time; at the same moment by identity, so that every order of arrival is the same order. */
    static final Comparator<Observed> BY_TIME = Comparator.comparing(Observed::at)
            .thenComparing(Observed::source)
            .thenComparing(Observed::reference)
            .thenComparing(Observed::id);

    public String key() {
        return source + "#" + reference;
    }

    public boolean earlierThan(Observed other) {
        return BY_TIME.compare(this, other) < 0;
    }

    public boolean is(Observed other) {
        return id == other.id;
    }

    /** A property as the source wrote it; empty = it says nothing. */
    public String text(String property) {
        Object held = payload.get(property);
        return held == null ? "" : held.toString().strip();
    }

    /** A property for comparison: full-width, spaces, dots and case do not count. */
    public String word(String property) {
        String text = Normalizer.normalize(text(property), Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        var word = new StringBuilder(text.length());
        text.codePoints().filter(Character::isLetterOrDigit).forEach(word::appendCodePoint);
        return word.toString();
    }

    /** Whether both say something there, and the same. */
    public boolean sameWord(String property, Observed other) {
        String word = word(property);
        return !word.isEmpty() && word.equals(other.word(property));
    }

    public boolean sameSubject(Observed other) {
        return subject.equals(other.subject);
    }

    public boolean sameCategory(Observed other) {
        return category != null && category.equals(other.category);
    }

    boolean validFor(Observed other) {
        LocalDate from = day("validFrom");
        LocalDate until = day("validUntil");
        return from != null && !other.on.isBefore(from) && (until == null || !other.on.isAfter(until));
    }

    private @Nullable LocalDate day(String property) {
        try {
            return text(property).isEmpty() ? null : LocalDate.parse(text(property));
        } catch (DateTimeException none) {
            return null;
        }
    }

    /** Whether a list of words names what another fact says. */
    public boolean names(String list, Observed other, String property) {
        return payload.get(list) instanceof Collection<?> held
                && held.stream().anyMatch(each -> String.valueOf(each).strip().equals(other.text(property)));
    }

    /** The points {@code {latitude, longitude}} that a property lists. */
    List<Place> places(String property) {
        List<Place> places = new ArrayList<>();
        if (payload.get(property) instanceof Collection<?> held) {
            for (Object each : held) {
                if (each instanceof Map<?, ?> point
                        && point.get("latitude") instanceof Number latitude
                        && point.get("longitude") instanceof Number longitude) {
                    places.add(new Place(latitude.doubleValue(), longitude.doubleValue()));
                }
            }
        }
        return places;
    }
}
