package gridwork.reviews;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gridwork.facts.Subject;
import gridwork.platform.StreetClock;
import gridwork.rules.Grade;
import gridwork.rules.RowHit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** A review as {@code reports/monthly-review} prints it; its shape is that folder's {@code sample.json}. */
@Component
class ReviewPrint {
    private final Catalogue catalogue;
    private final ReviewWords words;
    private final StreetClock clock;
    private final ObjectMapper json;

    ReviewPrint(Catalogue catalogue, ReviewWords words, StreetClock clock, ObjectMapper json) {
        this.catalogue = catalogue;
        this.words = words;
        this.clock = clock;
        this.json = json;
    }

    JsonNode data(Review review, Locale locale) {
        String month = words.month(review.month(), locale);
        String street = words.street(locale);
        LocalDate cutOff = clock.dayOf(review.knownAt());
        String office = words.say("office", locale, street);
        List<Figure> figures = catalogue.figures();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("title", words.say("print.title", locale, street, month));
        data.put("author", office);
        data.put("subject", month);
        data.put("masthead", words.say("print.masthead", locale, street));
        data.put(
                "issue",
                words.say(
                        "print.issue",
                        locale,
                        String.valueOf(review.month().getYear()),
                        String.valueOf(review.month().getMonthValue())));
        data.put("issuedOn", words.day(cutOff, locale));
        data.put("heading", words.title(review, locale));
        data.put("madeUp", words.madeUp(locale));
        data.put("cutOff", words.cutOff(review, locale));
        data.put("release", words.release(review, locale));
        data.put(
                "definitions",
                words.say(
                        "print.definitions",
                        locale,
                        figures.get(0).number(),
                        figures.get(figures.size() - 1).number()));
        data.put("opening", lines(words.sentences(review, locale)));
        data.put("colours", colours(review, locale));
        data.put("chart", chart(review, locale));
        data.put("checks", indicators(review.part("checks"), locale));
        data.put("violations", indicators(review.part("violations"), locale));
        data.put("spot", indicators(review.part("spot"), locale));
        data.put("visits", indicators(review.part("visits"), locale));
        data.put("ledger", indicators(review.part("ledger"), locale));
        data.put("categories", kinds(review, locale));
        data.put("redNote", note(review, locale));
        data.put("redSites", listed(review, locale));
        data.put("annexes", lines(List.of(words.say("print.annex.figures", locale))));
        data.put("signature", office + "\n" + words.day(cutOff, locale));
        data.put(
                "figures",
                figures.stream()
                        .map(each -> Map.of(
                                "number", each.number(),
                                "name", each.name().in(locale),
                                "unit", each.unit().in(locale),
                                "definition", each.definition().in(locale)))
                        .toList());
        return json.valueToTree(data);
    }

    private static List<Map<String, String>> lines(List<String> lines) {
        return lines.stream().map(each -> Map.of("line", each)).toList();
    }

    private List<Map<String, String>> colours(Review review, Locale locale) {
        List<Review.Value> values = review.part("colours");
        long all = values.stream()
                .filter(each -> each.figure().open())
                .mapToLong(Review.Value::now)
                .sum();
        List<Map<String, String>> rows = new ArrayList<>();
        for (Review.Value each : values) {
            String tone = review.tone(each.figure());
            if (each.isZero() && tone.equals("grey")) {
                continue;
            }
            Map<String, String> row = new LinkedHashMap<>();
            row.put("number", each.figure().number());
            row.put("sign", sign(tone));
            row.put("label", each.figure().name().in(locale));
            row.put("tone", tone);
            row.put("now", words.now(each, locale));
            row.put("before", words.before(each, locale));
            row.put("change", words.change(each, locale));
            row.put("share", words.share(each.now(), all, locale));
            rows.add(row);
        }
        return rows;
    }

