package gridwork.cases.office;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.engine.UsableInProcesses;
import gridwork.cases.procedure.Procedure;
import gridwork.cases.procedure.Procedures;
import gridwork.cases.procedure.Values;
import gridwork.street.AreaId;
import gridwork.street.Matters;
import java.time.LocalDate;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a case to the department that carries it next; one that it was handed on to has the whole time again. */
@UsableInProcesses("toDepartment")
class ToDepartment implements JavaDelegate {
    private static final Logger LOG = LoggerFactory.getLogger(ToDepartment.class);
    private final CaseBook cases;
    private final Procedures procedures;
    private final Matters matters;
    private final Carriers carriers;

    ToDepartment(CaseBook cases, Procedures procedures, Matters matters, Carriers carriers) {
        this.cases = cases;
        this.procedures = procedures;
        this.matters = matters;
        this.carriers = carriers;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Case of = cases.get(execution.getProcessBusinessKey());
        Procedure procedure = procedures.carrying(of.matter()).orElseThrow();
        LocalDate dueOn = Values.of(of).hasNonNull(Values.DEPARTMENT) ? anew(of, procedure.begins()) : of.dueOn();
        ObjectNode details = of.details().deepCopy();
        ObjectNode values = Values.in(details);
        AreaId department = next(of);
        values.remove(Values.TO);
        values.put(Values.DEPARTMENT, department.value());
        Carriers.Standing standing = carriers.of(department, Objects.requireNonNull(procedure.office()))
                .into(values);
        cases.change(cases.get(of.id()), dueOn, details);
        ObjectNode said = details.objectNode().put(Values.DEPARTMENT, department.value());
        if (!standing.missing().isEmpty()) {
            said.put("missing", standing.missing());
        }
        cases.trail(of.id(), null, "department-assigned", said);
        LOG.info("case {} is with department {}", of.id().value(), department.value());
    }

    private AreaId next(Case of) {
        String to = Values.of(of).path(Values.TO).asText("");
        String held = Values.of(of).path(Values.DEPARTMENT).asText("");
        return to.isEmpty() ? held.isEmpty() ? matters.matter(of.matter()).lead() : new AreaId(held) : new AreaId(to);
    }

    private LocalDate anew(Case of, Procedure.@Nullable Begins begins) {
        Procedure.Begins its = Objects.requireNonNull(begins);
        cases.done(of, its.clock());
        return cases.within(of, its.clock(), its.step());
    }
}
