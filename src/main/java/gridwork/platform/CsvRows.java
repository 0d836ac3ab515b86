package gridwork.platform;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class CsvRows implements TableRows {
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final TableLook look;
    private final List<String> columns;
    private long line = 1;

    CsvRows(TableLook look, char delimiter, TableLimits limits) {
        this.look = look;
        try {
            this.reader = CsvReader.builder()
                    .fieldSeparator(delimiter)
                    .skipEmptyLines(true)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .maxBufferSize(Math.max(limits.field() * 2, 1 << 17))
                    .build(
                            CsvRecordHandler.builder()
                                    .maxFieldSize(limits.field())
                                    .maxRecordSize(limits.field() * 4)
                                    .maxFields(2_000)
                                    .build(),
                            look.reader());
        } catch (IOException unreadable) {
            throw new Refused("import-unreadable-file", look.name());
        }
        this.records = reader.iterator();
        Row first = next();
        this.columns = first == null
                ? List.of()
                : first.cells().stream().map(String::strip).toList();
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public @Nullable Row next() {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CsvRecord one = records.next();
            line = one.getStartingLineNumber();
            return new Row(line, one.getFields());
        } catch (CsvParseException broken) {
            throw new Refused("import-broken-rows", look.name(), line);
        } catch (UncheckedIOException broken) {
            throw new Refused("import-broken-archive", look.name());
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException notClosed) {
            throw new UncheckedIOException(notClosed);
        }
    }
}
