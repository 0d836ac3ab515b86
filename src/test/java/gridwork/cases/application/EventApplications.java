package gridwork.cases.application;

import gridwork.cases.CaseId;
import gridwork.cases.Crew;
import gridwork.facts.Subject;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.street.AreaId;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shops that apply for an event, and the four departments that the catalogue asks. */
public record EventApplications(Applications applications, Subjects subjects, Crew crew, StreetClock clock, Work work) {
    public static final String MATTER = "outdoor-event";
    public static final Map<String, String> DEPARTMENTS = new LinkedHashMap<>();

    static {
        DEPARTMENTS.put("chengguan", "城管执法队");
        DEPARTMENTS.put("shichang", "市场监管所");
        DEPARTMENTS.put("xiaofang", "消防救援站");
        DEPARTMENTS.put("anjian", "安监站");
    }

    /** In each department somebody works, {@code of-<department>}. */
    public void departmentsComeToWork() {
        DEPARTMENTS.forEach((id, name) -> {
            crew.department(id, name);
            crew.hireFor("of-" + id, new AreaId(id));
        });
    }

    public Subject shop(String name) {
        var ref = new SubjectRef("merchant", "E" + Ids.next());
        work.run(() ->
                subjects.register(Map.of(ref, new SubjectDetails(name, Crew.GRID, "临河路 8 号门前", null, null, null))));
        return subjects.find(ref).orElseThrow();
    }

    /** What stands in the form of a night market that begins on a day. */
    public static Map<String, String> fields(LocalDate from) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("what", "临河夜市");
        fields.put("place", "临河路 8 号门前广场");
        fields.put("from", from.toString());
        fields.put("until", from.plusDays(2).toString());
        fields.put("hours", "18:00—22:00");
        fields.put("people", "600");
        fields.put("area", "400");
        fields.put("content", "小吃和手工摊位二十个，不用明火。");
        fields.put("contact", "陈某某");
        fields.put("phone", "138 0000 1111");
        return fields;
    }

    /** The smallest file that is taken for a PDF. */
    public static byte[] pdf(String text) {
        return ("%PDF-1.4\n1 0 obj<</Title(" + text + ")>>endobj\ntrailer<<>>\n%%EOF\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    public Application written(Subject shop, LocalDate from) {
        Application begun = applications.begin(shop, MATTER);
        applications.write(begun, fields(from));
        List.of("plan", "layout", "safety")
                .forEach(each -> applications.attach(begun, each, each + ".pdf", pdf(each + begun.id())));
        return applications.find(shop.id(), begun.id()).orElseThrow();
    }

    /** An application for three weeks from today, sent. */
    public CaseId sent(Subject shop) {
        return applications.send(written(shop, clock.today().plusDays(21)));
    }

    /** What its applicant does with it later. */
    public void then(CaseId of, Subject shop, String act) {
        Application its = applications.ofCase(of).orElseThrow();
        if (act.equals("withdraws")) {
            applications.withdraw(its);
        } else {
            applications.write(its, fields(clock.today().plusDays(30)));
            applications.send(applications.find(shop.id(), its.id()).orElseThrow());
        }
    }
}
