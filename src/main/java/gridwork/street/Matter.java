package gridwork.street;

import gridwork.platform.Label;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the street is in charge of (事项).
 *
 * @param remit the field of duties it belongs to: the id of a {@link Remit}
 * @param lead the department that answers for it
 * @param helping the departments that help, in order
 * @param basis the norms it rests on
 * @param process the folder under {@code bpmn/} that carries it; null while it is only watched
 * @param subject the kind of subject it is about
 * @param ruleSets the folders under {@code rules/} that decide in it
 * @param opensPerDay how many cases may be opened in one day; the others wait
 * @param secret whether some of its cases are known only to the officers named for them until they are carried out
 * @param validFrom the first day on which the street is in charge; null = always was
 * @param validUntil the last one; null = no end is known
 * @param limits how long what may take, at most one for each kind of clock
 * @param checklist what is looked at, by department
 */
public record Matter(
        String id,
        Label title,
        String remit,
        AreaId lead,
        Set<AreaId> helping,
        List<Label> basis,
        @Nullable String process,
        String subject,
        Set<String> ruleSets,
        int opensPerDay,
        boolean secret,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validUntil,
        List<TimeLimit> limits,
        Checklist checklist) {
    /** Whether a department answers for it or helps. */
    public boolean concerns(AreaId department) {
        return lead.equals(department) || helping.contains(department);
    }

    /** Whether new cases may be opened in it on a day. */
    public boolean validOn(LocalDate day) {
        return (validFrom == null || !day.isBefore(validFrom)) && (validUntil == null || !day.isAfter(validUntil));
    }

    public Optional<TimeLimit> limit(String clock) {
        return limits.stream().filter(each -> each.clock().equals(clock)).findFirst();
    }

    /** The same with another checklist. */
    public Matter with(Checklist other) {
        return with(validUntil, other);
    }

    /** The same with another last day. */
    public Matter until(@Nullable LocalDate last) {
        return with(last, checklist);
    }

    private Matter with(@Nullable LocalDate last, Checklist other) {
        return new Matter(
                id,
                title,
                remit,
                lead,
                helping,
                basis,
                process,
                subject,
                ruleSets,
                opensPerDay,
                secret,
                validFrom,
                last,
                limits,
                other);
    }
}
