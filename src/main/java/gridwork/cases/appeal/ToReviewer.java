package gridwork.cases.appeal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.engine.UsableInProcesses;
import gridwork.cases.procedure.Procedure;
import gridwork.cases.procedure.Procedures;
import gridwork.facts.Facts;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Duty;
import gridwork.street.Matters;
import gridwork.street.Officers;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a reply to the first level on which somebody stands who had no hand in what it is about; when its time is up, to the
 * next, with the whole time again. Above the last there is nobody: it stays there.
 */
@UsableInProcesses("toReviewer")
class ToReviewer implements JavaDelegate {
    private static final Logger LOG = LoggerFactory.getLogger(ToReviewer.class);
    private final CaseBook cases;
    private final ReplyForms forms;
    private final StoredReplies stored;
    private final FirstHands hands;
    private final Facts facts;
    private final Procedures procedures;
    private final Matters matters;
    private final Areas areas;
    private final Officers officers;

    ToReviewer(
            CaseBook cases,
            ReplyForms forms,
            StoredReplies stored,
            FirstHands hands,
            Facts facts,
            Procedures procedures,
            Matters matters,
            Areas areas,
            Officers officers) {
        this.cases = cases;
        this.forms = forms;
        this.stored = stored;
        this.hands = hands;
        this.facts = facts;
        this.procedures = procedures;
        this.matters = matters;
        this.areas = areas;
        this.officers = officers;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Case of = cases.get(execution.getProcessBusinessKey());
        ReplyForm form = forms.must(of.matter());
        boolean first = !of.details().has(ReplyCase.LEVEL);
        LocalDate dueOn = first ? of.dueOn() : anew(of, form);
        ObjectNode details = of.details().deepCopy();
        Set<String> barred = form.another() ? barred(of) : Set.of();
        ArrayNode kept = details.putArray(Case.BARRED);
        barred.forEach(kept::add);
        int last = form.levels().size() - 1;
        int level = Math.min(first ? 0 : of.details().path(ReplyCase.LEVEL).asInt() + 1, last);
        while (level < last && groups(form.levels().get(level), of, barred).isEmpty()) {
            said(of, "reply-level-passed", form.levels().get(level));
            level++;
        }
        ReplyForm.Level chosen = form.levels().get(level);
        List<String> groups = groups(chosen, of, barred);
        details.put(ReplyCase.LEVEL, level);
        ArrayNode reviewers = details.putArray(ReplyCase.REVIEWERS);
        (groups.isEmpty() ? all(chosen, of) : groups).forEach(reviewers::add);
        cases.change(cases.get(of.id()), dueOn, details);
        said(of, groups.isEmpty() ? "reply-nobody" : "reply-level", chosen);
        LOG.info("reply {} is with level {}", of.id().value(), chosen.id());
    }

    private void said(Case of, String what, ReplyForm.Level level) {
        ObjectNode said = cases.details();
        if (level.in() == Area.Kind.DEPARTMENT) {
            said.put("department", area(level, of).value());
        }
        said.putObject("levelTitle")
                .put("zh", level.title().zh())
                .put("en", level.title().en());
        cases.trail(of.id(), null, what, said);
    }

    private LocalDate anew(Case of, ReplyForm form) {
        Procedure.Begins its = Objects.requireNonNull(
                procedures.of(form.process()).orElseThrow().begins());
        cases.done(of, its.clock());
        return cases.within(cases.get(of.id()), its.clock(), its.step());
    }

    private Set<String> barred(Case of) {
        Target about = Target.parse(of.details()
                        .path(ReplyCase.REPLY)
                        .path(ReplyCase.TARGET)
                        .asText())
                .orElseThrow();
        List<Long> earlier = stored.about(of.subject(), about).stream()
                .filter(each -> each.matter().equals(of.matter()))
                .filter(each -> each.of() != null && !each.of().equals(of.id()))
                .map(each -> Objects.requireNonNull(each.of()).value())
                .toList();
        return hands.in(facts.find(ReplyCase.facts(of)), earlier);
    }

    private AreaId area(ReplyForm.Level level, Case of) {
        return level.in() == Area.Kind.DEPARTMENT
                ? matters.matter(of.matter()).lead()
                : areas.street().orElseThrow();
    }

    private List<String> all(ReplyForm.Level level, Case of) {
        AreaId area = area(level, of);
        return level.roles().stream()
                .map(each -> new Duty(each, area.value()).group())
                .toList();
    }

    /** Those of its groups in which somebody may look at it. */
    private List<String> groups(ReplyForm.Level level, Case of, Set<String> barred) {
        AreaId area = area(level, of);
        if (areas.find(area).isEmpty()) {
            return List.of();
        }
        return level.roles().stream()
                .map(each -> new Duty(each, area.value()))
                .filter(each -> officers.with(each).stream()
                        .anyMatch(one -> !barred.contains(one.id().value())))
                .findFirst()
                .map(each -> List.of(each.group()))
                .orElse(List.of());
    }
}
