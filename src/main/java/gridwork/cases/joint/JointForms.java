package gridwork.cases.joint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.Results;
import gridwork.cases.Taken;
import gridwork.evidence.Signature;
import gridwork.evidence.Signatures;
import gridwork.facts.FactKinds;
import gridwork.facts.Subjects;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import java.time.LocalDate;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContextHolder;

/** What is written in the course of a joint inspection. */
@Configuration(proxyBeanMethods = false)
class JointForms {
    private record Form(String step, String what, Act act) implements Taken {
        @Override
        public void take(Case of, ObjectNode content, String by) {
            act.on(of, content, by);
        }
    }

    private interface Act {
        void on(Case of, ObjectNode content, String by);
    }

    @Bean
    Taken takeArrangement(CaseBook book, StreetClock clock) {
        return new Form(JointInspection.ARRANGE, "arranged", (of, content, by) -> {
            LocalDate visitOn =
                    LocalDate.parse(content.path(JointInspection.VISIT_ON).asText());
            LocalDate today = clock.today();
            if (visitOn.isBefore(today)) {
                throw new Refused("visit-day-past");
            }
            LocalDate dueOn = of.dueOn();
            if (dueOn != null && visitOn.isAfter(dueOn) && !dueOn.isBefore(today)) {
                throw new Refused("visit-day-late", dueOn);
            }
            ObjectNode details = of.details().deepCopy();
            ObjectNode shared = details.withObject("/" + JointInspection.SHARED);
            shared.put(
                    JointInspection.VERSION,
                    shared.path(JointInspection.VERSION).asInt(0) + 1);
            shared.put(JointInspection.VISIT_ON, visitOn.toString());
            shared.put("place", content.path("place").asText());
            shared.put("contact", content.path("contact").asText(""));
            shared.put("note", content.path("note").asText(""));
            shared.put("by", by);
            shared.withArray(JointInspection.AMENDMENTS);
            book.change(of, of.dueOn(), details);
            book.done(of, JointInspection.ARRIVE_BY);
        });
    }

    @Bean
    Taken takeCheckedPart(CaseBook book, Officers officers, FactKinds kinds, StreetClock clock) {
        return new Form(DepartmentCheck.CHECK, "recorded", (of, content, by) -> {
            ofTheDepartment(of, by, officers);
            if (Parts.isSigned(of)) {
                throw new Refused("part-signed");
            }
            JsonNode checklist = of.details().path(DepartmentCheck.CHECKLIST);
            JsonNode answers = content.path("answers");
            ArrayNode items = book.details().putArray("items");
            for (JsonNode item : checklist.path("items")) {
                String id = item.path("id").asText();
                String answer = answers.path(id).asText("");
                if (answer.isEmpty()) {
                    throw new Refused("check-item-unanswered", title(item));
                }
                if (answer.equals("no") && finding(content, id).isMissingNode()) {
                    throw new Refused("part-no-without-problem", title(item));
                }
                if (answer.equals("no")
                        && item.path("photoPair").asBoolean()
                        && finding(content, id).path("photos").isEmpty()) {
                    throw new Refused("check-photo-missing", title(item));
                }
                items.addObject()
                        .put("id", id)
                        .put("zh", item.path("title").path("zh").asText())
                        .put("en", item.path("title").path("en").asText())
                        .put("answer", answer);
            }
            boolean clean = content.path("findings").isEmpty();
            if (clean != content.path(DepartmentCheck.CONCLUSION).asText().equals(Results.PASS)) {
                throw new Refused(clean ? "part-problem-missing" : "part-not-passed");
            }
            Results.Named told = book.results(of).finding();
            int number = 0;
            for (JsonNode finding : content.path("findings")) {
                number++;
                String category = finding.path("category").asText();
                if (told != null
                        && kinds.find(told.kind())
                                .flatMap(kind -> kind.category(told.category(category)))
                                .isEmpty()) {
                    throw new Refused("check-category-unknown", number);
                }
                book.check(of, finding.path("photos"));
            }
            book.check(of, content.path("photos"));
            content.remove("answers");
            content.set("items", items);
            content.put("checklist", checklist.path("version").asInt());
            ObjectNode details = of.details().deepCopy();
            details.set(DepartmentCheck.RECORD, content.deepCopy());
            details.put(DepartmentCheck.RECORDED_AT, clock.now().toString());
            details.remove(DepartmentCheck.OUTCOME);
            book.change(of, of.dueOn(), details);
            book.responsible(of.id(), new OfficerId(by));
        });
    }

