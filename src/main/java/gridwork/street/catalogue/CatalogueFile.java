package gridwork.street.catalogue;

import gridwork.platform.TableFile;
import gridwork.street.Matter;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The catalogue as a table: a row for each matter, which can be changed and sent back. */
@Component
public class CatalogueFile {
    private final CatalogueWords.Now now;
    private final MessageSource messages;

    CatalogueFile(CatalogueWords.Now now, MessageSource messages) {
        this.now = now;
        this.messages = messages;
    }

    public void write(Collection<Matter> all, TableFile.Shape shape, OutputStream out, Locale locale) {
        CatalogueWords words = now.words();
        List<String> columns = words.columns();
        shape.mustHold(all.size());
        try (TableFile table = shape.to(out, messages.getMessage("street.catalogue.title", null, locale))) {
            table.row(columns.stream().map(each -> words.title(each, locale)).toList());
            for (Matter each : all) {
                Map<String, String> texts = words.texts(MatterDraft.of(each), locale);
                table.row(columns.stream()
                        .map(column -> shape.harmless(texts.getOrDefault(column, "")))
                        .toList());
            }
        }
    }
}
