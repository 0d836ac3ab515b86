package gridwork.cases.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseTrail;
import gridwork.cases.procedure.Reopening;
import gridwork.cases.procedure.Values;
import gridwork.facts.Subjects;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * What those who reported it say of the result. One who is not content sends it back; it is closed early only when all of
 * them are content.
 */
@Component
public class ReporterAnswers {
    private static final int LONGEST = 500;
    private static final String ANSWERED = "reporter-answered";
    private final Reports reports;
    private final CaseBook cases;
    private final CaseTrail trail;
    private final Reopening reopening;
    private final Subjects subjects;
    private final StreetClock clock;
    private final Work work;
    private final ObjectMapper json = new ObjectMapper();

    ReporterAnswers(
            Reports reports,
            CaseBook cases,
            CaseTrail trail,
            Reopening reopening,
            Subjects subjects,
            StreetClock clock,
            Work work) {
        this.reports = reports;
        this.cases = cases;
        this.trail = trail;
        this.reopening = reopening;
        this.subjects = subjects;
        this.clock = clock;
        this.work = work;
    }

    /** Whether an answer is waited for. */
    public boolean isAsked(Report report) {
        return report.of() != null && isAsked(cases.get(report.of()));
    }

    private static boolean isAsked(Case of) {
        return of.open() && Values.of(of).path(Values.PHASE).asText().equals(Values.ASKING);
    }

    public void confirm(Report report) {
        answer(report, Report.CONFIRMED, json.createObjectNode());
    }

    /** @param why what is not solved; the officers read it */
    public void sendBack(Report report, String why) {
        if (why.isBlank()) {
            throw new Refused("follow-reason-missing");
        }
        if (why.strip().length() > LONGEST) {
            throw new Refused("follow-reason-long", LONGEST);
        }
        answer(report, Report.REOPENED, json.createObjectNode().put("description", why.strip()));
    }

    private void answer(Report report, String answer, ObjectNode said) {
        work.run(() -> {
            Case of = locked(report);
            if (!isAsked(of)) {
                throw new Refused("follow-not-asked");
            }
            boolean back = answer.equals(Report.REOPENED);
            if (back && !reopening.isAllowed(of)) {
                throw new Refused("follow-reopen-limit");
            }
            reports.answered(report, answer, clock.now());
            trail.addOfProgram(of.id(), back ? "reporter-reopened" : "reporter-confirmed", said);
            boolean all = reports.of(of.id()).stream().allMatch(each -> Report.CONFIRMED.equals(each.answer()));
            if (back || all) {
                ObjectNode details = of.details().deepCopy();
                Values.in(details).put("confirmed", !back);
                cases.change(of, of.dueOn(), details);
                if (back) {
                    reports.forgetAnswers(of.id());
                }
                cases.tell(of.id(), ANSWERED);
            }
        });
    }

    private Case locked(Report report) {
        if (report.of() == null) {
            throw new Refused("follow-not-asked");
        }
        subjects.lock(List.of(cases.get(report.of()).subject()));
        return cases.get(Objects.requireNonNull(report.of()));
    }
}
