package gridwork.cases.application;

import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.engine.ProcessValues;
import gridwork.cases.joint.Parts;
import gridwork.street.Duty;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the processes of applications ask of their case. */
@Component
class ApprovalValues implements ProcessValues {
    private static final String AGREED = "allAgreed";
    private static final String DECIDERS = "deciders";
    private final CaseBook book;
    private final Verdicts verdicts;
    private final ApplicationForms forms;

    ApprovalValues(CaseBook book, Verdicts verdicts, ApplicationForms forms) {
        this.book = book;
        this.verdicts = verdicts;
        this.forms = forms;
    }

    @Override
    public boolean knows(String name) {
        return Set.of(AGREED, DECIDERS).contains(name);
    }

    @Override
    public @Nullable Object value(String name, String businessKey) {
        Case of = book.get(businessKey);
        return name.equals(AGREED)
                ? (Object) verdicts.allAgreed(of)
                : forms.must(of.matter()).deciders().stream()
                        .map(role -> new Duty(role, Parts.department(of).value()).group())
                        .toList();
    }
}
