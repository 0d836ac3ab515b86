package gridwork.cases.web;

import com.fasterxml.jackson.databind.JsonNode;
import gridwork.cases.Case;
import gridwork.cases.TrailEntry;
import gridwork.cases.opening.Reasons;
import gridwork.cases.procedure.Procedure;
import gridwork.cases.procedure.Procedures;
import gridwork.cases.report.Report;
import gridwork.cases.report.Reports;
import gridwork.decisions.Decisions;
import gridwork.facts.Fact;
import gridwork.facts.FactId;
import gridwork.facts.FactKinds;
import gridwork.facts.Facts;
import gridwork.platform.Label;
import gridwork.platform.StreetClock;
import gridwork.rules.RuleSet;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** The reports of a case and the levels it went through, as pages and forms show them. */
@Component
class ShownReports {
    private final Reports reports;
    private final Procedures procedures;
    private final Decisions decisions;
    private final Facts facts;
    private final FactKinds kinds;
    private final Areas areas;
    private final Reasons reasons;
    private final StreetClock clock;

    ShownReports(
            Reports reports,
            Procedures procedures,
            Decisions decisions,
            Facts facts,
            FactKinds kinds,
            Areas areas,
            Reasons reasons,
            StreetClock clock) {
        this.reports = reports;
        this.procedures = procedures;
        this.decisions = decisions;
        this.facts = facts;
        this.kinds = kinds;
        this.areas = areas;
        this.reasons = reasons;
        this.clock = clock;
    }

    /** @param grade null = nobody could say */
    record Shown(
            long id,
            Label category,
            @Nullable Label grade,
            ZonedDateTime at,
            String description,
            String place,
            @Nullable String answer) {}

    /** Of a part those of the whole. */
    List<Shown> of(Case item) {
        List<Report> own = reports.of(item.id());
        List<Report> all = own.isEmpty() && item.parent() != null ? reports.of(item.parent()) : own;
        Map<FactId, Fact> told = facts.find(all.stream().map(Report::fact).collect(Collectors.toSet())).stream()
                .collect(Collectors.toMap(Fact::id, each -> each));
        Optional<RuleSet> grading = procedures
                .ofMatter(item.matter())
                .flatMap(each -> each.opens().stream().findFirst())
                .map(each -> decisions.ruleSet(each.ruleSet()));
        return all.stream()
                .map(each -> shown(each, told.get(each.fact()), grading))
                .toList();
    }

    private Shown shown(Report report, @Nullable Fact told, Optional<RuleSet> grading) {
        return new Shown(
                report.id(),
                kinds.find(report.kind())
                        .flatMap(each -> each.category(report.category()))
                        .map(each -> each.title())
                        .orElseGet(() -> new Label(report.category(), "")),
                report.grade().isEmpty()
                        ? null
                        : grading.map(each -> each.grade(report.grade()).label())
                                .orElse(null),
                report.reportedAt().atZone(clock.zone()),
                text(told, "description"),
                text(told, "place"),
                report.answer());
    }

    private static String text(@Nullable Fact told, String name) {
        return told != null && told.payload().get(name) instanceof String text ? text : "";
    }

    /** What an entry of the trail is about: what joined, the department, the level, or the step that was done. */
    String about(Case item, TrailEntry each) {
        String level = each.content().path("level").asText("");
        if (each.what().equals(Reasons.JOINED)) {
            return reasons.label(each).in(LocaleContextHolder.getLocale());
        }
        String department = each.content().path("department").asText("");
        if (!department.isEmpty()) {
            return areas.find(new AreaId(department)).map(Area::name).orElse(department);
        }
        JsonNode title = each.content().path("levelTitle");
        if (title.has("zh")) {
            return new Label(title.path("zh").asText(), title.path("en").asText()).in(LocaleContextHolder.getLocale());
        }
        return procedures
                .ofMatter(item.matter())
                .map(Procedure::steps)
                .map(steps -> steps.levels().get(level))
                .map(found -> found.title().in(LocaleContextHolder.getLocale()))
                .orElseGet(() -> each.content().path("step").asText(level));
    }

    /** How a form came out that becomes a fact; empty = it says nothing of the kind. */
    String outcome(Case item, TrailEntry each) {
        return procedures.carrying(item.matter()).stream()
                .flatMap(procedure -> procedure.forms().values().stream())
                .flatMap(form -> Stream.ofNullable(form.records()))
                .filter(records -> each.content().hasNonNull(records.category()))
                .flatMap(records -> kinds
                        .find(records.kind())
                        .flatMap(kind -> kind.category(
                                each.content().path(records.category()).asText()))
                        .stream())
                .map(category -> category.title().in(LocaleContextHolder.getLocale()))
                .findFirst()
                .orElse("");
    }

    Optional<Report> find(Case item, long id) {
        return reports.find(id).filter(each -> item.id().equals(each.of()));
    }
}
