package gridwork.cases.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import gridwork.cases.Case;
import gridwork.cases.CaseTrail;
import gridwork.cases.Cases;
import gridwork.cases.procedure.Procedures;
import gridwork.facts.RegisterChange;
import gridwork.facts.RegisterChanged;
import gridwork.street.Reach;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A shop may close, what was reported or is to be done about it may lie there still: its cases go on, and say so. */
@Component
class NoteClosedSubjects {
    private final Cases cases;
    private final CaseTrail trail;
    private final Procedures procedures;
    private final ObjectMapper json = new ObjectMapper();

    NoteClosedSubjects(Cases cases, CaseTrail trail, Procedures procedures) {
        this.cases = cases;
        this.trail = trail;
        this.procedures = procedures;
    }

    @EventListener
    void on(RegisterChanged changed) {
        if (changed.act() == RegisterChange.Act.CLOSED) {
            cases.of(changed.subject(), Reach.EVERYTHING).stream()
                    .filter(Case::open)
                    .filter(each -> procedures.carrying(each.matter()).isPresent())
                    .forEach(each -> trail.addOfProgram(each.id(), "subject-closed", json.createObjectNode()));
        }
    }
}
