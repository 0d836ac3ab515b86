package gridwork.cases.joint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.WithdrawCase;
import gridwork.cases.opening.SubjectCases;
import gridwork.cases.opening.Wanted;
import gridwork.facts.RegisterChanged;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.BeforeCommit;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.street.AreaId;
import gridwork.street.Matters;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

@Component
class OpenInspections implements JointInspections {
    private static final String SUBJECT_CLOSED = "subject-closed";
    private final CaseBook book;
    private final SubjectCases opening;
    private final Matters matters;
    private final Subjects subjects;
    private final WithdrawCase withdrawals;
    private final BeforeCommit beforeCommit;
    private final StreetClock clock;
    private final Work work;

    OpenInspections(
            CaseBook book,
            SubjectCases opening,
            Matters matters,
            Subjects subjects,
            WithdrawCase withdrawals,
            BeforeCommit beforeCommit,
            StreetClock clock,
            Work work) {
        this.book = book;
        this.opening = opening;
        this.matters = matters;
        this.subjects = subjects;
        this.withdrawals = withdrawals;
        this.beforeCommit = beforeCommit;
        this.clock = clock;
        this.work = work;
    }

    @Override
    public CaseId open(
            SubjectId subject,
            String matter,
            Collection<AreaId> departments,
            String cause,
            @Nullable LocalDate dueOn,
            JsonNode merged) {
        var opened = new AtomicReference<CaseId>();
        work.run(() -> {
            subjects.lock(List.of(subject));
            opened.set(book.find(subject, matter, cause)
                    .map(Case::id)
                    .orElseGet(() -> openNew(subject, matter, departments, cause, dueOn, merged)));
        });
        return Objects.requireNonNull(opened.get());
    }

    private CaseId openNew(
            SubjectId id,
            String matter,
            Collection<AreaId> departments,
            String cause,
            @Nullable LocalDate dueOn,
            JsonNode merged) {
        if (!JointInspection.PROCESS.equals(matters.matter(matter).process())) {
            throw new IllegalArgumentException("matter " + matter + " is no joint inspection");
        }
        return opening.open(wanted(id, matter, departments, cause, dueOn, merged));
    }

    static Wanted wanted(
            SubjectId id,
            String matter,
            Collection<AreaId> departments,
            String cause,
            @Nullable LocalDate dueOn,
            JsonNode merged) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        if (!departments.isEmpty()) {
            ArrayNode all = details.putArray(SubjectCases.DEPARTMENTS);
            departments.forEach(each -> all.add(each.value()));
        }
        if (!merged.isEmpty()) {
            details.set(JointInspection.MERGED, merged);
        }
        return new Wanted(matter, id, cause, dueOn, merged.isEmpty() ? "ordered" : "merged", details);
    }

    /** What nobody has begun with ends with its subject; what was begun on site is finished. */
    @EventListener
    void on(RegisterChanged changed) {
        if (subjects.find(changed.subject())
                .filter(each -> !each.openOn(clock.today()))
                .isEmpty()) {
            return;
        }
        beforeCommit.run(() -> book.open(changed.subject()).stream()
                .filter(each -> each.parent() == null)
                .filter(each -> matters.find(each.matter())
                        .filter(matter -> JointInspection.PROCESS.equals(matter.process()))
                        .isPresent())
                .forEach(each -> withdrawals.unlessBegun(each.id(), SUBJECT_CLOSED)));
    }
}
