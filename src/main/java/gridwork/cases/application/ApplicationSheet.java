package gridwork.cases.application;

import com.fasterxml.jackson.databind.JsonNode;
import gridwork.cases.Case;
import gridwork.cases.joint.Parts;
import gridwork.cases.own.AttachedFile;
import gridwork.platform.Label;
import gridwork.platform.StreetClock;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was sent, and how far each department is, for pages and forms. */
@Component("applicationSheet")
public class ApplicationSheet {
    private final ApplicationForms forms;
    private final Parts parts;
    private final Permits permits;
    private final Revocations revocations;
    private final Areas areas;
    private final StreetClock clock;

    ApplicationSheet(
            ApplicationForms forms,
            Parts parts,
            Permits permits,
            Revocations revocations,
            Areas areas,
            StreetClock clock) {
        this.forms = forms;
        this.parts = parts;
        this.permits = permits;
        this.revocations = revocations;
        this.areas = areas;
        this.clock = clock;
    }

    public record Line(Label name, String value) {}

    public record Paper(Label name, List<AttachedFile> files) {}

    /**
     * @param state {@code waiting}, {@code agree}, {@code refuse}, {@code silent} = its time is up, {@code left} = it ended
     *     without a decision
     * @param round how often it was asked, from 1
     * @param late whether it was decided after its last day
     */
    public record Part(
            String department,
            String state,
            int round,
            boolean late,
            @Nullable LocalDate on,
            @Nullable LocalDate due,
            String reason,
            String conditions,
            String mend) {}

    /** What its holder is told of a permit that was revoked. */
    public record Revoked(LocalDate from, Label ground, String reason) {}

    /** @param revoked null = its permit was not */
    public record Sheet(
            int version,
            List<Line> lines,
            List<Paper> papers,
            List<Part> parts,
            @Nullable String visitOn,
            @Nullable String visitPlace,
            @Nullable Permit permit,
            @Nullable Revoked revoked) {}

    /** Whether a case is an application's. */
    public boolean isOne(Case of) {
        return of.parent() == null && of.details().has(Approval.APPLICATION);
    }

    public LocalDate today() {
        return clock.today();
    }

    public Sheet of(Case of) {
        ApplicationForm form = forms.must(of.matter());
        JsonNode sent = of.details().path(Approval.APPLICATION);
        JsonNode shared = of.details().path("shared");
        Permit permit = permits.ofCase(of.id()).orElse(null);
        return new Sheet(
                sent.path(Approval.VERSION).asInt(),
                lines(form, sent),
                papers(form, sent),
                parts.of(of).stream().map(this::part).toList(),
                shared.path("visitOn").textValue(),
                shared.path("place").textValue(),
                permit,
                permit == null ? null : revoked(permit));
    }

    private @Nullable Revoked revoked(Permit permit) {
        return revocations.of(permit).stream()
                .filter(each -> each.state() == Revocation.State.REVOKED)
                .map(each -> new Revoked(each.from(), revocations.ground(permit, each.ground()), each.reason()))
                .findFirst()
                .orElse(null);
    }

    private static List<Line> lines(ApplicationForm form, JsonNode content) {
        List<Line> lines = new ArrayList<>();
        for (ApplicationForm.Field each : form.fields()) {
            String held = content.path(Approval.FIELDS).path(each.id()).asText("");
            if (!held.isEmpty()) {
                lines.add(new Line(each.title(), held));
            }
        }
        return lines;
    }

    private static List<Paper> papers(ApplicationForm form, JsonNode content) {
        List<Paper> papers = new ArrayList<>();
        for (ApplicationForm.Document each : form.documents()) {
            papers.add(new Paper(
                    each.title(),
                    AttachedFile.in(content.path(Approval.DOCUMENTS).path(each.id()))));
        }
        return papers;
    }

    private Part part(Case part) {
        LocalDate on = Verdicts.isDecided(part)
                ? clock.dayOf(Instant.parse(
                        part.details().path(Approval.DECISION).path("at").asText()))
                : null;
        LocalDate due = part.dueOn();
        JsonNode decision = part.details().path(Approval.DECISION);
        String state = Verdicts.isDecided(part)
                ? decision.path(Approval.OUTCOME).asText()
                : !part.open() ? "left" : part.details().has("missingSince") ? "silent" : "waiting";
        return new Part(
                name(Parts.department(part)),
                state,
                part.details().path(Approval.ROUND).asInt(1),
                on != null && due != null && on.isAfter(due),
                on,
                due,
                decision.path(Approval.REASON).asText(""),
                decision.path(Approval.CONDITIONS).asText(""),
                Verdicts.agreed(part) ? "" : decision.path(Approval.MEND).asText(""));
    }

    private String name(AreaId department) {
        return areas.find(department).map(Area::name).orElse(department.value());
    }
}
