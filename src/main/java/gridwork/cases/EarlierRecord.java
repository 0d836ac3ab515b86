package gridwork.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A record that is asked again begins with what was recorded before: nobody writes a checklist twice for one line. */
@Component
class EarlierRecord implements FormContents {
    /** What the form begins with where nothing was written in it yet. */
    static final String EARLIER = "earlier";

    @Override
    public Map<String, Object> of(Case of, String step) {
        JsonNode record = of.details().path(SiteCheck.RECORDED);
        if (!step.equals(SiteCheck.RECORD) || !record.isObject()) {
            return Map.of();
        }
        ObjectNode content = record.deepCopy();
        content.remove(List.of("items", "checklist"));
        ObjectNode answers = content.putObject("answers");
        record.path("items")
                .forEach(each -> answers.put(
                        each.path("id").asText(), each.path("answer").asText()));
        return Map.of(EARLIER, content);
    }
}
