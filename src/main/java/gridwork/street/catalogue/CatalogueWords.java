package gridwork.street.catalogue;

import gridwork.platform.Label;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Clocks;
import gridwork.street.Matters;
import gridwork.street.Remit;
import gridwork.street.TimeLimit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** How the catalogue is written for people and read from what they write: its columns, units, yes and no, departments by name. */
public final class CatalogueWords {
    private static final List<Locale> LANGUAGES = List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);
    private static final List<String> BEFORE_LIMITS = List.of(
            "id",
            "title",
            "titleEn",
            "remit",
            "lead",
            "helping",
            "basis",
            "process",
            "subject",
            "ruleSets",
            "opensPerDay",
            "secret",
            "validFrom",
            "validUntil");

    private final MessageSource messages;
    private final Clocks clocks;
    private final List<Area> departments;
    private final List<Remit> remits;

    private CatalogueWords(MessageSource messages, Clocks clocks, List<Area> departments, List<Remit> remits) {
        this.messages = messages;
        this.clocks = clocks;
        this.departments = departments;
        this.remits = remits;
    }

    /** The words as they are now: departments and fields of duties may be renamed. */
    @Component
    public static class Now {
        private final MessageSource messages;
        private final Clocks clocks;
        private final Areas areas;
        private final Matters matters;

        Now(MessageSource messages, Clocks clocks, Areas areas, Matters matters) {
            this.messages = messages;
            this.clocks = clocks;
            this.areas = areas;
            this.matters = matters;
        }

        public CatalogueWords words() {
            return new CatalogueWords(
                    messages,
                    clocks,
                    areas.all().stream()
                            .filter(each -> each.kind() == Area.Kind.DEPARTMENT)
                            .toList(),
                    matters.remits());
        }
    }

    /** The columns of a file, in order. */
    public List<String> columns() {
        List<String> all = new ArrayList<>(BEFORE_LIMITS);
        clocks.all().forEach(each -> all.add(MatterDraft.LIMIT + each.id()));
        all.add(MatterDraft.CHECKLIST);
        return all;
    }

    /** What a column, or the field of a {@link Wrong}, is called. */
    public String title(String field, Locale locale) {
        if (field.startsWith(MatterDraft.LIMIT)) {
            String clock = field.substring(MatterDraft.LIMIT.length());
            return say(
                    "street.catalogue.field.limit",
                    locale,
                    clocks.find(clock).map(each -> each.title().in(locale)).orElse(clock));
        }
        if (field.startsWith(MatterDraft.CHECKLIST + " ")) {
            return say("street.catalogue.field.item", locale, field.substring(MatterDraft.CHECKLIST.length() + 1));
        }
        return say("street.catalogue.field." + field, locale);
    }

    /** The column with a title in either language, or with the column's own name; empty = there is none. */
    Optional<String> column(String title) {
        String said = title.strip();
        return columns().stream()
                .filter(each -> each.equalsIgnoreCase(said)
                        || LANGUAGES.stream()
                                .anyMatch(locale -> title(each, locale).equalsIgnoreCase(said)))
                .findFirst();
    }

    /** What the column is called in which a file says why its rows were refused. */
    String reason(Locale locale) {
        return say("street.catalogue.file.reason", locale);
    }

    boolean isReason(String title) {
        return LANGUAGES.stream().anyMatch(locale -> reason(locale).equals(title.strip()));
    }

    public String say(Wrong wrong, Locale locale) {
        return say(
                "street.catalogue.wrong." + wrong.code(),
                locale,
                wrong.arguments().toArray());
    }

    private String say(String key, Locale locale, Object... arguments) {
        String text = messages.getMessage(key, arguments, key, locale);
        return text == null ? key : text;
    }

    static String unit(TimeLimit of) {
        return of.counting().name().toLowerCase(Locale.ROOT) + "."
                + of.unit().name().toLowerCase(Locale.ROOT);
    }

    /** The units, by their names in forms. */
    public Map<String, String> unitsIn(Locale locale) {
        Map<String, String> all = new LinkedHashMap<>();
        for (TimeLimit.Counting counting : TimeLimit.Counting.values()) {
            for (TimeLimit.Unit unit : TimeLimit.Unit.values()) {
                String name = unit(new TimeLimit("any", 1, unit, counting));
                all.put(name, say("street.catalogue.unit." + name, locale));
            }
        }
        return all;
    }

    String units() {
        return String.join("、", unitsIn(LocaleContextHolder.getLocale()).values());
    }

    /** A time limit in words. */
    public String limit(TimeLimit limit, Locale locale) {
        return limit.amount() + " " + say("street.catalogue.unit." + unit(limit), locale);
    }

    /** @return null = not understood */
    @Nullable
    TimeLimit limit(String clock, String amount, String unit) {
        String said = unit.strip().replaceFirst("^个", "");
        for (TimeLimit.Counting counting : TimeLimit.Counting.values()) {
            for (TimeLimit.Unit each : TimeLimit.Unit.values()) {
                int number = Integer.parseInt(amount);
                String name = unit(new TimeLimit(clock, 1, each, counting));
                if (number > 0
                        && (said.equals(name) || LANGUAGES.stream().anyMatch(locale -> isSame(said, name, locale)))) {
                    return new TimeLimit(clock, number, each, counting);
                }
            }
        }
        return null;
    }

    private boolean isSame(String said, String unit, Locale locale) {
        String word = say("street.catalogue.unit." + unit, locale);
        return said.equalsIgnoreCase(word) || (said + "s").equalsIgnoreCase(word);
    }

    /** By its code or its name; null = there is none. */
    @Nullable
    AreaId department(String said) {
        return departments.stream()
                .filter(each ->
                        each.id().value().equalsIgnoreCase(said) || each.name().equals(said))
                .map(Area::id)
                .findFirst()
                .orElse(null);
    }

    String departments() {
        return departments.stream()
                .map(each -> each.id().value() + "（" + each.name() + "）")
                .collect(Collectors.joining("、"));
    }

    public Map<String, String> departmentNames() {
        Map<String, String> all = new LinkedHashMap<>();
        departments.forEach(each -> all.put(each.id().value(), each.name()));
        return all;
    }

    /** The id of the one with this id or title; otherwise what was said. */
    String remit(String said) {
        return remits.stream()
                .filter(each -> each.id().equalsIgnoreCase(said)
                        || each.title().zh().equals(said)
                        || !said.isEmpty() && each.title().en().equalsIgnoreCase(said))
                .map(Remit::id)
                .findFirst()
                .orElse(said);
    }

    public Map<String, Label> remitTitles() {
        Map<String, Label> all = new LinkedHashMap<>();
        remits.forEach(each -> all.put(each.id(), each.title()));
        return all;
    }

    /** Null = neither; nothing said is a no. */
    @Nullable
    Boolean yesNo(String said) {
        if (said.isEmpty() || is(said, "no")) {
            return false;
        }
        return is(said, "yes") ? true : null;
    }

    private boolean is(String said, String answer) {
        return said.equalsIgnoreCase(answer)
                || said.equalsIgnoreCase(String.valueOf(answer.equals("yes")))
                || LANGUAGES.stream().anyMatch(locale -> said.equalsIgnoreCase(yesNo(answer, locale)));
    }

    String yesNo(String answer, Locale locale) {
        return answer.equals("yes") || answer.equals("no") ? say("street.catalogue." + answer, locale) : answer;
    }

    /** A matter as a row of a file, by column. */
    public Map<String, String> texts(MatterDraft of, Locale locale) {
        Map<String, String> units = unitsIn(locale);
        return of.texts(unit -> units.getOrDefault(unit, unit), answer -> yesNo(answer, locale));
    }

    /** What differs between two states of a matter, by column; the first null = it was not there. */
    public List<Difference> differences(
            gridwork.street.@Nullable Matter before, gridwork.street.Matter after, Locale locale) {
        Map<String, String> old = before == null ? Map.of() : texts(MatterDraft.of(before), locale);
        Map<String, String> now = texts(MatterDraft.of(after), locale);
        return columns().stream()
                .filter(each -> !old.getOrDefault(each, "").equals(now.getOrDefault(each, "")))
                .map(each ->
                        new Difference(title(each, locale), old.getOrDefault(each, ""), now.getOrDefault(each, "")))
                .toList();
    }

    public record Difference(String field, String before, String after) {}
}
