package gridwork.cases.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.OtherForms;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A form's named fields become what the diagram reads; the whole of it is kept on the trail. */
@Component
class TakeForms implements OtherForms {
    private static final String TIMES = "recorded";
    private static final String REACHED = "reached";
    private static final String DESCRIPTION = "description";
    private final Procedures procedures;
    private final CaseBook cases;
    private final Choices choices;
    private final StreetClock clock;

    TakeForms(Procedures procedures, CaseBook cases, Choices choices, StreetClock clock) {
        this.procedures = procedures;
        this.cases = cases;
        this.choices = choices;
        this.clock = clock;
    }

    @Override
    public String take(Case of, String process, String form, String step, ObjectNode content) {
        Procedure.Form taken = procedures
                .of(process)
                .map(each -> each.forms().get(form))
                .orElseThrow(() -> new IllegalStateException("nobody takes the form " + form + " of " + process));
        cases.check(of, content.path("photos"));
        check(of, taken, content);
        mustBeAlone(of, taken);
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
        taken.clears().forEach(values::remove);
        taken.flags().forEach((flag, words) -> values.put(flag, holds(content, words)));
        if (taken.answers() != null && content.hasNonNull(taken.answers())) {
            values.set("answer", content.path(taken.answers()));
        }
        if (taken.records() != null) {
            record(of, taken.records(), values, content);
        }
        List<String> reached = reached(taken, content);
        reached.forEach(each -> values.put(REACHED, values.path(REACHED).asInt() + 1));
        cases.change(of, of.dueOn(), details);
        taken.done().forEach(each -> cases.done(of, each));
        reached.forEach(each -> reach(of, values, each));
        content.put("step", step);
        return "done";
    }

    /** What was offered may be gone by now: whoever filled it in chooses again. */
    private void check(Case of, Procedure.Form taken, ObjectNode content) {
        taken.choices().forEach((field, source) -> {
            String chosen = content.path(field).asText("");
            if (!chosen.isEmpty()
                    && choices.from(of, source).stream()
                            .noneMatch(each -> each.id().equals(chosen))) {
                throw new Refused("form-choice-gone", chosen);
            }
        });
    }

    /** Nothing ends while somebody is still at it. */
    private void mustBeAlone(Case of, Procedure.Form taken) {
        List<String> flags = taken.alone();
        if (flags != null
                && (cases.cameFrom(of.id()).stream().anyMatch(Case::open)
                        || flags.stream()
                                .anyMatch(each -> Values.of(of).path(each).asBoolean(false)))) {
            throw new Refused("form-not-alone");
        }
    }

    private static List<String> reached(Procedure.Form taken, ObjectNode content) {
        List<String> reached = new ArrayList<>();
        if (taken.milestone() != null) {
            reached.add(taken.milestone());
        }
        taken.milestones().forEach((field, words) -> {
            String milestone = words.get(content.path(field).asText(""));
            if (milestone != null) {
                reached.add(milestone);
            }
        });
        return reached;
    }

    /** A milestone of the case, and a line on the trail of the one that it is a part of. */
    private void reach(Case of, ObjectNode values, String milestone) {
        String department = values.path(Values.DEPARTMENT).asText("");
        Map<String, Object> more = new LinkedHashMap<>();
        ObjectNode said = values.objectNode();
        if (!department.isEmpty()) {
            more.put(Values.DEPARTMENT, department);
            said.put(Values.DEPARTMENT, department);
        }
        cases.milestone(of, milestone, milestone + "-" + values.path(REACHED).asInt(), more);
        cases.trail(of.parent() == null ? of.id() : of.parent(), null, milestone, said);
    }

    private static boolean holds(ObjectNode content, Map<String, Set<String>> words) {
        return words.entrySet().stream()
                .allMatch(each ->
                        each.getValue().contains(content.path(each.getKey()).asText("")));
    }

    /** Every time that the form is sent is a fact of its own. */
    private void record(Case of, Procedure.Records records, ObjectNode values, ObjectNode content) {
        int times = values.path(TIMES).asInt() + 1;
        values.put(TIMES, times);
        Map<String, Object> payload = new LinkedHashMap<>();
        content.properties().forEach(each -> {
            if (each.getValue().isTextual()) {
                payload.put(each.getKey(), each.getValue().asText());
            }
        });
        payload.remove(DESCRIPTION); // it may name persons, and stays with the case
        payload.put("caseId", String.valueOf(of.id().value()));
        payload.put("matter", of.matter());
        if (values.hasNonNull(Values.DEPARTMENT)) {
            payload.put(Values.DEPARTMENT, values.path(Values.DEPARTMENT).asText());
        }
        String[] items = new String[of.details().path("reasons").size()];
        for (int i = 0; i < items.length; i++) {
            items[i] = of.details().path("reasons").path(i).path("item").asText();
        }
        payload.put("reasons", List.of(items));
        cases.record(
                of,
                records.kind(),
                content.path(records.category()).asText(),
                records.kind() + "-" + times,
                clock.now(),
                amount(records, content),
                payload);
    }

    private static @Nullable Integer amount(Procedure.Records records, ObjectNode content) {
        return records.amount() == null || !content.path(records.amount()).isInt()
                ? null
                : content.path(records.amount()).asInt();
    }
}
