package gridwork.reviews;

import gridwork.decisions.ExplanationWords;
import gridwork.facts.Fact;
import gridwork.platform.Demonstration;
import gridwork.platform.Label;
import gridwork.platform.StreetClock;
import gridwork.rules.Grade;
import gridwork.street.Area;
import gridwork.street.Areas;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** A review in words and numbers as they are read; the same on the page and in print. */
@Component("reviewWords")
public class ReviewWords {
    private static final Pattern PLACE = Pattern.compile("\\{(F-[0-9]{3}|as-of)(:moved)?}");
    private static final String NOTHING = "—";
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Catalogue catalogue;
    private final MessageSource messages;
    private final ExplanationWords words;
    private final Areas areas;
    private final Demonstration demonstration;
    private final StreetClock clock;

    ReviewWords(
            Catalogue catalogue,
            MessageSource messages,
            ExplanationWords words,
            Areas areas,
            Demonstration demonstration,
            StreetClock clock) {
        this.catalogue = catalogue;
        this.messages = messages;
        this.words = words;
        this.areas = areas;
        this.demonstration = demonstration;
        this.clock = clock;
    }

    /** The name of the street; a general word where none is registered. */
    public String street(Locale locale) {
        return areas.all().stream()
                .filter(each -> each.kind() == Area.Kind.STREET)
                .map(Area::name)
                .findFirst()
                .orElseGet(() -> say("street", locale));
    }

    public String title(Review review, Locale locale) {
        return say("title", locale, month(review.month(), locale));
    }

    public String month(YearMonth month, Locale locale) {
        return month.format(DateTimeFormatter.ofPattern(say("format.month", locale), locale));
    }

    public String day(LocalDate day, Locale locale) {
        return day.format(DateTimeFormatter.ofPattern(say("format.day", locale), locale));
    }

    /** Until when things had happened, and until when they were known. */
    public String cutOff(Review review, Locale locale) {
        return say(review.running() ? "cut-off.running" : "cut-off", locale, review.asOf(), moment(review.knownAt()));
    }

    public String moment(Instant moment) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").format(moment.atZone(clock.zone()));
    }

    public String release(Review review, Locale locale) {
        return say("release", locale, String.valueOf(review.release()));
    }

    public String madeUp(Locale locale) {
        return demonstration.active() ? say("made-up", locale) : "";
    }

    public String now(Review.Value value, Locale locale) {
        return value.kept() == Review.Kept.NEITHER
                ? say("not-kept", locale)
                : shown(value.now(), value.nowIn(), locale);
    }

    public String before(Review.Value value, Locale locale) {
        return value.kept() == Review.Kept.BOTH
                ? shown(value.before(), value.beforeIn(), locale)
                : say("not-kept", locale);
    }

    /** A share of too few cases says nothing: it is shown as counts. */
    private String shown(long number, @Nullable Long in, Locale locale) {
        if (in == null) {
            return number(number, locale);
        }
        if (in == 0) {
            return NOTHING;
        }
        return in < catalogue.sharesFrom()
                ? number(number, locale) + "/" + number(in, locale)
                : percent(number, in).toPlainString() + "%";
    }

    public String share(long number, long in, Locale locale) {
        return shown(number, in, locale);
    }

    /** More or less than a month before; of shares in percentage points. */
    public String change(Review.Value value, Locale locale) {
        if (value.kept() != Review.Kept.BOTH) {
            return NOTHING;
        }
        Long in = value.nowIn();
        Long inBefore = value.beforeIn();
        if (in == null || inBefore == null) {
            return signed(BigDecimal.valueOf(value.now() - value.before()), locale);
        }
        boolean comparable = in >= catalogue.sharesFrom() && inBefore >= catalogue.sharesFrom();
        return comparable
                ? say(
                        "points",
                        locale,
                        signed(percent(value.now(), in).subtract(percent(value.before(), inBefore)), locale))
                : NOTHING;
    }

    public String change(long now, long before, Locale locale) {
        return signed(BigDecimal.valueOf(now - before), locale);
    }

    private static BigDecimal percent(long number, long in) {
        return BigDecimal.valueOf(number).multiply(HUNDRED).divide(BigDecimal.valueOf(in), 1, RoundingMode.HALF_UP);
    }

    private static String signed(BigDecimal number, Locale locale) {
        String digits = NumberFormat.getNumberInstance(locale).format(number.abs());
        return number.signum() == 0 ? "0" : (number.signum() > 0 ? "+" : "−") + digits;
    }

    public String number(long number, Locale locale) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** The summary, made from the figures. */
    public List<String> sentences(Review review, Locale locale) {
        List<String> said = new ArrayList<>();
        if (review.running()) {
            said.add(say("running", locale, day(review.asOf(), locale)));
        }
        for (Catalogue.Sentence each : catalogue.sentences()) {
            boolean anything = each.when().stream()
                    .anyMatch(number -> !review.value(number).isZero());
            Label label = anything ? each.says() : each.otherwise();
            if (label != null) {
                said.add(PLACE.matcher(label.in(locale)).replaceAll(found -> filled(found, review, locale)));
            }
        }
        return said;
    }

    private String filled(MatchResult found, Review review, Locale locale) {
        if (found.group(1).equals("as-of")) {
            return day(review.asOf(), locale);
        }
        Review.Value value = review.value(found.group(1));
        return found.group(2) == null ? now(value, locale) : moved(value, locale);
    }

    private String moved(Review.Value value, Locale locale) {
        long by = value.now() - value.before();
        String key = by == 0 ? "moved.not" : by > 0 ? "moved.up" : "moved.down";
        return say(
                key, locale, number(Math.abs(by), locale), value.figure().unit().in(locale));
    }

    /** A grade in the legend of the course; says so where the chart leaves it out. */
    public String grade(Review review, Grade grade, Locale locale) {
        String label = grade.label().in(locale);
        return review.drawn(grade) ? label : say("not-drawn", locale, label);
    }

    public String category(@Nullable String category, Locale locale) {
        Figure.FactsOf of = catalogue.figure(catalogue.byKind()).facts();
        return of == null ? String.valueOf(category) : words.what(of.kind(), category, locale);
    }

    /** {@code 2025-03-12　危险作业}. */
    public String fact(Fact fact, Locale locale) {
        return fact.occurredOn() + "　" + words.what(fact.kind(), fact.category(), locale);
    }

    /** Of each subject that is listed at most so many facts are named; of more it says how many. */
    public int factsNamed() {
        return catalogue.listed().facts();
    }

    String say(String key, Locale locale, Object... arguments) {
        return messages.getMessage("reviews." + key, arguments, locale);
    }
}