    /** A sign beside each colour, the same as on the pages. */
    private static String sign(String tone) {
        return switch (tone) {
            case "white" -> "○";
            case "yellow" -> "▲";
            case "red" -> "■";
            case "green" -> "●";
            case "grey" -> "？";
            default -> "　";
        };
    }

    private Map<String, Object> chart(Review review, Locale locale) {
        List<Grade> worstFirst = new ArrayList<>(review.grades());
        Collections.reverse(worstFirst);
        List<Map<String, Object>> series = new ArrayList<>();
        for (Grade grade : worstFirst) {
            series.add(Map.of(
                    "label", words.grade(review, grade, locale),
                    "tone", grade.tone(),
                    "drawn", review.drawn(grade),
                    "counts",
                            review.course().stream()
                                    .map(each -> each.count(grade.id()))
                                    .toList()));
        }
        return Map.of(
                "categories",
                review.course().stream()
                        .map(each -> "%02d-%02d"
                                .formatted(
                                        each.day().getYear() % 100, each.day().getMonthValue()))
                        .toList(),
                "series",
                series);
    }

    private List<Map<String, String>> indicators(List<Review.Value> values, Locale locale) {
        return values.stream()
                .map(each -> Map.of(
                        "number", each.figure().number(),
                        "name", named(each.figure(), locale),
                        "now", words.now(each, locale),
                        "before", words.before(each, locale),
                        "change", words.change(each, locale)))
                .toList();
    }

    private String named(Figure figure, Locale locale) {
        return figure.share() == null
                ? words.say(
                        "print.with-unit",
                        locale,
                        figure.name().in(locale),
                        figure.unit().in(locale))
                : figure.name().in(locale);
    }

    private List<Map<String, String>> kinds(Review review, Locale locale) {
        return review.kinds().stream()
                .map(each -> Map.of(
                        "name", words.category(each.category(), locale),
                        "now", words.number(each.now(), locale),
                        "before", words.number(each.before(), locale),
                        "change", words.change(each.now(), each.before(), locale)))
                .toList();
    }

    private String note(Review review, Locale locale) {
        int all = review.listed().size();
        int printed = catalogue.listed().printed();
        if (all == 0) {
            return words.say("print.listed.none", locale);
        }
        return all > printed
                ? words.say("print.listed.some", locale, words.number(all, locale), words.number(printed, locale))
                : words.say("print.listed.all", locale, words.number(all, locale));
    }

    private List<Map<String, String>> listed(Review review, Locale locale) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (Review.Listed each : review.listed()) {
            if (rows.size() == catalogue.listed().printed()) {
                break;
            }
            rows.add(Map.of(
                    "no", String.valueOf(rows.size() + 1),
                    "name", each.subject().name(),
                    "place", place(each),
                    "rows", each.rows().stream().map(ReviewPrint::row).collect(Collectors.joining("\n")),
                    "facts", facts(each, locale)));
        }
        return rows;
    }

    private static String row(RowHit row) {
        return row.id() + "　" + row.text();
    }

    private static String place(Review.Listed listed) {
        Subject subject = listed.subject();
        String area = listed.area();
        return Stream.of(subject.ref().code(), area == null ? furtherAddress(subject) : area)
                .filter(each -> !each.isBlank())
                .collect(Collectors.joining("　"));
    }

    /** The address without what the name says already. */
    private static String furtherAddress(Subject subject) {
        String address = subject.address();
        if (address == null) {
            return "";
        }
        return address.startsWith(subject.name())
                ? address.substring(subject.name().length()).replaceFirst("^[,， ]+", "")
                : address;
    }

    private String facts(Review.Listed listed, Locale locale) {
        int most = words.factsNamed();
        String named = listed.facts().stream()
                .limit(most)
                .map(each -> words.fact(each, locale))
                .collect(Collectors.joining("\n"));
        int all = listed.facts().size();
        return all > most ? named + "\n" + words.say("print.facts.more", locale, words.number(all, locale)) : named;
    }
}
