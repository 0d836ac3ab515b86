package gridwork.street.catalogue;

import gridwork.platform.Refused;
import gridwork.platform.TableLimits;
import gridwork.platform.TableLook;
import gridwork.platform.TableRows;
import gridwork.street.AreaId;
import gridwork.street.Matter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.util.unit.DataSize;

/** A file of matters against the catalogue as it stands. A column that is not there leaves its part of a matter as it is. */
final class ReadCatalogue {
    static final int ROWS = 5_000;
    private static final TableLimits LIMITS =
            new TableLimits(DataSize.ofMegabytes(64), 100, 500, DataSize.ofMegabytes(16), 100_000);
    private static final List<String> ENCODINGS = List.of("UTF-8", "GB18030");
    private static final String FORMULA = "=+-@\t\r";

    /**
     * @param matter what it makes; null where it is refused
     * @param before what it changes; null where it is new
     */
    record Row(
            FileRow said,
            List<String> cells,
            @Nullable Matter matter,
            @Nullable Matter before) {}

    /** @param columns as the file calls them */
    record Contents(List<String> columns, List<Row> rows) {}

    private final CatalogueWords words;
    private final StoredCatalogue catalogue;

    ReadCatalogue(CatalogueWords words, StoredCatalogue catalogue) {
        this.words = words;
        this.catalogue = catalogue;
    }

    Contents read(byte[] content, String name) {
        try {
            Path file = Files.createTempFile("gridwork", ".catalogue");
            try {
                Files.write(file, content);
                return read(TableLook.at(file, name, ENCODINGS, LIMITS));
            } finally {
                Files.delete(file);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Contents read(TableLook look) {
        char delimiter = ',';
        try (TableRows rows = look.rows(delimiter, LIMITS)) {
            String only = rows.columns().size() == 1 ? rows.columns().get(0) : "";
            delimiter = only.contains("\t") ? '\t' : only.contains(";") ? ';' : ',';
        }
        try (TableRows rows = look.rows(delimiter, LIMITS)) {
            List<@Nullable String> columns = columns(rows.columns());
            Map<String, Matter> there = catalogue.all().stream()
                    .collect(Collectors.toMap(Matter::id, each -> each, (a, b) -> a, LinkedHashMap::new));
            Map<String, Matter> then = new LinkedHashMap<>(there);
            Map<String, Long> seen = new HashMap<>();
            Set<AreaId> departments = catalogue.departments();
            List<Row> all = new ArrayList<>();
            for (TableRows.Row row = rows.next(); row != null; row = rows.next()) {
                if (all.size() == ROWS) {
                    throw new Refused("catalogue-file-rows", ROWS);
                }
                all.add(row(row, columns, there, then, seen, departments));
            }
            if (all.isEmpty()) {
                throw new Refused("import-empty", look.name());
            }
            return new Contents(rows.columns(), all);
        }
    }

    /** By column of the file; null = it is passed over. */
    private List<@Nullable String> columns(List<String> titles) {
        List<@Nullable String> columns = new ArrayList<>();
        for (String title : titles) {
            if (title.isBlank() || words.isReason(title)) {
                columns.add(null);
                continue;
            }
            Optional<String> column = words.column(title);
            if (column.isEmpty()) {
                throw new Refused("catalogue-file-column", title, known());
            }
            if (columns.contains(column.get())) {
                throw new Refused("catalogue-file-twice", title);
            }
            columns.add(column.get());
        }
        if (!columns.contains("id")) {
            throw new Refused(
                    "catalogue-file-column",
                    words.title("id", LocaleContextHolder.getLocale()),
                    String.join("、", titles));
        }
        return columns;
    }

    private String known() {
        return words.columns().stream()
                .map(each -> words.title(each, LocaleContextHolder.getLocale()))
                .collect(Collectors.joining("、"));
    }

    private Row row(
            TableRows.Row row,
            List<@Nullable String> columns,
            Map<String, Matter> there,
            Map<String, Matter> then,
            Map<String, Long> seen,
            Set<AreaId> departments) {
        Map<String, String> cells = new LinkedHashMap<>();
        List<Wrong> wrong = new ArrayList<>();
        for (int i = 0; i < row.cells().size(); i++) {
            String cell = row.cells().get(i);
            String column = i < columns.size() ? columns.get(i) : null;
            if (column != null) {
                cells.put(column, shown(cell));
            } else if (i >= columns.size() && !cell.isBlank()) {
                wrong.add(new Wrong("id", "ragged", row.cells().size(), columns.size()));
                break;
            }
        }
        String id = cells.getOrDefault("id", "").strip();
        Matter before = there.get(id);
        Long earlier = id.isEmpty() ? null : seen.putIfAbsent(id, row.number());
        if (id.isEmpty()) {
            wrong.add(new Wrong("id", "missing"));
        } else if (earlier != null) {
            wrong.add(new Wrong("id", "row-twice", id, earlier));
        }
        MatterDraft base = before == null ? MatterDraft.fresh() : MatterDraft.of(before);
        MatterDraft.Read read = base.with(cells).read(words);
        wrong.addAll(read.wrong());
        Matter matter = read.matter();
        if (matter != null && wrong.isEmpty()) {
            wrong.addAll(catalogue.wrong(matter, then.values(), departments));
        }
        if (matter == null || !wrong.isEmpty()) {
            return new Row(new FileRow(row.number(), id, FileRow.Act.REFUSED, wrong), row.cells(), null, before);
        }
        then.put(id, matter);
        FileRow.Act act =
                before == null ? FileRow.Act.ADDED : catalogue.isSame(matter) ? FileRow.Act.SAME : FileRow.Act.CHANGED;
        return new Row(new FileRow(row.number(), id, act, List.of()), row.cells(), matter, before);
    }

    /** What was marked as no formula when it went out. */
    private static String shown(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && FORMULA.indexOf(cell.charAt(1)) >= 0
                ? cell.substring(1)
                : cell;
    }
}
