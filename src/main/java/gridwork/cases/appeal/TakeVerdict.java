package gridwork.cases.appeal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.Taken;
import gridwork.facts.Fact;
import gridwork.facts.FactId;
import gridwork.platform.Ids;
import gridwork.platform.Refused;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** An appeal is decided, fact by fact: it is upheld where one of them changes, and only there. */
@Component
class TakeVerdict implements Taken {
    private static final String CORRECT = "correct";
    private final Answers answers;
    private final Targets targets;

    TakeVerdict(Answers answers, Targets targets) {
        this.answers = answers;
        this.targets = targets;
    }

    @Override
    public String step() {
        return ReplyCase.DECIDE;
    }

    @Override
    public String what() {
        return "appeal-decided";
    }

    @Override
    public void take(Case of, ObjectNode content, String by) {
        answers.mustBeAnswerable(of, by);
        boolean upheld = content.path(ReplyCase.OUTCOME).asText().equals(ReplyCase.UPHELD);
        JsonNode verdicts = content.path(ReplyCase.VERDICTS);
        if (upheld && verdicts.isEmpty()) {
            throw new Refused("appeal-nothing-changed");
        }
        if (!upheld && !verdicts.isEmpty()) {
            throw new Refused("appeal-changed-although-rejected");
        }
        check(of, verdicts);
        answers.keep(of, content, by);
    }

    private void check(Case of, JsonNode verdicts) {
        Map<FactId, Fact> known =
                targets.facts(ReplyCase.facts(of)).stream().collect(Collectors.toMap(Fact::id, Function.identity()));
        Set<FactId> seen = new HashSet<>();
        for (JsonNode each : verdicts) {
            FactId id = Ids.read(each.path("fact").asText())
                    .map(FactId::new)
                    .orElseThrow(() -> new Refused("appeal-fact-gone"));
            Fact fact = known.get(id);
            if (fact == null || fact.voidedBy() != null || !seen.add(id)) {
                throw new Refused("appeal-fact-gone");
            }
            if (each.path("verdict").asText().equals(CORRECT)) {
                mustBeAnother(fact, each.path("category").asText(""));
            }
        }
    }

    private void mustBeAnother(Fact fact, String category) {
        if (category.equals(fact.category())
                || targets.categories(fact.kind()).stream()
                        .noneMatch(each -> each.id().equals(category))) {
            throw new Refused("appeal-category-missing");
        }
    }
}
