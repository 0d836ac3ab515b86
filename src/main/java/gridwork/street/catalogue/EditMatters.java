package gridwork.street.catalogue;

import gridwork.platform.Refused;
import gridwork.street.Matter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** An administrator's changes on the pages, and what became of them. */
@Component
public class EditMatters {
    private final StoredCatalogue catalogue;
    private final CatalogueWords.Now now;
    private final MessageSource messages;
    private final Shipped shipped = Shipped.read();

    EditMatters(StoredCatalogue catalogue, CatalogueWords.Now now, MessageSource messages) {
        this.catalogue = catalogue;
        this.now = now;
        this.messages = messages;
    }

    /** What is wrong with a field, in words. */
    public record Said(String field, String title, String sentence) {
        static Said of(Wrong wrong, CatalogueWords words, Locale locale) {
            return new Said(wrong.field(), words.title(wrong.field(), locale), words.say(wrong, locale));
        }
    }

    /** @param wrong why it was not done; empty and not done = it was not to be done yet */
    public record Saved(boolean done, List<Said> wrong) {
        public static final Saved NOT_YET = new Saved(false, List.of());
    }

    public Saved save(MatterDraft draft, int revision, String reason, String by, Locale locale) {
        CatalogueWords words = now.words();
        MatterDraft.Read read = draft.read(words);
        Matter matter = read.matter();
        List<Wrong> wrong = new ArrayList<>(read.wrong());
        if (reason.isBlank()) {
            wrong.add(new Wrong("reason", "missing"));
        }
        if (matter != null) {
            wrong.addAll(catalogue.wrong(matter));
        }
        List<Said> said = new ArrayList<>(
                wrong.stream().map(each -> Said.of(each, words, locale)).toList());
        if (matter == null || !said.isEmpty()) {
            return new Saved(false, said);
        }
        try {
            catalogue.put(matter, revision, reason, by);
            return new Saved(true, List.of());
        } catch (Refused refused) {
            String sentence = messages.getMessage(
                    "refused." + refused.code(), refused.arguments().toArray(), locale);
            return new Saved(false, List.of(new Said("id", words.title("id", locale), sentence)));
        }
    }

    /** No new cases after a day; it stays in the catalogue, and its history goes on. */
    public void retire(Matter matter, LocalDate last, String reason, String by) {
        Matter ended = matter.until(last);
        List<Wrong> wrong = catalogue.wrong(ended);
        if (wrong.stream().anyMatch(each -> each.code().equals("kept-valid"))) {
            throw new Refused("matter-kept", matter.id());
        }
        if (!wrong.isEmpty()) {
            throw new Refused("matter-wrong", matter.id());
        }
        catalogue.put(ended, catalogue.revision(matter.id()), reason, by);
    }

    /** Whether the program opens or decides by itself in it. */
    public boolean isOfTheProgram(String matter) {
        return shipped.matter(matter).isPresent();
    }

    public Map<String, Long> mattersByRemit() {
        return catalogue.all().stream().collect(Collectors.groupingBy(Matter::remit, Collectors.counting()));
    }

    /** @param differences what this change changed */
    public record Past(
            int revision,
            Change.Origin origin,
            String reason,
            String by,
            Instant at,
            List<CatalogueWords.Difference> differences) {}

    /** The latest first. */
    public List<Past> history(String matter, int size, Locale locale) {
        CatalogueWords words = now.words();
        List<Change> changes = catalogue.changes(matter, 0, size + 1);
        List<Past> history = new ArrayList<>();
        for (int i = 0; i < Math.min(size, changes.size()); i++) {
            Change each = changes.get(i);
            Matter before = i + 1 < changes.size() ? changes.get(i + 1).after() : null;
            history.add(new Past(
                    each.revision(),
                    each.origin(),
                    each.reason(),
                    each.by(),
                    each.at(),
                    before == null ? List.of() : words.differences(before, each.after(), locale)));
        }
        return history;
    }
}
