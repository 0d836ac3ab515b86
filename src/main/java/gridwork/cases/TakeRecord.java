package gridwork.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.facts.FactKinds;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.street.Checklist;
import gridwork.street.Matters;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** The lead inspector's record of a check: complete, of known kinds of violation, and with a violation for every "no". */
@Component
class TakeRecord implements Taken {
    private static final String VIOLATION = "violation";
    private final StoredCases cases;
    private final CaseFacts facts;
    private final FactKinds kinds;
    private final Photos photos;
    private final StreetClock clock;
    private final Matters matters;

    TakeRecord(StoredCases cases, CaseFacts facts, FactKinds kinds, Photos photos, StreetClock clock, Matters matters) {
        this.cases = cases;
        this.facts = facts;
        this.kinds = kinds;
        this.photos = photos;
        this.clock = clock;
        this.matters = matters;
    }

    @Override
    public String step() {
        return SiteCheck.RECORD;
    }

    @Override
    public String what() {
        return "recorded";
    }

    @Override
    public void take(Case of, ObjectNode content, String by) {
        if (cases.officers(of.id()).size() < of.details().path(SiteCheck.PLACES).asInt()) {
            throw new Refused("check-place-vacant");
        }
        Checklist checklist = matters.matter(of.matter()).checklist();
        JsonNode answers = content.path("answers");
        for (Checklist.Item item : checklist.items()) {
            String answer = answers.path(item.id()).asText("");
            if (answer.isEmpty()) {
                throw new Refused("check-item-unanswered", item.title().in(LocaleContextHolder.getLocale()));
            }
            if (answer.equals("no") && finding(content, item).isEmpty()) {
                throw new Refused("check-no-without-finding", item.title().in(LocaleContextHolder.getLocale()));
            }
            if (answer.equals("no")
                    && item.photoPair()
                    && finding(content, item).orElseThrow().path("photos").isEmpty()) {
                throw new Refused("check-photo-missing", item.title().in(LocaleContextHolder.getLocale()));
            }
        }
        int number = 0;
        for (JsonNode finding : content.path("findings")) {
            number++;
            String category = finding.path("category").asText();
            if (kinds.find(VIOLATION).flatMap(kind -> kind.category(category)).isEmpty()) {
                throw new Refused("check-category-unknown", number);
            }
            photos.check(of, finding.path("photos"));
        }
        photos.check(of, content.path("photos"));

        var items = cases.details().putArray("items");
        for (Checklist.Item item : checklist.items()) {
            items.addObject()
                    .put("id", item.id())
                    .put("zh", item.title().zh())
                    .put("en", item.title().en())
                    .put("answer", answers.path(item.id()).asText());
        }
        content.remove("answers");
        content.set("items", items);
        content.put("checklist", checklist.version());

        ObjectNode details = of.details().deepCopy();
        details.set(SiteCheck.RECORDED, content);
        details.put(SiteCheck.RECORDED_AT, clock.now().toString());
        if (of.secret()) {
            facts.milestone(of, "case-opened", Map.of("dueOn", String.valueOf(of.dueOn())));
        }
        cases.change(of, of.dueOn(), false, details);
    }

    private static Optional<JsonNode> finding(JsonNode content, Checklist.Item of) {
        for (JsonNode finding : content.path("findings")) {
            if (finding.path("item").asText().equals(of.id())) {
                return Optional.of(finding);
            }
        }
        return Optional.empty();
    }
}
