package gridwork.signals.csv;

import gridwork.facts.FactKind;
import gridwork.facts.NewFact;
import gridwork.facts.Recorded;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.platform.Numbers;
import gridwork.platform.Refused;
import gridwork.platform.TableRows;
import gridwork.signals.RefusedRow;
import gridwork.street.AreaId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the cells of a row into a subject and a fact by a mapping. */
final class RowReader {
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]+)}");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern POINT =
            Pattern.compile("\\(?\\s*(-?\\d{1,3}(?:\\.\\d{1,20})?)\\s*,\\s*(-?\\d{1,3}(?:\\.\\d{1,20})?)\\s*\\)?");
    private static final int SHOWN = 200;
    /** Decimal places of a degree: what the register keeps. */
    private static final int DEGREES = 8;

    private final Mapping mapping;
    private final Set<AreaId> areas;
    private final Map<String, Integer> places = new HashMap<>();
    private final int width;
    private final Map<String, String> codes;
    private final List<Map.Entry<String, String>> prefixes;
    private final Map<Mapping.When, Moments> moments = new HashMap<>();
    private final Map<String, Moments> partMoments = new HashMap<>();
    private final Map<String, List<Piece>> templates = new HashMap<>();

    /** A piece of a template: fixed text, or the cell of a column. */
    private record Piece(String text, int column) {}

    /** What a row says. @param knownFrom since when the office knows of the subject; null = nothing says so */
    record Said(
            TableRows.Row row,
            SubjectRef subject,
            SubjectDetails details,
            @Nullable Instant knownFrom,
            @Nullable NewFact fact) {}

    private static final class Wrong extends RuntimeException {
        final String code;
        final String column;
        final String value;

        Wrong(String code, String column, String value) {
            super(code, null, false, false);
            this.code = code;
            this.column = column;
            this.value = value;
        }
    }

    RowReader(Mapping mapping, List<String> columns, Set<AreaId> areas, ZoneId street) {
        this.mapping = mapping;
        this.areas = areas;
        this.width = columns.size();
        for (int i = 0; i < columns.size(); i++) {
            places.putIfAbsent(columns.get(i), i);
        }
        List<String> absent = mapping.columns().stream()
                .filter(each -> !places.containsKey(each))
                .toList();
        if (!absent.isEmpty()) {
            throw new Refused(
                    "import-column-absent", mapping.id(), String.join(", ", absent), String.join(", ", columns));
        }
        when(mapping.knownFrom(), street);
        when(mapping.subject().openedOn(), street);
        Mapping.FactPart fact = mapping.fact();
        if (fact == null) {
            this.codes = Map.of();
            this.prefixes = List.of();
            return;
        }
        when(fact.occurredAt(), street);
        fact.payload().forEach((name, part) -> {
            if (part.formats() != null) {
                partMoments.put(name, new Moments(part.formats(), part.zone() == null ? street : part.zone()));
            }
        });
        this.codes = fact.category().codes().entrySet().stream()
                .collect(Collectors.toMap(each -> folded(each.getKey()), Map.Entry::getValue, (a, b) -> a));
        this.prefixes = fact.category().prefixes().entrySet().stream()
                .map(each -> Map.entry(folded(each.getKey()), each.getValue()))
                .sorted(Comparator.comparing(each -> -each.getKey().length()))
                .toList();
    }

    private void when(Mapping.@Nullable When when, ZoneId street) {
        if (when != null) {
            moments.put(when, new Moments(when.formats(), when.zone() == null ? street : when.zone()));
        }
    }

    /** Calls one of the two. */
    <T> T read(TableRows.Row row, Function<Said, T> said, Function<RefusedRow, T> refused) {
        try {
            if (row.cells().size() < width) {
                throw new Wrong("import-ragged", "", row.cells().size() + " < " + width);
            }
            for (int i = width; i < row.cells().size(); i++) {
                if (!row.cells().get(i).isBlank()) {
                    throw new Wrong("import-ragged", "", row.cells().size() + " > " + width);
                }
            }
            return said.apply(read(row));
        } catch (Wrong wrong) {
            return refused.apply(refused(row, wrong.code, wrong.column, wrong.value));
        }
    }

    static RefusedRow refused(TableRows.Row row, String code, String column, String value) {
        String shown = value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
        return new RefusedRow(row.number(), code, column, shown, row.cells());
    }

    /** The refusal of a fact or a register's entry, told by the columns it came from. */
    RefusedRow refused(TableRows.Row row, Recorded.Refused refused) {
        return refused(row, refused.code(), columnOf(refused.field()), refused.value());
    }

    private String columnOf(String field) {
        Mapping.FactPart fact = mapping.fact();
        Mapping.SubjectPart subject = mapping.subject();
        String column = switch (field) {
            case "subject", "code" -> subject.code();
            case "name" -> subject.name();
            case "address" -> subject.address();
            case "latitude" -> subject.point() == null ? subject.latitude() : subject.point();
            case "longitude" -> subject.point() == null ? subject.longitude() : subject.point();
            case "reference" -> String.join(" + ", mapping.identity());
            case "occurredAt" -> fact == null ? null : fact.occurredAt().shown();
            case "category" -> fact == null ? null : fact.category().shown();
            case "amount" -> fact == null ? null : fact.amount();
            case "confidence" -> fact == null ? null : fact.confidence();
            default ->
                fact == null || !fact.payload().containsKey(field)
                        ? null
                        : Objects.requireNonNull(fact.payload().get(field)).column();
        };
        return column == null ? field : column;
    }

    private Said read(TableRows.Row row) {
        Mapping.SubjectPart part = mapping.subject();
        String code = filled(part.code(), row);
        if (code.isEmpty() || code.length() > 100) {
            throw new Wrong("import-subject-code", part.code(), code);
        }
        SubjectRef subject = new SubjectRef(part.kind(), code);
        SubjectDetails details = details(part, code, row);
        Mapping.FactPart fact = mapping.fact();
        return new Said(row, subject, details, subjectKnown(part, row), fact == null ? null : fact(fact, subject, row));
    }

    /** An import of the past knows a subject since the mapping's column says, else since it opened. */
    private @Nullable Instant subjectKnown(Mapping.SubjectPart part, TableRows.Row row) {
        Optional<Instant> said = mapping.knownFrom() == null ? Optional.empty() : moment(mapping.knownFrom(), row);
        Mapping.When opened = part.openedOn();
        return said.or(() -> mapping.history() && opened != null ? moment(opened, row) : Optional.empty())
                .orElse(null);
    }

    private SubjectDetails details(Mapping.SubjectPart part, String code, TableRows.Row row) {
        String name = part.name() == null ? "" : filled(part.name(), row);
        String address = part.address() == null ? "" : filled(part.address(), row);
        String area = part.area() == null ? "" : filled(part.area(), row);
        AreaId areaId = null;
        if (!area.isEmpty()) {
            areaId = areas.stream()
                    .filter(each -> each.value().equals(area))
                    .findFirst()
                    .orElseThrow(() -> new Wrong("import-area", String.valueOf(part.area()), area));
        }
        Point point = point(part, row);
        var details = new SubjectDetails(
                name.isEmpty() ? code : name,
                areaId,
                address.isEmpty() ? null : address,
                point.latitude(),
                point.longitude(),
                part.openedOn() == null ? null : day(part.openedOn(), row));
        Optional<Recorded.Refused> problem = details.problem();
        if (problem.isPresent()) {
            throw new Wrong(
                    problem.get().code(),
                    columnOf(problem.get().field()),
                    problem.get().value());
        }
        return details;
    }

    private NewFact fact(Mapping.FactPart part, SubjectRef subject, TableRows.Row row) {
        Instant occurredAt = moment(part.occurredAt(), row)
                .orElseThrow(
                        () -> new Wrong("import-date-missing", part.occurredAt().shown(), ""));
        Instant knownFrom = mapping.knownFrom() == null
                ? null
                : moment(mapping.knownFrom(), row).orElse(null);
        Map<String, Object> payload = new LinkedHashMap<>();
        part.payload().forEach((name, from) -> part(name, from, row).ifPresent(held -> payload.put(name, held)));
        return new NewFact(
                subject,
                part.kind(),
                category(part.category(), row),
                occurredAt,
                knownFrom,
                mapping.source(),
                reference(row),
                number(part.confidence(), row, 4),
                number(part.amount(), row, 4),
                payload);
    }

    private String reference(TableRows.Row row) {
        List<String> parts = new ArrayList<>(mapping.identity().size());
        for (String each : mapping.identity()) {
            parts.add(cell(each, row));
        }
        if (parts.stream().allMatch(String::isEmpty)) {
            throw new Wrong("import-identity-missing", String.join(" + ", mapping.identity()), "");
        }
        return String.join("/", parts);
    }

    private @Nullable String category(Mapping.Category category, TableRows.Row row) {
        if (category.equals(Mapping.Category.NONE)) {
            return null;
        }
        if (category.is() != null) {
            return category.is();
        }
        String column = Objects.requireNonNull(category.column());
        for (Mapping.Match each : category.unclassified()) {
            if (each.matches().matcher(cell(each.column(), row)).matches()) {
                return FactKind.UNCLASSIFIED;
            }
        }
        String code = folded(cell(column, row));
        String byCode = codes.get(code);
        if (byCode != null) {
            return byCode;
        }
        for (Map.Entry<String, String> each : prefixes) {
            if (code.startsWith(each.getKey())) {
                return each.getValue();
            }
        }
        for (Mapping.Words each : category.words()) {
            if (each.matches().matcher(cell(each.column(), row)).matches()) {
                return each.kind();
            }
        }
        if (category.otherwise() == null) {
            throw new Wrong("import-code", column, cell(column, row));
        }
        return category.otherwise();
    }

    private Optional<Object> part(String name, Mapping.Part from, TableRows.Row row) {
        String cell = cell(from.column(), row);
        if (cell.isEmpty()) {
            return Optional.empty();
        }
        if ("number".equals(from.type())) {
            return Optional.ofNullable(number(from.column(), row, 8));
        }
        Moments reader = partMoments.get(name);
        if (reader == null) {
            return Optional.of(cell);
        }
        Instant moment = reader.read(cell).orElseThrow(() -> unreadable(from.column(), cell));
        return Optional.of(
                "moment".equals(from.type())
                        ? moment.toString()
                        : reader.day(moment).toString());
    }

    private Optional<Instant> moment(Mapping.When when, TableRows.Row row) {
        String text = when.columns().size() == 1
                ? cell(when.columns().get(0), row)
                : when.columns().stream()
                        .map(each -> cell(each, row))
                        .collect(Collectors.joining(" "))
                        .strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Moments reader = Objects.requireNonNull(moments.get(when));
        return Optional.of(reader.read(text).orElseThrow(() -> unreadable(when.shown(), text)));
    }

    private @Nullable LocalDate day(Mapping.When when, TableRows.Row row) {
        Moments reader = Objects.requireNonNull(moments.get(when));
        return moment(when, row).map(reader::day).orElse(null);
    }

    private static Wrong unreadable(String column, String text) {
        return new Wrong(Moments.mangled(text) ? "import-date-mangled" : "import-date", column, text);
    }

    private @Nullable BigDecimal number(@Nullable String column, TableRows.Row row, int scale) {
        if (column == null) {
            return null;
        }
        String text = cell(column, row);
        if (text.isEmpty()) {
            return null;
        }
        BigDecimal number = Numbers.read(text)
                .filter(read -> read.precision() - read.scale() <= 15)
                .orElseThrow(() -> new Wrong("import-number", column, text));
        return number.scale() > scale ? number.setScale(scale, java.math.RoundingMode.HALF_UP) : number;
    }

    private record Point(
            @Nullable BigDecimal latitude, @Nullable BigDecimal longitude) {}

    private Point point(Mapping.SubjectPart part, TableRows.Row row) {
        if (part.point() == null) {
            return new Point(number(part.latitude(), row, DEGREES), number(part.longitude(), row, DEGREES));
        }
        String text = cell(part.point(), row);
        Matcher point = POINT.matcher(text);
        if (point.matches()) {
            return new Point(degrees(point.group(1)), degrees(point.group(2)));
        }
        if (text.isEmpty()) {
            return new Point(null, null);
        }
        throw new Wrong("import-point", part.point(), text);
    }

    private static BigDecimal degrees(String written) {
        return new BigDecimal(written).setScale(DEGREES, java.math.RoundingMode.HALF_UP);
    }

    private String cell(String column, TableRows.Row row) {
        return row.cells().get(Objects.requireNonNull(places.get(column))).strip();
    }

    private String filled(String template, TableRows.Row row) {
        List<Piece> pieces = templates.computeIfAbsent(template, this::pieces);
        if (pieces.size() == 1 && pieces.get(0).column >= 0) {
            return row.cells().get(pieces.get(0).column).strip();
        }
        StringBuilder text = new StringBuilder();
        for (Piece each : pieces) {
            text.append(
                    each.column < 0 ? each.text : row.cells().get(each.column).strip());
        }
        return BLANKS.matcher(text).replaceAll(" ").strip();
    }

    private List<Piece> pieces(String template) {
        List<Piece> pieces = new ArrayList<>();
        Matcher place = PLACE.matcher(template);
        int from = 0;
        while (place.find()) {
            if (place.start() > from) {
                pieces.add(new Piece(template.substring(from, place.start()), -1));
            }
            pieces.add(new Piece("", Objects.requireNonNull(places.get(place.group(1)))));
            from = place.end();
        }
        if (from < template.length()) {
            pieces.add(new Piece(template.substring(from), -1));
        }
        return pieces;
    }

    private static String folded(String code) {
        return BLANKS.matcher(code.strip()).replaceAll(" ").toLowerCase(Locale.ROOT);
    }
}
