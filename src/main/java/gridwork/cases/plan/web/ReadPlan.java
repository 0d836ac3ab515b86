package gridwork.cases.plan.web;

import gridwork.cases.CheckPlan;
import gridwork.cases.PlannedCheck;
import gridwork.decisions.Decisions;
import gridwork.decisions.Standing;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Label;
import gridwork.rules.Grade;
import gridwork.rules.RuleSet;
import gridwork.street.Jurisdiction;
import gridwork.street.Matter;
import gridwork.street.Matters;
import gridwork.street.Officer;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import gridwork.street.Reach;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** The plan as the signed-in officer may see it: within the jurisdiction, and nothing that is still a secret. */
@Component
class ReadPlan {
    private static final String COLOUR = "site-colour";
    private static final String CHECK = "site-check";
    private final CheckPlan plan;
    private final Subjects subjects;
    private final Decisions decisions;
    private final Officers officers;
    private final Jurisdiction jurisdiction;
    private final Matters matters;

    ReadPlan(
            CheckPlan plan,
            Subjects subjects,
            Decisions decisions,
            Officers officers,
            Jurisdiction jurisdiction,
            Matters matters) {
        this.plan = plan;
        this.subjects = subjects;
        this.decisions = decisions;
        this.officers = officers;
        this.jurisdiction = jurisdiction;
        this.matters = matters;
    }

    /**
     * @param find part of a site's code, name or address; empty = all
     * @param state null = all
     * @param mine only those for which the reader is drawn
     */
    record Asked(LocalDate first, LocalDate last, String find, PlannedCheck.@Nullable State state, boolean mine) {}

    /** @param colour as the site stands now */
    record Line(PlannedCheck check, Subject site, @Nullable Grade colour, Label type, List<String> inspectors) {
        /** The site's page. A code may hold a slash, whose encoded form servlet containers refuse. */
        public String link() {
            return "/subjects/" + site.ref().kind() + "/"
                    + Arrays.stream(site.ref().code().split("/", -1))
                            .map(part -> UriUtils.encodePathSegment(part, StandardCharsets.UTF_8))
                            .collect(Collectors.joining("/"));
        }
    }

    List<Line> lines(Asked asked) {
        Matter matter = matters.matter(CHECK);
        Reach reach = jurisdiction.reach();
        if (!reach.touches(matter)) {
            return List.of();
        }
        OfficerId reader = jurisdiction.officer().map(Officer::id).orElse(null);
        List<PlannedCheck> all = plan.between(asked.first(), asked.last(), reader).stream()
                .filter(each -> asked.state() == null || each.state() == asked.state())
                .filter(each ->
                        !asked.mine() || reader != null && each.inspectors().contains(reader))
                .toList();
        List<SubjectId> ids = all.stream().map(PlannedCheck::site).distinct().toList();
        Map<SubjectId, Subject> sites = subjects.find(ids);
        Map<SubjectId, Standing> standings = decisions.standings(COLOUR, ids);
        RuleSet colours = decisions.ruleSet(COLOUR);
        RuleSet types = decisions.ruleSet(CHECK);
        Map<OfficerId, String> names = new HashMap<>();
        officers.all().forEach(each -> names.put(each.id(), each.name()));
        List<Line> lines = new ArrayList<>();
        for (PlannedCheck each : all) {
            Subject site = sites.get(each.site());
            if (site != null && reach.covers(matter, site.area()) && isMeant(site, asked.find())) {
                Standing standing = standings.get(each.site());
                lines.add(new Line(
                        each,
                        site,
                        standing == null ? null : colours.grade(standing.result()),
                        types.grade(each.checkType()).label(),
                        each.inspectors().stream()
                                .map(id -> names.getOrDefault(id, id.value()))
                                .toList()));
            }
        }
        return lines;
    }

    private static boolean isMeant(Subject site, String find) {
        String part = find.strip().toLowerCase(Locale.ROOT);
        String address = site.address();
        return site.ref().code().toLowerCase(Locale.ROOT).contains(part)
                || site.name().toLowerCase(Locale.ROOT).contains(part)
                || address != null && address.toLowerCase(Locale.ROOT).contains(part);
    }
}
