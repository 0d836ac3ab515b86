package gridwork.cases.appeal;

import com.fasterxml.jackson.databind.JsonNode;
import gridwork.cases.CaseBook;
import gridwork.cases.engine.ProcessValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the processes of replies ask of their case. */
@Component
class ReplyValues implements ProcessValues {
    private static final String OUTCOME = "replyOutcome";
    private final CaseBook book;

    ReplyValues(CaseBook book) {
        this.book = book;
    }

    @Override
    public boolean knows(String name) {
        return Set.of(OUTCOME, ReplyCase.REVIEWERS).contains(name);
    }

    @Override
    public @Nullable Object value(String name, String businessKey) {
        JsonNode details = book.get(businessKey).details();
        return name.equals(OUTCOME)
                ? (Object)
                        details.path(ReplyCase.ANSWER).path(ReplyCase.OUTCOME).asText("")
                : words(details.path(ReplyCase.REVIEWERS));
    }

    private static List<String> words(JsonNode all) {
        List<String> words = new ArrayList<>();
        all.forEach(each -> words.add(each.asText()));
        return words;
    }
}
