package gridwork.cases.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Label;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.street.Officer;
import gridwork.street.Roles;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Permits that an officer revokes (撤销许可): {@code revoke-permit} in {@code street/roles.yaml} asks for it, on a ground of
 * the law; where the process says so, another person with {@code confirm-revocation} looks at it before it counts.
 */
@Component
public class Revocations {
    private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);
    private static final String ASK = "revoke-permit";
    private static final String CONFIRM = "confirm-revocation";
    private static final int LONGEST = 500;
    private final StoredRevocations stored;
    private final Permits permits;
    private final StoredApplications applications;
    private final ApplicationForms forms;
    private final CaseBook book;
    private final Subjects subjects;
    private final Roles roles;
    private final StreetClock clock;
    private final ApplicationEventPublisher events;
    private final Work work;

    Revocations(
            StoredRevocations stored,
            Permits permits,
            StoredApplications applications,
            ApplicationForms forms,
            CaseBook book,
            Subjects subjects,
            Roles roles,
            StreetClock clock,
            ApplicationEventPublisher events,
            Work work) {
        this.stored = stored;
        this.permits = permits;
        this.applications = applications;
        this.forms = forms;
        this.book = book;
        this.subjects = subjects;
        this.roles = roles;
        this.clock = clock;
        this.events = events;
        this.work = work;
    }

    /** In the order in which they were asked for. */
    List<Revocation> of(Permit permit) {
        return stored.of(permit.id());
    }

    /** The one that somebody has to look at; at most one. */
    Optional<Revocation> asked(Permit permit) {
        return of(permit).stream()
                .filter(each -> each.state() == Revocation.State.ASKED)
                .findFirst();
    }

    List<ApplicationForm.Ground> grounds(Permit permit) {
        return revocation(permit).grounds();
    }

    /** The title of a ground; one that the process does not know any more keeps its id. */
    Label ground(Permit permit, String ground) {
        return grounds(permit).stream()
                .filter(each -> each.id().equals(ground))
                .map(ApplicationForm.Ground::title)
                .findFirst()
                .orElse(new Label(ground, ""));
    }

    private ApplicationForm.Revocation revocation(Permit permit) {
        return forms.must(permit.matter()).permit().revocation();
    }

    /** Whether an officer who sees the permit may ask for it now. */
    boolean mayAsk(Permit permit, Officer officer) {
        return roles.may(officer, ASK)
                && permit.revoked() == null
                && permit.holds(clock.today())
                && !grounds(permit).isEmpty()
                && asked(permit).isEmpty();
    }

    /** Whether an officer who sees the permit may look at what somebody else asked for. */
    boolean mayConfirm(Revocation asked, Officer officer) {
        return roles.may(officer, CONFIRM) && !asked.askedBy().equals(officer.id());
    }

    /** @param from the first day on which it is not good any more */
    public void ask(Permit permit, String ground, LocalDate from, String reason, Officer by) {
        if (!roles.may(by, ASK)) {
            throw new Refused("revocation-not-yours");
        }
        if (grounds(permit).stream().noneMatch(each -> each.id().equals(ground))) {
            throw new Refused("revocation-ground");
        }
        String why = checked(reason);
        work.run(() -> {
            Case of = locked(permit);
            Permit now = permits.ofCase(of.id()).orElseThrow();
            mustHold(now);
            if (asked(now).isPresent()) {
                throw new Refused("revocation-asked");
            }
            if (from.isBefore(clock.today()) || from.isAfter(now.validUntil())) {
                throw new Refused("revocation-day", clock.today(), now.validUntil());
            }
            var asked = new Revocation(
                    Ids.next(),
                    now.id(),
                    ground,
                    why,
                    from,
                    by.id(),
                    clock.now(),
                    Revocation.State.ASKED,
                    null,
                    null,
                    null);
            stored.add(asked);
            if (revocation(now).secondLook()) {
                book.trail(of.id(), by.id().value(), "permit-revocation-asked", said(now, asked, asked.from()));
            } else {
                revoke(of, now, asked, by);
            }
        });
        LOG.info(
                "that permit {} be revoked was asked for by {}",
                permit.id(),
                by.id().value());
    }

    /** The second look: it counts from now on, and not from a day that is over. */
    public void confirm(Permit permit, long asked, Officer by) {
        decide(permit, asked, by, (of, now, its) -> {
            mustHold(now);
            revoke(of, now, its, by);
        });
    }

    /** The second look: it does not count, and the permit stays as it is. */
    public void decline(Permit permit, long asked, String reason, Officer by) {
        String why = checked(reason);
        decide(permit, asked, by, (of, now, its) -> {
            decided(stored.decide(its.id(), Revocation.State.DECLINED, its.from(), by.id(), clock.now(), why));
            book.trail(
                    of.id(),
                    by.id().value(),
                    "permit-revocation-declined",
                    book.details().put("description", why));
        });
    }

    private interface Decision {
        void over(Case of, Permit now, Revocation its);
    }

    private void decide(Permit permit, long asked, Officer by, Decision decision) {
        work.run(() -> {
            Case of = locked(permit);
            Permit now = permits.ofCase(of.id()).orElseThrow();
            Revocation its = stored.find(asked)
                    .filter(each -> each.permit() == now.id())
                    .orElseThrow(() -> new Refused("revocation-over"));
            if (its.state() != Revocation.State.ASKED) {
                throw new Refused("revocation-over");
            }
            if (its.askedBy().equals(by.id())) {
                throw new Refused("revocation-same-person");
            }
            if (!roles.may(by, CONFIRM)) {
                throw new Refused("revocation-not-yours");
            }
            decision.over(of, now, its);
        });
    }

    private void revoke(Case of, Permit now, Revocation asked, Officer by) {
        LocalDate from = asked.from().isBefore(clock.today()) ? clock.today() : asked.from();
        decided(stored.decide(asked.id(), Revocation.State.REVOKED, from, by.id(), clock.now(), null));
        permits.revoked(of, now, asked.ground(), from);
        events.publishEvent(new PermitRevoked(
                of.id(),
                applications.ofCase(of.id()).orElseThrow().about(),
                now.id(),
                now.number(),
                from,
                ground(now, asked.ground())));
        book.trail(
                of.id(),
                by.id().value(),
                "permit-revoked",
                said(now, asked, from).put("dueOn", from.toString()));
        LOG.info("permit {} is revoked from {}", now.id(), from);
    }

    private ObjectNode said(Permit permit, Revocation asked, LocalDate from) {
        String ground = ground(permit, asked.ground()).zh();
        return book.details()
                .put("description", permit.number() + "，" + from + "：" + ground + "；" + asked.reason())
                .put("ground", asked.ground());
    }

    private static void decided(boolean done) {
        if (!done) {
            throw new Refused("revocation-over");
        }
    }

    private void mustHold(Permit now) {
        if (now.revoked() != null || !now.holds(clock.today())) {
            throw new Refused("revocation-permit-over");
        }
    }

    private static String checked(String reason) {
        String held = reason.strip();
        if (held.isEmpty()) {
            throw new Refused("reason-missing");
        }
        if (held.length() > LONGEST) {
            throw new Refused("case-reason-long", LONGEST);
        }
        return held;
    }

    private Case locked(Permit permit) {
        Case of = book.get(permit.of());
        subjects.lock(List.of(of.subject()));
        return book.get(permit.of());
    }
}
