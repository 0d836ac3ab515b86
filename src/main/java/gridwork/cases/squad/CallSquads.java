package gridwork.cases.squad;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.clock.Because;
import gridwork.cases.clock.Clocks;
import gridwork.cases.clock.Lengths;
import gridwork.cases.clock.NewClock;
import gridwork.cases.engine.UsableInProcesses;
import gridwork.cases.office.Carriers;
import gridwork.cases.procedure.Procedure;
import gridwork.cases.procedure.Procedures;
import gridwork.cases.procedure.Values;
import gridwork.decisions.Decisions;
import gridwork.platform.StreetClock;
import gridwork.rules.Evaluation;
import gridwork.rules.Item;
import gridwork.rules.ItemStand;
import gridwork.street.AreaId;
import gridwork.street.Matters;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the departments that go first, or those that were asked for since; each only once while it is at it. */
@UsableInProcesses("callSquads")
class CallSquads implements JavaDelegate {
    /** Departments that a squad asked for, until they are called. */
    static final String WANTED = "wanted";

    private static final Logger LOG = LoggerFactory.getLogger(CallSquads.class);
    private static final String SQUADS = "squads";
    private static final String POLICE = "police";
    private static final String CALLED = "called";
    private final CaseBook cases;
    private final Procedures procedures;
    private final Carriers carriers;
    private final Clocks clocks;
    private final Decisions decisions;
    private final Matters matters;
    private final StreetClock clock;

    CallSquads(
            CaseBook cases,
            Procedures procedures,
            Carriers carriers,
            Clocks clocks,
            Decisions decisions,
            Matters matters,
            StreetClock clock) {
        this.cases = cases;
        this.procedures = procedures;
        this.carriers = carriers;
        this.clocks = clocks;
        this.decisions = decisions;
        this.matters = matters;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Case of = cases.get(execution.getProcessBusinessKey());
        Procedure procedure = procedures.carrying(of.matter()).orElseThrow();
        Procedure.Squads squads = Objects.requireNonNull(procedure.squads());
        Procedure.Office office = Objects.requireNonNull(procedure.office());
        ObjectNode details = of.details().deepCopy();
        ObjectNode values = Values.in(details);
        boolean first = !values.path(CALLED).asBoolean(false);
        Set<String> departments = first ? first(of, squads) : texts(values.path(WANTED));
        values.remove(WANTED);
        values.put(CALLED, true);
        ArrayNode called = values.putArray(SQUADS);
        List<Case> before = cases.cameFrom(of.id());
        Set<String> there = before.stream()
                .filter(Case::open)
                .map(each -> Values.of(each).path(Values.DEPARTMENT).asText())
                .collect(Collectors.toSet());
        for (String each : departments) {
            if (there.contains(each)) {
                cases.trail(of.id(), null, "squad-there", details.objectNode().put(Values.DEPARTMENT, each));
            } else {
                called.add(String.valueOf(
                        call(of, new AreaId(each), before.size() + called.size() + 1, squads, office, first)
                                .id()
                                .value()));
            }
        }
        if (first) {
            carriers.of(matters.matter(of.matter()).lead(), office).into(values);
            put(values, POLICE, carriers.of(new AreaId(squads.police()), office).groups());
        }
        cases.change(of, of.dueOn(), details);
        if (first) {
            begin(of, squads, squads.whole());
        }
        LOG.info("case {} calls {} departments", of.id().value(), called.size());
    }

    /** The department in charge of such events, and the lead of the matter. */
    private Set<String> first(Case of, Procedure.Squads squads) {
        Set<String> first = new LinkedHashSet<>();
        String category = of.details().path(Values.ABOUT).path(Values.CATEGORY).asText("");
        Object inCharge = decisions
                .answers(squads.departments(), Map.of("matter", category), clock.today())
                .get(Values.DEPARTMENT);
        if (inCharge instanceof String id) {
            first.add(id);
        }
        first.add(matters.matter(of.matter()).lead().value());
        return first;
    }

    private Case call(
            Case event,
            AreaId department,
            int number,
            Procedure.Squads squads,
            Procedure.Office office,
            boolean first) {
        ObjectNode details = cases.details();
        details.set(Values.ABOUT, event.details().path(Values.ABOUT));
        ObjectNode values = Values.in(details);
        values.put(Values.DEPARTMENT, department.value());
        values.put(Values.GRADE, Values.of(event).path(Values.GRADE).asText());
        Carriers.Standing standing = carriers.of(department, office).into(values);
        Case part = cases.add(
                event.matter(),
                event.subject(),
                event.area(),
                event.id().value() + "/" + number + "/" + department.value(),
                event.id(),
                null,
                details);
        ObjectNode said = details.objectNode().put(Values.DEPARTMENT, department.value());
        if (!standing.missing().isEmpty()) {
            said.put("missing", standing.missing());
        }
        cases.trail(part.id(), null, "opened", details.objectNode());
        cases.trail(event.id(), null, first ? "squad-called" : "squad-reinforces", said);
        begin(part, squads, first ? squads.first() : squads.more());
        return part;
    }

    /** The rules say how long; what they do not say has no clock. */
    private void begin(Case of, Procedure.Squads squads, List<String> items) {
        Evaluation answer = decisions.ask(
                squads.clocks(),
                Map.of(Values.GRADE, Values.of(of).path(Values.GRADE).asText()),
                clock.today());
        List<NewClock> begun = new ArrayList<>();
        for (ItemStand each : answer.held()) {
            Item item = decisions.ruleSet(squads.clocks()).item(each.item()).orElseThrow();
            if (items.contains(each.item())) {
                Lengths.of(each.values())
                        .ifPresent(length -> begun.add(new NewClock(
                                item.id(),
                                item.label(),
                                null,
                                length,
                                new Because(squads.clocks(), each.rows().get(0)))));
            }
        }
        clocks.start(of.id(), begun);
    }

    private static void put(ObjectNode values, String name, List<String> groups) {
        ArrayNode all = values.putArray(name);
        groups.forEach(all::add);
    }

    private static Set<String> texts(JsonNode all) {
        Set<String> texts = new LinkedHashSet<>();
        all.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
