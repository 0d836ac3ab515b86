package gridwork.cases.joint;

import com.fasterxml.jackson.databind.JsonNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.FormContents;
import gridwork.cases.Results;
import gridwork.evidence.Signatures;
import gridwork.facts.FactKind;
import gridwork.facts.FactKinds;
import gridwork.platform.Label;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Matter;
import gridwork.street.Matters;
import gridwork.street.Officers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What the forms of joint inspections show: the shared record, the department's own items, what is read before signing. */
@Component
class JointFormContents implements FormContents {
    private final CaseBook book;
    private final Parts parts;
    private final Areas areas;
    private final Matters matters;
    private final Officers officers;
    private final Signatures signatures;
    private final FactKinds kinds;

    JointFormContents(
            CaseBook book,
            Parts parts,
            Areas areas,
            Matters matters,
            Officers officers,
            Signatures signatures,
            FactKinds kinds) {
        this.book = book;
        this.parts = parts;
        this.areas = areas;
        this.matters = matters;
        this.officers = officers;
        this.signatures = signatures;
        this.kinds = kinds;
    }

    @Override
    public Map<String, Object> of(Case of, String step) {
        Map<String, Object> given = new LinkedHashMap<>();
        if (Parts.isPart(of)) {
            Case inspection = parts.inspection(of);
            given.put("department", name(Parts.department(of)));
            given.put("shared", inspection.details().path(JointInspection.SHARED));
            given.put("merged", merged(inspection));
            given.put("checklist", of.details().path(DepartmentCheck.CHECKLIST));
            given.put("categories", categories(of));
            given.put("signatures", signatures(inspection));
            if (step.equals(DepartmentCheck.SIGN)) {
                given.put("read", Reading.of(of, inspection).sha256());
            }
        } else if (step.equals(JointInspection.ARRANGE) || step.equals(JointInspection.CHASE_ARRANGEMENT)) {
            given.put("merged", merged(of));
            given.put(
                    "departments",
                    parts.departments(of).stream().map(this::name).toList());
        }
        return given;
    }

    private List<FactKind.Category> categories(Case of) {
        Results.Named told = book.results(of).finding();
        return told == null
                ? List.of()
                : kinds.find(told.kind()).map(FactKind::categories).orElse(List.of());
    }

    private List<Map<String, Object>> merged(Case inspection) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (JsonNode each : inspection.details().path(JointInspection.MERGED)) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put(
                    "matter",
                    matters.find(each.path("matter").asText())
                            .map(Matter::title)
                            .orElseGet(() -> new Label(each.path("matter").asText(), "")));
            one.put("department", name(new AreaId(each.path("department").asText())));
            one.put("dueOn", each.path("dueOn").asText());
            all.add(one);
        }
        return all;
    }

    private List<Map<String, Object>> signatures(Case inspection) {
        return signatures.about(inspection.about()).stream()
                .map(each -> Map.<String, Object>of(
                        "by",
                        name(new AreaId(each.part())) + " "
                                + officers.find(new gridwork.street.OfficerId(each.by()))
                                        .map(it -> it.name())
                                        .orElse(each.by()),
                        "at",
                        each.signedAt(),
                        "sha256",
                        each.sha256()))
                .toList();
    }

    private String name(AreaId department) {
        return areas.find(department).map(Area::name).orElse(department.value());
    }
}
