package gridwork.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.jspecify.annotations.Nullable;

/** The first sheet of a workbook, as the program that saved it computed its cells; a cell with a date's format becomes an ISO date. */
final class XlsxRows implements TableRows {
    private final ReadableWorkbook workbook;
    private final Stream<org.dhatim.fastexcel.reader.Row> stream;
    private final Iterator<org.dhatim.fastexcel.reader.Row> rows;
    private final TableLook look;
    private List<String> columns = List.of();
    private long at = 1;

    XlsxRows(TableLook look) {
        this.look = look;
        try {
            this.workbook = new ReadableWorkbook(look.file().toFile(), new ReadingOptions(true, true));
            this.stream = workbook.getFirstSheet().openStream();
            this.rows = stream.iterator();
        } catch (IOException | ExcelReaderException broken) {
            throw new Refused("import-broken-archive", look.name());
        }
        Row first = next();
        if (first == null) {
            throw new Refused("import-empty", look.name());
        }
        this.columns = first.cells().stream().map(String::strip).toList();
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public @Nullable Row next() {
        try {
            while (rows.hasNext()) {
                var row = rows.next();
                at = row.getRowNum();
                List<String> cells = new ArrayList<>(row.getCellCount());
                for (int i = 0; i < row.getCellCount(); i++) {
                    cells.add(row.getOptionalCell(i).map(XlsxRows::text).orElse(""));
                }
                while (cells.size() > columns.size()
                        && cells.get(cells.size() - 1).isEmpty()) {
                    cells.remove(cells.size() - 1);
                }
                while (cells.size() < columns.size()) {
                    cells.add("");
                }
                if (!cells.stream().allMatch(String::isEmpty)) {
                    return new Row(at, cells);
                }
            }
            return null;
        } catch (ExcelReaderException | UncheckedIOException broken) {
            throw new Refused("import-broken-rows", look.name(), at);
        }
    }

    private static String text(Cell cell) {
        if (cell.getType() == CellType.NUMBER
                || cell.getType() == CellType.FORMULA && cell.getValue() instanceof BigDecimal) {
            if (isDate(cell.getDataFormatString())) {
                LocalDateTime moment = cell.asDate();
                return moment.toLocalTime().toSecondOfDay() == 0
                        ? moment.toLocalDate().toString()
                        : moment.withNano(0).toString();
            }
            return plain(cell.asNumber());
        }
        String text = cell.getText();
        return text == null ? "" : text;
    }

    /** A workbook keeps a number as a binary one: 116.2 may be written 116.19999999999999. */
    private static String plain(BigDecimal number) {
        if (!Numbers.isOrdinary(number)) {
            return number.toString();
        }
        BigDecimal shown = number.precision() > 15 ? number.round(new java.math.MathContext(15)) : number;
        return shown.stripTrailingZeros().toPlainString();
    }

    private static boolean isDate(@Nullable String format) {
        if (format == null) {
            return false;
        }
        String bare = format.toLowerCase(Locale.ROOT).replaceAll("\"[^\"]*\"|\\[[^\\]]*]|\\\\.|_.", "");
        return !bare.contains("general") && bare.matches(".*[ymdhs年月日时分].*");
    }

    @Override
    public void close() {
        stream.close();
        try {
            workbook.close();
        } catch (IOException notClosed) {
            throw new UncheckedIOException(notClosed);
        }
    }
}
