package gridwork.cases.application;

import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseWithdrawn;
import gridwork.platform.StreetClock;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** An application that was withdrawn, by whomever, is a fact too. */
@Component
class WithdrawnApplications {
    private final CaseBook book;
    private final ApplicationForms forms;
    private final StreetClock clock;

    WithdrawnApplications(CaseBook book, ApplicationForms forms, StreetClock clock) {
        this.book = book;
        this.forms = forms;
        this.clock = clock;
    }

    @EventListener
    void on(CaseWithdrawn withdrawn) {
        Case of = book.get(withdrawn.id());
        if (of.details().has(Approval.APPLICATION)) {
            forms.ofMatter(of.matter())
                    .ifPresent(form -> book.record(
                            of,
                            form.permit().fact(),
                            Approval.WITHDRAWN,
                            Approval.WITHDRAWN,
                            clock.now(),
                            null,
                            Map.of("caseId", String.valueOf(of.id().value()), "matter", of.matter())));
        }
    }
}
