package gridwork.cases.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.FormContents;
import gridwork.facts.Facts;
import gridwork.facts.Subject;
import java.util.List;

/** How the departments go about an application. */
record Approvals(EventApplications town, Crew crew, Cases cases, Facts facts, List<FormContents> forms) {
    /** An application whose visit is today. */
    CaseId visited(Subject shop) {
        CaseId id = town.sent(shop);
        crew.does(
                "of-chengguan",
                crew.task(id, "user_arrange"),
                crew.content("{\"place\": \"现场\"}")
                        .put("visitOn", town.clock().today().toString()));
        return id;
    }

    CaseId granted(Subject shop) {
        CaseId id = visited(shop);
        EventApplications.DEPARTMENTS.keySet().forEach(each -> decides(id, each, "agree"));
        return id;
    }

    /** The last one that a department got. */
    Case part(CaseId id, String department) {
        List<Case> its = cases.cameFrom(id).stream()
                .filter(each -> each.details().path("department").asText().equals(department))
                .toList();
        return its.get(its.size() - 1);
    }

    ObjectNode decision(Case part, String outcome) {
        ObjectNode content =
                crew.content("{\"reason\": \"已看现场\", \"mend\": \"补交消防平面图\"}").put("outcome", outcome);
        forms.stream()
                .map(each -> each.of(part, Approval.DECIDE).get("read"))
                .filter(each -> each != null)
                .forEach(each -> content.put("read", each.toString()));
        return content;
    }

    void decides(CaseId id, String department, String outcome) {
        Case part = part(id, department);
        crew.does("of-" + department, crew.task(part.id(), Approval.DECIDE), decision(part, outcome));
    }

    /** The categories of a shop's facts of a kind. */
    List<String> told(Subject of, String kind) {
        return facts.timeline(of.id(), 0, 200).stream()
                .filter(each -> each.kind().equals(kind))
                .map(each -> String.valueOf(each.category()))
                .toList();
    }
}
