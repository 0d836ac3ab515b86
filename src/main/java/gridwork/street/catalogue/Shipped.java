package gridwork.street.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import gridwork.street.Matter;
import gridwork.street.Remit;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** With what a new catalogue begins: the matters that the program's own processes carry. */
record Shipped(List<Remit> remits, List<Matter> matters) {
    static Shipped read() {
        return new Shipped(
                entries("/street/remits.yaml").stream()
                        .map(CatalogueText::remit)
                        .toList(),
                entries("/street/matters.yaml").stream()
                        .map(CatalogueText::matter)
                        .toList());
    }

    private static List<JsonNode> entries(String path) {
        try (InputStream file = Shipped.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new FileNotFoundException(path);
            }
            JsonNode all = new ObjectMapper(new YAMLFactory()).readTree(file);
            return StreamSupport.stream(all.spliterator(), false).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + path, unreadable);
        }
    }

    boolean isEmpty() {
        return remits.isEmpty() && matters.isEmpty();
    }

    Optional<Matter> matter(String id) {
        return matters.stream().filter(each -> each.id().equals(id)).findFirst();
    }
}
