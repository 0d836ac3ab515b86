package gridwork.cases.application;

import gridwork.platform.Label;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of an applicant: {@code application.yaml} beside a process.
 *
 * @param process the folder under {@code bpmn/}
 * @param deciders the roles that decide for a department
 */
public record ApplicationForm(
        String process, List<String> deciders, List<Field> fields, List<Document> documents, Permit permit) {
    public enum Kind {
        TEXT,
        LINES,
        NUMBER,
        DAY,
        PHONE;

        /** The type of an input of HTML. */
        public String input() {
            return switch (this) {
                case NUMBER -> "number";
                case DAY -> "date";
                case PHONE -> "tel";
                default -> "text";
            };
        }
    }

    /**
     * @param longest characters; of a number the largest one
     * @param prefill where it is known: {@code address} of the subject, or the same field of its {@code last} application
     * @param printed whether the permit shows it; what is personal stays off it
     */
    public record Field(
            String id,
            Label title,
            Kind kind,
            boolean required,
            int longest,
            @Nullable String prefill,
            boolean printed) {}

    public record Document(String id, Label title, boolean required) {}

    /**
     * @param report a folder under {@code reports/}
     * @param number with {@code {year}} and {@code {number}}, which counts from 1 each year
     * @param from the field that says from when it is good
     * @param until the field that says until when
     * @param what the field that says what is permitted
     * @param place the field that says where
     * @param fact the kind of fact that its granting, refusal, withdrawal or revocation is
     */
    public record Permit(
            String report,
            String number,
            String from,
            String until,
            String what,
            String place,
            String fact,
            Revocation revocation) {}

    /**
     * @param secondLook whether another person has to confirm it
     * @param grounds of the law; none = nobody revokes it
     */
    public record Revocation(boolean secondLook, List<Ground> grounds) {}

    public record Ground(String id, Label title) {}

    Optional<Field> field(String id) {
        return fields.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    Optional<Document> document(String id) {
        return documents.stream().filter(each -> each.id().equals(id)).findFirst();
    }
}
