package gridwork.cases.application;

import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Label;
import gridwork.platform.StreetClock;
import gridwork.street.Jurisdiction;
import gridwork.street.Matter;
import gridwork.street.Matters;
import gridwork.street.Officer;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The register of permits (许可台账), as far as its reader may see, and what can be done with one of them. */
@Component("permitDesk")
public class PermitDesk {
    private final StoredPermits stored;
    private final Revocations revocations;
    private final CaseBook book;
    private final Subjects subjects;
    private final Matters matters;
    private final Officers officers;
    private final Jurisdiction jurisdiction;
    private final StreetClock clock;

    PermitDesk(
            StoredPermits stored,
            Revocations revocations,
            CaseBook book,
            Subjects subjects,
            Matters matters,
            Officers officers,
            Jurisdiction jurisdiction,
            StreetClock clock) {
        this.stored = stored;
        this.revocations = revocations;
        this.book = book;
        this.subjects = subjects;
        this.matters = matters;
        this.officers = officers;
        this.jurisdiction = jurisdiction;
        this.clock = clock;
    }

    /** @param asked whether somebody has to look whether it is to be revoked */
    public record Row(
            Permit permit,
            String state,
            Label matter,
            @Nullable Subject holder,
            boolean asked) {}

    public record Page(List<Row> rows, long total) {}

    /** One look at whether it is to be revoked. */
    public record Look(
            Revocation revocation,
            Label ground,
            String askedBy,
            ZonedDateTime asked,
            @Nullable String decidedBy,
            @Nullable ZonedDateTime decided,
            boolean mine) {}

    /**
     * @param grounds on which the reader may ask for its revocation; empty = not now
     * @param looks in the order in which they were asked for
     */
    public record Shown(
            Permit permit, String state, List<ApplicationForm.Ground> grounds, LocalDate first, List<Look> looks) {}

    /**
     * @param text part of its number, of what is permitted or of the place; empty = all
     * @param state {@code asked}, {@code good} or {@code over}; anything else = all
     */
    public Page page(String text, String state, int from, int size) {
        StoredPermits.Found found = stored.page(jurisdiction.reach(), text, state, clock.today(), from, size);
        Map<CaseId, Case> cases =
                book.find(found.permits().stream().map(Permit::of).toList());
        Map<SubjectId, Subject> holders =
                subjects.find(cases.values().stream().map(Case::subject).collect(Collectors.toSet()));
        return new Page(
                found.permits().stream()
                        .map(each -> new Row(
                                each,
                                each.state(clock.today()),
                                title(each),
                                Optional.ofNullable(cases.get(each.of()))
                                        .map(of -> holders.get(of.subject()))
                                        .orElse(null),
                                found.asked().contains(each.id())))
                        .toList(),
                found.total());
    }

    private Label title(Permit permit) {
        return matters.find(permit.matter()).map(Matter::title).orElse(new Label(permit.matter(), ""));
    }

    public Optional<Permit> ofCase(CaseId of) {
        return stored.ofCase(of);
    }

    /** For the reader of its case. */
    public Shown shown(Permit permit) {
        Optional<Officer> reader = jurisdiction.officer();
        List<Revocation> looks = revocations.of(permit);
        Map<OfficerId, String> names = looks.isEmpty()
                ? Map.of()
                : officers.all().stream().collect(Collectors.toMap(Officer::id, Officer::name));
        return new Shown(
                permit,
                permit.state(clock.today()),
                reader.filter(each -> revocations.mayAsk(permit, each))
                        .map(each -> revocations.grounds(permit))
                        .orElse(List.of()),
                clock.today(),
                looks.stream().map(each -> look(permit, each, reader, names)).toList());
    }

    /** The title of the ground on which a permit was revoked. */
    public Label ground(Permit permit, String ground) {
        return revocations.ground(permit, ground);
    }

    private Look look(Permit permit, Revocation each, Optional<Officer> reader, Map<OfficerId, String> names) {
        return new Look(
                each,
                ground(permit, each.ground()),
                name(names, each.askedBy()),
                each.askedAt().atZone(clock.zone()),
                Optional.ofNullable(each.decidedBy()).map(by -> name(names, by)).orElse(null),
                Optional.ofNullable(each.decidedAt())
                        .map(at -> at.atZone(clock.zone()))
                        .orElse(null),
                each.state() == Revocation.State.ASKED
                        && reader.filter(officer -> revocations.mayConfirm(each, officer))
                                .isPresent());
    }

    private static String name(Map<OfficerId, String> names, OfficerId officer) {
        return names.getOrDefault(officer, officer.value());
    }
}
