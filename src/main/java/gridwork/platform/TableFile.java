package gridwork.platform;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A table that goes out row by row as a file for spreadsheets; nothing of it is held in memory. */
public interface TableFile extends AutoCloseable {
    void row(List<String> cells);

    @Override
    void close();

    enum Shape {
        CSV("text/csv;charset=UTF-8"),
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

        private static final int SHEET = 1 << 20;
        private static final String FORMULA = "=+-@\t\r";
        private final String contentType;

        Shape(String contentType) {
            this.contentType = contentType;
        }

        /** @param ending {@code csv} or {@code xlsx} */
        public static Shape of(String ending) {
            return valueOf(ending.toUpperCase(Locale.ROOT));
        }

        public String contentType() {
            return contentType;
        }

        public String ending() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Refused with {@code table-too-long} where a sheet has no room for so many rows and their head. */
        public void mustHold(long rows) {
            if (this == XLSX && rows >= SHEET) {
                throw new Refused("table-too-long", rows, SHEET - 1);
            }
        }

        /** A spreadsheet would run a cell of a CSV file that begins like a formula. */
        public String harmless(String cell) {
            return this == CSV && !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
        }

        public TableFile to(OutputStream out, String title) {
            return this == CSV ? csv(out, ',') : new Sheet(out, title);
        }
    }

    /** UTF-8 with a mark, by which spreadsheets take it for that. */
    static TableFile csv(OutputStream out, char delimiter) {
        return new Text(out, delimiter);
    }

    /** Comma-separated or otherwise. */
    final class Text implements TableFile {
        private final CsvWriter csv;

        private Text(OutputStream out, char delimiter) {
            try {
                Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                text.write('\uFEFF');
                this.csv = CsvWriter.builder().fieldSeparator(delimiter).build(text);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        @Override
        public void row(List<String> cells) {
            csv.writeRecord(cells);
        }

        @Override
        public void close() {
            try {
                csv.close();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    /** A workbook of one sheet. Every cell is text: what begins like a formula stays what it is. */
    final class Sheet implements TableFile {
        private static final int FLUSHED = 200;
        /** A workbook holds no longer cells. */
        private static final int CELL = 32_767;

        private final Workbook workbook;
        private final Worksheet sheet;
        private int rows;

        private Sheet(OutputStream out, String title) {
            this.workbook = new Workbook(out, "Gridwork", "1.0");
            this.sheet = workbook.newWorksheet(title);
            sheet.freezePane(0, 1);
        }

        @Override
        public void row(List<String> cells) {
            for (int i = 0; i < cells.size(); i++) {
                String cell = cells.get(i);
                if (!cell.isEmpty()) {
                    sheet.inlineString(rows, i, cell.length() > CELL ? cell.substring(0, CELL - 1) + "…" : cell);
                }
            }
            rows++;
            if (rows % FLUSHED == 0) {
                try {
                    sheet.flush();
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            }
        }

        @Override
        public void close() {
            try {
                workbook.finish();
                workbook.close();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
