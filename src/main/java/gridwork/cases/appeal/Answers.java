package gridwork.cases.appeal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.procedure.Procedure;
import gridwork.cases.procedure.Procedures;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.street.OfficerId;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What whoever looked at a reply said of it. */
@Component
class Answers {
    private final CaseBook book;
    private final ReplyForms forms;
    private final Procedures procedures;
    private final StreetClock clock;

    Answers(CaseBook book, ReplyForms forms, Procedures procedures, StreetClock clock) {
        this.book = book;
        this.forms = forms;
        this.procedures = procedures;
        this.clock = clock;
    }

    void mustBeAnswerable(Case of, String by) {
        if (!of.open() || of.details().has(ReplyCase.ANSWER)) {
            throw new Refused("reply-over");
        }
        if (of.bars(new OfficerId(by))) {
            throw new Refused("case-own-hand");
        }
    }

    /** Its time stops with it. */
    void keep(Case of, ObjectNode content, String by) {
        Procedure.Begins its = Objects.requireNonNull(
                procedures.of(forms.must(of.matter()).process()).orElseThrow().begins());
        book.done(of, its.clock());
        Case now = book.get(of.id());
        ObjectNode details = now.details().deepCopy();
        ObjectNode answer = content.deepCopy();
        answer.put("by", by).put("at", clock.now().toString());
        details.set(ReplyCase.ANSWER, answer);
        book.change(now, now.dueOn(), details);
        book.responsible(of.id(), new OfficerId(by));
    }
}
