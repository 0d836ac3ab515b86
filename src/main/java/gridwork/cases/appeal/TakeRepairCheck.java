package gridwork.cases.appeal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.Taken;
import org.springframework.stereotype.Component;

/** Whether something was put right. */
@Component
class TakeRepairCheck implements Taken {
    private final Answers answers;
    private final CaseBook book;

    TakeRepairCheck(Answers answers, CaseBook book) {
        this.answers = answers;
        this.book = book;
    }

    @Override
    public String step() {
        return ReplyCase.CHECK;
    }

    @Override
    public String what() {
        return "repair-checked";
    }

    @Override
    public void take(Case of, ObjectNode content, String by) {
        answers.mustBeAnswerable(of, by);
        book.check(of, content.path("photos"));
        if (!content.path(ReplyCase.OUTCOME).asText().equals(ReplyCase.UNCLEAR)) {
            answers.keep(of, content, by);
        }
    }
}
