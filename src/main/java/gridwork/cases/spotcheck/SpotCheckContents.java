package gridwork.cases.spotcheck;

import com.fasterxml.jackson.databind.JsonNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.Cases;
import gridwork.cases.FormContents;
import gridwork.cases.TrailEntry;
import gridwork.facts.FactKind;
import gridwork.facts.FactKinds;
import gridwork.platform.Label;
import gridwork.street.Matter;
import gridwork.street.Matters;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What whoever checks a closed case again sees of it: what was found, what was done, with its pictures. */
@Component
class SpotCheckContents implements FormContents {
    private static final String VIOLATION = "violation";
    private final CaseBook book;
    private final Cases cases;
    private final Matters matters;
    private final Officers officers;
    private final FactKinds kinds;
    private final MessageSource messages;

    SpotCheckContents(
            CaseBook book, Cases cases, Matters matters, Officers officers, FactKinds kinds, MessageSource messages) {
        this.book = book;
        this.cases = cases;
        this.matters = matters;
        this.officers = officers;
        this.kinds = kinds;
        this.messages = messages;
    }

    @Override
    public Map<String, Object> of(Case of, String step) {
        if (!Checkers.isSpotCheck(of)) {
            return Map.of();
        }
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("original", original(book.get(Checkers.original(of))));
        given.put("categories", List.of()); // a problem of a spot check is none of the kinds of violation
        return given;
    }

    private Map<String, Object> original(Case it) {
        List<TrailEntry> trail = cases.trail(it.id());
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("id", String.valueOf(it.id().value()));
        said.put("matter", matters.find(it.matter()).map(Matter::title).orElseGet(() -> new Label(it.matter(), "")));
        said.put("openedAt", it.openedAt());
        said.put("closedAt", Objects.requireNonNullElse(it.closedAt(), Instant.EPOCH));
        said.put("problems", problems(it));
        said.put("trail", trail.stream().map(this::entry).toList());
        return said;
    }

    /** What was found in it, or what it had to put right. */
    private List<Map<String, Object>> problems(Case it) {
        List<Map<String, Object>> all = new ArrayList<>();
        it.details().path("record").path("findings").forEach(each -> all.add(problem(each)));
        if (it.details().hasNonNull("description")) {
            all.add(problem(it.details()));
        }
        return all;
    }

    private Map<String, Object> problem(JsonNode found) {
        String category = found.path("category").asText("");
        return Map.of(
                "category",
                kinds.find(VIOLATION)
                        .flatMap(kind -> kind.category(category))
                        .map(FactKind.Category::title)
                        .orElseGet(() -> new Label(category, category)),
                "description",
                found.path("description").asText(""),
                "photos",
                found.path("photos"));
    }

    private Map<String, Object> entry(TrailEntry each) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("at", each.at());
        entry.put("what", new Label(said(each, Locale.CHINESE), said(each, Locale.ENGLISH)));
        entry.put(
                "who",
                each.who() == null
                        ? ""
                        : officers.find(new OfficerId(each.who()))
                                .map(officer -> officer.name())
                                .orElse(each.who()));
        entry.put("description", each.content().path("description").asText(""));
        entry.put("photos", each.content().path("photos"));
        return entry;
    }

    private String said(TrailEntry each, Locale in) {
        String about = each.content().path("step").asText("");
        return messages.getMessage("cases.trail." + each.what(), new Object[] {about}, each.what(), in)
                .replaceAll("[:：]\\s*$", "");
    }
}
