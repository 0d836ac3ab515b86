package gridwork.cases.retention;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import gridwork.platform.Label;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;

/** The retention table (保存期限表): {@code street/retention.yaml}. */
final class Retention {
    static final String OTHERS = "*";
    private final List<Row> rows;

    Retention(List<Row> rows) {
        Set<String> seen = new HashSet<>();
        for (Row each : rows) {
            if (!seen.add(each.process()) || each.days() < 0) {
                throw new IllegalStateException("the retention table has a wrong row for " + each.process());
            }
        }
        this.rows = List.copyOf(rows);
    }

    /** @param days after the end; 0 = for ever */
    record Row(String process, int days, Label basis) {}

    static Retention read() {
        try (InputStream file = new ClassPathResource("street/retention.yaml").getInputStream()) {
            return new Retention(
                    new ObjectMapper(new YAMLFactory()).readValue(file, new TypeReference<List<Row>>() {}));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** How many days a finished instance of a process is kept; 0 = for ever, also where no row says anything. */
    int days(String process) {
        return row(process, row(OTHERS, 0));
    }

    private int row(String process, int otherwise) {
        return rows.stream()
                .filter(each -> each.process().equals(process))
                .map(Row::days)
                .findFirst()
                .orElse(otherwise);
    }
}
