package gridwork.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.street.Matter;
import gridwork.street.Matters;
import org.springframework.stereotype.Component;

/** Every problem that a check found is a case of its own (逐项整改). */
@Component
class Rectifications {
    private final StoredCases cases;
    private final CaseFacts facts;
    private final Matters matters;

    Rectifications(StoredCases cases, CaseFacts facts, Matters matters) {
        this.cases = cases;
        this.facts = facts;
        this.matters = matters;
    }

    Case open(Case check, int number, String category, String description, JsonNode photos) {
        ObjectNode details = cases.details();
        details.put(Rectification.NUMBER, number);
        details.put(Rectification.CATEGORY, category);
        details.put(Rectification.DESCRIPTION, description);
        details.set(Rectification.PHOTOS, photos.deepCopy());
        Case opened = cases.add(
                matter(check),
                check.subject(),
                check.area(),
                check.id().value() + "/" + number,
                check.id(),
                null,
                false,
                details);
        cases.trail(opened.id(), null, "opened", "program", details);
        return opened;
    }

    /** The catalogue's matter of rectifying for this kind of subject; where it has none, the check's own. */
    private String matter(Case check) {
        String kind = facts.subject(check).ref().kind();
        return matters.all().stream()
                .filter(each -> Rectification.PROCESS.equals(each.process())
                        && each.subject().equals(kind))
                .map(Matter::id)
                .findFirst()
                .orElse(check.matter());
    }
}
