package gridwork.street.catalogue;

import gridwork.platform.Label;
import gridwork.street.AreaId;
import gridwork.street.Checklist;
import gridwork.street.Matter;
import gridwork.street.TimeLimit;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A matter as somebody writes it, on its page or in a row of a file: texts that may be wrong, kept as they were written.
 *
 * @param cells the text of each column but the checklist, by {@link CatalogueWords#columns}
 * @param items of the checklist, in order; those without any text are not there
 */
public record MatterDraft(Map<String, String> cells, List<Item> items) {
    static final String LIMIT = "limit.";
    static final String CHECKLIST = "checklist";
    private static final String BAR = " | ";
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})\\s*(.+)");
    private static final Pattern DAY = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?");
    private static final int PARTS = 8;

    /** @param basis in the notation {@code 中文 | English} */
    public record Item(
            String id, String department, String zh, String en, String basis, String category, String photoPair) {
        public boolean isEmpty() {
            return (zh + en).isBlank();
        }
    }

    /**
     * @param matter null where something is wrong that cannot be read at all
     * @param wrong what could not be read; what can be read may still be refused by the catalogue
     */
    record Read(@Nullable Matter matter, List<Wrong> wrong) {}

    public static MatterDraft fresh() {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("secret", "no");
        return new MatterDraft(cells, List.of());
    }

    public static MatterDraft of(Matter matter) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("id", matter.id());
        cells.put("title", matter.title().zh());
        cells.put("titleEn", matter.title().en());
        cells.put("remit", matter.remit());
        cells.put("lead", matter.lead().value());
        cells.put("helping", matter.helping().stream().map(AreaId::value).collect(Collectors.joining("、")));
        cells.put("basis", matter.basis().stream().map(MatterDraft::norm).collect(Collectors.joining("\n")));
        cells.put("process", matter.process() == null ? "" : matter.process());
        cells.put("subject", matter.subject());
        cells.put("ruleSets", String.join("、", matter.ruleSets()));
        cells.put("opensPerDay", String.valueOf(matter.opensPerDay()));
        cells.put("secret", yesNo(matter.secret()));
        cells.put("validFrom", day(matter.validFrom()));
        cells.put("validUntil", day(matter.validUntil()));
        for (TimeLimit each : matter.limits()) {
            cells.put(LIMIT + each.clock(), each.amount() + " " + CatalogueWords.unit(each));
        }
        return new MatterDraft(
                cells,
                matter.checklist().items().stream()
                        .map(each -> new Item(
                                each.id(),
                                each.department().value(),
                                each.title().zh(),
                                each.title().en(),
                                norm(each.basis()),
                                each.category() == null ? "" : each.category(),
                                yesNo(each.photoPair())))
                        .toList());
    }

    /** The same with some columns as a row of a file has them, {@code checklist} among them. */
    MatterDraft with(Map<String, String> row) {
        Map<String, String> other = new LinkedHashMap<>(cells);
        row.forEach((column, text) -> {
            if (!column.equals(CHECKLIST)) {
                other.put(column, text);
            }
        });
        String checklist = row.get(CHECKLIST);
        return new MatterDraft(other, checklist == null ? items : items(checklist));
    }

    /** The same under another id. */
    public MatterDraft renamed(String id) {
        Map<String, String> other = new LinkedHashMap<>(cells);
        other.put("id", id);
        return new MatterDraft(other, items);
    }

    public String cell(String column) {
        return cells.getOrDefault(column, "");
    }

    /** The parts of a column that holds several. */
    public List<String> parts(String column) {
        return split(cell(column));
    }

    /** The number of a time limit, as far as it can be told from its unit. */
    public String amount(String clock) {
        Matcher limit = AMOUNT.matcher(cell(LIMIT + clock).strip());
        return limit.matches() ? limit.group(1) : cell(LIMIT + clock);
    }

    public String unit(String clock) {
        Matcher limit = AMOUNT.matcher(cell(LIMIT + clock).strip());
        return limit.matches() ? limit.group(2) : "";
    }

    /** The text of every column, that of the checklist too, in which the words are those of a language. */
    Map<String, String> texts(UnaryOperator<String> unit, UnaryOperator<String> yesNo) {
        Map<String, String> texts = new LinkedHashMap<>(cells);
        cells.forEach((column, text) -> {
            if (column.startsWith(LIMIT)) {
                String clock = column.substring(LIMIT.length());
                texts.put(column, amount(clock) + " " + unit.apply(unit(clock)));
            }
        });
        texts.computeIfPresent("secret", (column, text) -> yesNo.apply(text));
        texts.put(
                CHECKLIST,
                items.stream()
                        .map(each -> each.id()
                                + BAR
                                + each.department()
                                + BAR
                                + each.zh()
                                + BAR
                                + each.en()
                                + BAR
                                + (each.basis().contains(BAR) ? each.basis() : each.basis() + BAR)
                                + BAR
                                + each.category()
                                + BAR
                                + yesNo.apply(each.photoPair()))
                        .collect(Collectors.joining("\n")));
        return texts;
    }

    /** The items of a checklist that stands in one cell, a line each: id, department, text, its English, basis, its English, category, pictures. */
    static List<Item> items(String cell) {
        return cell.lines()
                .filter(each -> !each.isBlank())
                .map(each -> {
                    List<String> parts = new ArrayList<>(Arrays.stream(each.split("[|｜]", -1))
                            .map(String::strip)
                            .toList());
                    while (parts.size() < PARTS) {
                        parts.add("");
                    }
                    return new Item(
                            parts.get(0),
                            parts.get(1),
                            parts.get(2),
                            parts.get(3),
                            parts.get(5).isEmpty() ? parts.get(4) : parts.get(4) + BAR + parts.get(5),
                            parts.get(6),
                            parts.size() > PARTS ? "?" : parts.get(7));
                })
                .toList();
    }

    Read read(CatalogueWords words) {
        List<Wrong> wrong = new ArrayList<>();
        String subject = cell("subject").strip();
        AreaId lead = department("lead", cell("lead"), words, wrong);
        Set<AreaId> helping = new LinkedHashSet<>();
        for (String each : parts("helping")) {
            AreaId department = department("helping", each, words, wrong);
            if (department != null) {
                helping.add(department);
            }
        }
        int opens = number(wrong);
        LocalDate from = day("validFrom", wrong);
        LocalDate until = day("validUntil", wrong);
        boolean secret = yesNo("secret", "secret", cell("secret"), words, wrong);
        List<TimeLimit> limits = new ArrayList<>();
        cells.keySet().stream()
                .filter(each -> each.startsWith(LIMIT) && !cell(each).isBlank())
                .forEach(each -> limit(each.substring(LIMIT.length()), words, limits, wrong));
        List<Checklist.Item> checklist = checklist(words, wrong);
        String process = cell("process").strip();
        if (lead == null || !wrong.isEmpty()) {
            return new Read(null, wrong);
        }
        return new Read(
                new Matter(
                        cell("id").strip(),
                        new Label(cell("title").strip(), cell("titleEn").strip()),
                        words.remit(cell("remit").strip()),
                        lead,
                        helping,
                        cell("basis")
                                .lines()
                                .filter(each -> !each.isBlank())
                                .map(MatterDraft::norm)
                                .toList(),
                        process.isEmpty() ? null : process,
                        subject,
                        new LinkedHashSet<>(parts("ruleSets")),
                        opens,
                        secret,
                        from,
                        until,
                        limits,
                        new Checklist(0, checklist)),
                wrong);
    }

    private List<Checklist.Item> checklist(CatalogueWords words, List<Wrong> wrong) {
        List<Checklist.Item> all = new ArrayList<>();
        Set<String> taken = items.stream().map(Item::id).collect(Collectors.toCollection(HashSet::new));
        int at = 0;
        for (Item each : items) {
            String field = CHECKLIST + " " + ++at;
            AreaId department = department(field, each.department(), words, wrong);
            boolean photos = yesNo(field, "photo-pair", each.photoPair(), words, wrong);
            if (department != null) {
                all.add(new Checklist.Item(
                        each.id().isBlank() ? free(taken) : each.id().strip(),
                        department,
                        new Label(each.zh().strip(), each.en().strip()),
                        norm(each.basis()),
                        each.category().isBlank() ? null : each.category().strip(),
                        photos));
            }
        }
        return all;
    }

    private static String free(Set<String> taken) {
        int number = 1;
        while (!taken.add("item-" + number)) {
            number++;
        }
        return "item-" + number;
    }

    private void limit(String clock, CatalogueWords words, List<TimeLimit> limits, List<Wrong> wrong) {
        Matcher said = AMOUNT.matcher(cell(LIMIT + clock).strip());
        TimeLimit limit = said.matches() ? words.limit(clock, said.group(1), said.group(2)) : null;
        if (limit == null) {
            wrong.add(new Wrong(LIMIT + clock, "limit", cell(LIMIT + clock), words.units()));
        } else {
            limits.add(limit);
        }
    }

    private static @Nullable AreaId department(String field, String text, CatalogueWords words, List<Wrong> wrong) {
        AreaId department = words.department(text.strip());
        if (department == null) {
            wrong.add(new Wrong(field, "department", text.strip(), words.departments()));
        }
        return department;
    }

    private static boolean yesNo(String field, String code, String text, CatalogueWords words, List<Wrong> wrong) {
        Boolean said = words.yesNo(text.strip());
        if (said == null) {
            wrong.add(new Wrong(field, code.equals("secret") ? "yes-no" : code, text.strip()));
            return false;
        }
        return said;
    }

    private int number(List<Wrong> wrong) {
        String text = cell("opensPerDay").strip();
        if (!text.matches("\\d{1,9}")) {
            wrong.add(text.isEmpty() ? new Wrong("opensPerDay", "missing") : new Wrong("opensPerDay", "number", text));
            return 0;
        }
        return Integer.parseInt(text);
    }

    private @Nullable LocalDate day(String column, List<Wrong> wrong) {
        String text = cell(column).strip();
        if (text.isEmpty()) {
            return null;
        }
        Matcher day = DAY.matcher(text);
        try {
            if (day.matches()) {
                return LocalDate.of(
                        Integer.parseInt(day.group(1)), Integer.parseInt(day.group(2)), Integer.parseInt(day.group(3)));
            }
        } catch (DateTimeException noSuchDay) {
            // said below
        }
        wrong.add(new Wrong(column, "day", text));
        return null;
    }

    private static Label norm(String written) {
        String[] parts = written.split("[|｜]", 2);
        return new Label(parts[0].strip(), parts.length == 1 ? "" : parts[1].strip());
    }

    private static String norm(Label norm) {
        return norm.en().isEmpty() ? norm.zh() : norm.zh() + BAR + norm.en();
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.split("[、,，;；\\s]+"))
                .filter(each -> !each.isBlank())
                .toList();
    }

    private static String yesNo(boolean said) {
        return said ? "yes" : "no";
    }

    private static String day(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }
}
