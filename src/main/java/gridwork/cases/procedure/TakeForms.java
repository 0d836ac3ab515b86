package gridwork.cases.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.OtherForms;
import org.springframework.stereotype.Component;

/** A form's named fields become what the diagram reads; the whole of it is kept on the trail. */
@Component
class TakeForms implements OtherForms {
    private final Procedures procedures;
    private final CaseBook cases;

    TakeForms(Procedures procedures, CaseBook cases) {
        this.procedures = procedures;
        this.cases = cases;
    }

    @Override
    public String take(Case of, String process, String form, String step, ObjectNode content) {
        Procedure.Form taken = procedures
                .of(process)
                .map(each -> each.forms().get(form))
                .orElseThrow(() -> new IllegalStateException("nobody takes the form " + form + " of " + process));
        cases.check(of, content.path("photos"));
        ObjectNode details = of.details().deepCopy();
        ObjectNode values = Values.in(details);
        for (String name : taken.sets()) {
            JsonNode said = content.path(name);
            if (said.isMissingNode() || said.isNull()) {
                values.remove(name);
            } else {
                values.set(name, said);
            }
        }
        if (taken.answers() != null && content.hasNonNull(taken.answers())) {
            values.set("answer", content.path(taken.answers()));
        }
        cases.change(of, of.dueOn(), details);
        content.put("step", step);
        return "done";
    }
}
