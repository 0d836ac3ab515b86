package gridwork.cases;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import gridwork.platform.Label;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/**
 * What is looked at on site (检查表), as {@code bpmn/site-check/checklist.yaml} has it.
 *
 * @param version grows with every change of the file
 */
public record Checklist(int version, List<Item> items) {
    /** @param category the kind of violation that a "no" usually is */
    public record Item(String id, String category, Label title) {}

    /** As this version of the program has it. */
    public static Checklist load() {
        try (InputStream file = new ClassPathResource("bpmn/site-check/checklist.yaml").getInputStream()) {
            return new ObjectMapper(new YAMLFactory()).readValue(file, Checklist.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
