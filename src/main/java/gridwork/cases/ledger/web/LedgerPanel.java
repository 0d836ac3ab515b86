package gridwork.cases.ledger.web;

import gridwork.cases.ledger.ReadLedger;
import gridwork.cases.opening.WaitingCases;
import gridwork.cases.plan.PlanOverQuota;
import gridwork.facts.Subject;
import gridwork.platform.Label;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.street.Jurisdiction;
import gridwork.street.Matter;
import gridwork.street.Matters;
import gridwork.street.Officer;
import gridwork.street.Roles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A subject's ledger on its page; who may let a check go over a quota is said in {@code street/roles.yaml}. */
@Component("ledgerPanel")
public class LedgerPanel {
    private static final String GO_OVER = "go-over-quota";
    private final ReadLedger ledger;
    private final WaitingCases waiting;
    private final PlanOverQuota plan;
    private final Matters matters;
    private final Jurisdiction jurisdiction;
    private final Roles roles;
    private final StreetClock clock;

    LedgerPanel(
            ReadLedger ledger,
            WaitingCases waiting,
            PlanOverQuota plan,
            Matters matters,
            Jurisdiction jurisdiction,
            Roles roles,
            StreetClock clock) {
        this.ledger = ledger;
        this.waiting = waiting;
        this.plan = plan;
        this.matters = matters;
        this.jurisdiction = jurisdiction;
        this.roles = roles;
        this.clock = clock;
    }

    /**
     * @param id of what waits, or of the planned check
     * @param planned whether it is a check of the plan
     * @param department whose quota it would go over
     */
    public record Held(long id, boolean planned, Label matter, String department) {}

    /**
     * @param held what would go over a quota and waits for a reason
     * @param mayGoOver whether the reader may give one
     */
    public record Shown(ReadLedger.Year year, List<Held> held, boolean mayGoOver) {
        /** Nothing to show: kinds of subject that nobody checks on site. */
        public boolean isEmpty() {
            return year.departments().isEmpty() && year.years().size() < 2 && held.isEmpty();
        }
    }

    /** @param asked the year, as the address has it; null or nonsense = this one */
    public Shown of(Subject subject, @Nullable Object asked) {
        return new Shown(
                ledger.of(subject, year(asked)), held(subject), allowed(subject).isPresent());
    }

    private List<Held> held(Subject subject) {
        List<Held> held = new ArrayList<>();
        for (WaitingCases.Held each : waiting.held(subject.id())) {
            seen(each.wanted().matter(), subject)
                    .ifPresent(matter -> held.add(new Held(each.id(), false, matter.title(), ledger.name(each.by()))));
        }
        for (PlanOverQuota.Held each : plan.of(subject.id())) {
            seen(each.matter(), subject)
                    .ifPresent(matter -> held.add(new Held(
                            each.id(),
                            true,
                            matter.title(),
                            ledger.name(matter.lead().value()))));
        }
        return held;
    }

    /** The signed-in officer, who may let this one go over the quota and sees that it waits; else it is refused. */
    Officer mustBeAllowed(Subject subject, long waiting, boolean planned) {
        Officer officer = allowed(subject).orElseThrow(() -> new Refused("over-quota-not-yours"));
        if (held(subject).stream().noneMatch(each -> each.id() == waiting && each.planned() == planned)) {
            throw new Refused("over-quota-gone");
        }
        return officer;
    }

    private Optional<Matter> seen(String matter, Subject subject) {
        return matters.find(matter).filter(each -> jurisdiction.reach().covers(each, subject.area()));
    }

    /** The year that an address asks for; this one where it names none. */
    int year(@Nullable Object asked) {
        String said = asked instanceof String[] several && several.length > 0 ? several[0] : String.valueOf(asked);
        return said.matches("20\\d\\d") ? Integer.parseInt(said) : clock.today().getYear();
    }

    private Optional<Officer> allowed(Subject subject) {
        return jurisdiction
                .officer()
                .filter(each -> roles.may(each, GO_OVER))
                .filter(each -> jurisdiction.reach().covers(subject.ref().kind(), subject.area()));
    }
}
