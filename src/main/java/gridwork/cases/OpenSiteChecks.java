package gridwork.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.BeforeCommit;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import gridwork.street.OfficerId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.camunda.bpm.engine.RuntimeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

@Component
class OpenSiteChecks implements SiteChecks {
    private static final Logger log = LoggerFactory.getLogger(OpenSiteChecks.class);

    private final StoredCases cases;
    private final CaseFacts facts;
    private final Subjects subjects;
    private final RuntimeService processes;
    private final BeforeCommit beforeCommit;
    private final Work work;
    private final Doer doer;
    private final Deadlines deadlines;

    OpenSiteChecks(
            StoredCases cases,
            CaseFacts facts,
            Subjects subjects,
            RuntimeService processes,
            BeforeCommit beforeCommit,
            Work work,
            Doer doer,
            Deadlines deadlines) {
        this.cases = cases;
        this.facts = facts;
        this.subjects = subjects;
        this.processes = processes;
        this.beforeCommit = beforeCommit;
        this.work = work;
        this.doer = doer;
        this.deadlines = deadlines;
    }

    @Override
    public CaseId open(
            SubjectId site,
            String checkType,
            boolean drawn,
            String cause,
            LocalDate dueOn,
            List<OfficerId> inspectors) {
        if (inspectors.isEmpty()) {
            throw new Refused("check-without-inspectors");
        }
        var opened = new AtomicReference<CaseId>();
        work.run(() -> {
            subjects.lock(List.of(site));
            opened.set(openOnce(site, checkType, drawn, cause, dueOn, inspectors));
        });
        return Objects.requireNonNull(opened.get());
    }

    /** One for a cause, and another only where that was withdrawn. */
    private CaseId openOnce(
            SubjectId site,
            String checkType,
            boolean drawn,
            String cause,
            LocalDate dueOn,
            List<OfficerId> inspectors) {
        return cases.find(site, SiteCheck.MATTER, cause)
                .map(there -> there.details().has(Withdrawn.WITHDRAWN)
                        ? openOnce(site, checkType, drawn, again(cause, there), dueOn, inspectors)
                        : there.id())
                .orElseGet(() -> openNew(site, checkType, drawn, cause, dueOn, inspectors));
    }

    private static String again(String cause, Case withdrawn) {
        return cause.replaceFirst("/.*", "") + "/" + withdrawn.id().value();
    }

    private CaseId openNew(
            SubjectId site,
            String checkType,
            boolean drawn,
            String cause,
            LocalDate dueOn,
            List<OfficerId> inspectors) {
        Subject subject = subjects.find(site).orElseThrow(() -> new Refused("subject-unknown", site.value()));
        ObjectNode details = cases.details();
        details.put(SiteCheck.CHECK_TYPE, checkType);
        details.put(SiteCheck.PLACES, inspectors.size());
        Case opened = cases.add(SiteCheck.MATTER, site, subject.area(), cause, null, dueOn, drawn, details);
        cases.name(opened.id(), inspectors);
        ObjectNode said = cases.details();
        said.put(SiteCheck.CHECK_TYPE, checkType).put("dueOn", dueOn.toString());
        inspectors.forEach(each -> said.withArray(SiteCheck.INSPECTORS).add(each.value()));
        cases.trail(opened.id(), doer.officer(), "opened", doer.cameBy(), said);
        if (!drawn) {
            facts.milestone(opened, "case-opened", Map.of("dueOn", dueOn.toString()));
        }
        deadlines.until(opened, SiteCheck.CHECK_BY, null, dueOn, "plan");
        beforeCommit.run(() -> start(opened));
        log.info("opened {} {} of subject {}", SiteCheck.MATTER, opened.id().value(), site.value());
        return opened.id();
    }

    @Override
    public void reveal(CaseId id) {
        Case of = cases.get(id);
        if (of.secret() && of.open()) {
            cases.reveal(id);
            facts.milestone(of, "case-opened", Map.of("dueOn", String.valueOf(of.dueOn())));
        }
    }

    private void start(Case opened) {
        doer.asProgram(() -> {
            var instance = processes.startProcessInstanceByKey(
                    SiteCheck.PROCESS, String.valueOf(opened.id().value()));
            cases.started(opened.id(), instance.getId());
        });
    }
}