    /**
     * The signature is over what lies in the case, and only where that is what the signer had before their eyes. It is kept
     * with the inspection, one for each department.
     */
    @Bean
    Taken takeSignedPart(CaseBook book, Parts parts, Officers officers, Signatures signatures, Subjects subjects) {
        return new Form(DepartmentCheck.SIGN, "part-read", (of, content, by) -> {
            ofTheDepartment(of, by, officers);
            subjects.lock(List.of(of.subject()));
            Case part = book.get(of.id());
            if (Parts.isSigned(part)) {
                throw new Refused("part-signed");
            }
            ObjectNode details = part.details().deepCopy();
            String outcome = content.path(DepartmentCheck.OUTCOME).asText();
            String remark = content.path("remark").asText("");
            details.put(DepartmentCheck.OUTCOME, outcome);
            if (outcome.equals(DepartmentCheck.OUTCOME_SIGNED)) {
                if (!book.officers(part.id()).contains(by)) {
                    throw new Refused("part-checked-by-another");
                }
                Case inspection = parts.inspection(part);
                Reading reading = Reading.of(part, inspection);
                if (!reading.sha256().equals(content.path("read").asText())) {
                    throw new Refused("part-changed-meanwhile");
                }
                ObjectNode signed = reading.content();
                signed.put("inspector", by);
                signed.put("remark", remark);
                Signature signature = signatures.sign(
                        inspection.about(), Parts.department(part).value(), signed, by);
                details.putObject(DepartmentCheck.SIGNATURE)
                        .put("by", by)
                        .put("at", signature.signedAt().toString())
                        .put("sha256", signature.sha256());
                book.done(part, DepartmentCheck.CHECK_BY);
                book.trail(
                        inspection.id(),
                        by,
                        "signed",
                        book.details()
                                .put(
                                        DepartmentCheck.DEPARTMENT,
                                        Parts.department(part).value())
                                .put("sha256", signature.sha256())
                                .put("remark", remark));
            } else if (remark.isBlank()) {
                throw new Refused("part-wrong-without-reason");
            }
            book.change(part, part.dueOn(), details);
        });
    }

    /** Nothing is overwritten: what was there stays, the correction is added, and the version grows. */
    @Bean
    Taken takeAmendment(CaseBook book, Parts parts, StreetClock clock) {
        return new Form(DepartmentCheck.AMEND, "amended", (of, content, by) -> {
            Case inspection = parts.inspection(of);
            ObjectNode details = inspection.details().deepCopy();
            ObjectNode shared = (ObjectNode) details.path(JointInspection.SHARED);
            int version = shared.path(JointInspection.VERSION).asInt() + 1;
            shared.put(JointInspection.VERSION, version);
            shared.withArray(JointInspection.AMENDMENTS)
                    .addObject()
                    .put(JointInspection.VERSION, version)
                    .put("text", content.path("description").asText().strip())
                    .put("by", by)
                    .put("at", clock.now().toString());
            book.change(inspection, inspection.dueOn(), details);
            book.trail(inspection.id(), by, "amended", content);
        });
    }

    @Bean
    Taken takeUnstaffed(CaseBook book, Parts parts) {
        return new Form(DepartmentCheck.UNSTAFFED, "staff-decided", (of, content, by) -> {
            boolean leftOut = content.path(DepartmentCheck.OUTCOME).asText().equals("left-out");
            if (leftOut
                    && parts.of(parts.inspection(of)).stream()
                            .allMatch(each -> each.id().equals(of.id()) || !each.open() && !Parts.isSigned(each))) {
                throw new Refused("part-last");
            }
            if (!leftOut && !parts.isStaffed(Parts.department(of))) {
                throw new Refused("part-still-unstaffed");
            }
            ObjectNode details = of.details().deepCopy();
            details.put(DepartmentCheck.LEFT_OUT, leftOut);
            book.change(of, of.dueOn(), details);
            if (leftOut) {
                book.trail(
                        parts.inspection(of).id(),
                        by,
                        "left-out",
                        book.details()
                                .put(
                                        DepartmentCheck.DEPARTMENT,
                                        Parts.department(of).value())
                                .put("description", content.path("description").asText()));
            }
        });
    }

    @Bean
    Taken takeChasedPart() {
        return new Form(DepartmentCheck.CHASE, "chased", (of, content, by) -> {});
    }

    @Bean
    Taken takeChasedArrangement() {
        return new Form(JointInspection.CHASE_ARRANGEMENT, "chased", (of, content, by) -> {});
    }

    private static void ofTheDepartment(Case part, String by, Officers officers) {
        if (officers.find(new OfficerId(by))
                .filter(each -> each.active() && each.duties().contains(Parts.inspectors(Parts.department(part))))
                .isEmpty()) {
            throw new Refused("part-of-another-department");
        }
    }

    private static JsonNode finding(JsonNode content, String item) {
        for (JsonNode finding : content.path("findings")) {
            if (finding.path("item").asText().equals(item)) {
                return finding;
            }
        }
        return content.path("");
    }

    private static String title(JsonNode item) {
        return item.path("title")
                .path(LocaleContextHolder.getLocale().getLanguage().equals("en") ? "en" : "zh")
                .asText();
    }
}
