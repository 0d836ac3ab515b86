package gridwork.cases.follow;

import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.Cases;
import gridwork.cases.TrailEntry;
import gridwork.cases.procedure.Procedure;
import gridwork.cases.procedure.Procedures;
import gridwork.cases.procedure.Reopening;
import gridwork.cases.procedure.Values;
import gridwork.cases.report.Report;
import gridwork.cases.report.ReporterAnswers;
import gridwork.cases.report.Reports;
import gridwork.platform.Label;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a reporter may see of a case: which level had it when, and the answer that was written for reporters. */
@Component
public class Progress {
    /** On the trail → what the page calls it. Whatever is not listed is not shown. */
    private static final Map<String, String> SHOWN = Map.ofEntries(
            Map.entry("assigned", "assigned"),
            Map.entry("returned", "assigned"),
            Map.entry("taken-back", "assigned"),
            Map.entry("suspended", "suspended"),
            Map.entry("resumed", "resumed"),
            Map.entry("step-overdue", "overdue"),
            Map.entry("reporter-asked", "solved"),
            Map.entry("reporter-confirmed", "confirmed"),
            Map.entry("reporter-reopened", "reopened"),
            Map.entry("raised", "raised"),
            Map.entry("withdrawn", "withdrawn"),
            Map.entry("merged", "merged"),
            Map.entry("split-from", "split"),
            Map.entry("closed", "closed"),
            Map.entry("squad-called", "squad-called"),
            Map.entry("squad-reinforces", "squad-reinforces"),
            Map.entry("squad-responded", "squad-responded"),
            Map.entry("squad-arrived", "squad-arrived"),
            Map.entry("scene-settled", "scene-settled"),
            Map.entry("handover-requested", "handover-requested"),
            Map.entry("police-accepted", "police-accepted"),
            Map.entry("police-refused", "police-refused"),
            Map.entry("police-on-way", "police-on-way"),
            Map.entry("police-outcome", "police-outcome"),
            Map.entry("mediated", "mediated"));

    private final CaseBook cases;
    private final Cases read;
    private final Procedures procedures;
    private final ReporterAnswers answers;
    private final Reports reports;
    private final Reopening reopening;
    private final Areas areas;

    Progress(
            CaseBook cases,
            Cases read,
            Procedures procedures,
            ReporterAnswers answers,
            Reports reports,
            Reopening reopening,
            Areas areas) {
        this.cases = cases;
        this.read = read;
        this.procedures = procedures;
        this.answers = answers;
        this.reports = reports;
        this.reopening = reopening;
        this.areas = areas;
    }

    /** @param level null = none */
    public record Step(String what, @Nullable Label level, Instant at) {}

    /**
     * @param steps the first is the report itself
     * @param answer what was written for reporters; empty = nothing yet
     * @param state {@code waiting}, {@code handling}, {@code asking} or {@code closed}
     */
    public record Shown(List<Step> steps, String answer, String state, boolean asked, boolean mayReopen) {}

    Shown of(Report report) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step("reported", null, report.receivedAt()));
        if (report.of() == null) {
            return new Shown(steps, "", "waiting", false, false);
        }
        Case of = cases.get(report.of());
        long since = 0;
        for (Reports.Was was : reports.moves(report)) {
            add(steps, cases.get(was.in()), since, was.until());
            since = was.until();
        }
        add(steps, of, since, Long.MAX_VALUE);
        boolean asked = answers.isAsked(report) && report.answer() == null;
        boolean told = !Values.of(of).path(Values.PHASE).asText("").equals(Values.HANDLING);
        return new Shown(
                steps,
                told ? Values.of(of).path("answer").asText("") : "",
                state(of),
                asked,
                asked && reopening.isAllowed(of));
    }

    /** What lies on a case's trail between two moments. */
    private void add(List<Step> steps, Case of, long since, long until) {
        for (TrailEntry each : read.trail(of.id())) {
            String what = SHOWN.get(each.what());
            if (what != null && each.id() > since && each.id() < until) {
                steps.add(new Step(what, level(of, each).orElse(null), each.at()));
            }
        }
    }

    private static String state(Case of) {
        if (!of.open()) {
            return "closed";
        }
        return Values.of(of).path(Values.PHASE).asText("").equals(Values.ASKING) ? "asking" : "handling";
    }

    private Optional<Label> level(Case of, TrailEntry each) {
        String department = each.content().path(Values.DEPARTMENT).asText("");
        if (!department.isEmpty()) {
            return areas.find(new AreaId(department)).map(it -> new Label(it.name(), it.name()));
        }
        return procedures
                .ofMatter(of.matter())
                .map(Procedure::steps)
                .map(steps -> steps.levels().get(each.content().path("level").asText("")))
                .map(Procedure.Level::title);
    }
}
