package gridwork.cases.own;

import gridwork.facts.Subject;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.street.Jurisdiction;
import gridwork.street.Officer;
import gridwork.street.Officers;
import gridwork.street.Roles;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The codes of a subject, for officers who may hand them over: {@code give-own-code} in {@code street/roles.yaml}. */
@Component("ownPanel")
public class OwnPanel {
    private static final String GIVE = "give-own-code";
    private final OwnCodes codes;
    private final Officers officers;
    private final Jurisdiction jurisdiction;
    private final Roles roles;
    private final StreetClock clock;

    OwnPanel(OwnCodes codes, Officers officers, Jurisdiction jurisdiction, Roles roles, StreetClock clock) {
        this.codes = codes;
        this.officers = officers;
        this.jurisdiction = jurisdiction;
        this.roles = roles;
        this.clock = clock;
    }

    /** @param state see {@link OwnCode#state} */
    public record Row(
            String state,
            ZonedDateTime issued,
            String by,
            LocalDate expiresOn,
            @Nullable ZonedDateTime ended,
            @Nullable String endedBy,
            @Nullable String reason) {}

    public record Shown(List<Row> rows, boolean good, LocalDate usualEnd, LocalDate lastEnd, LocalDate today) {}

    /** Empty = the reader may not hand codes over. */
    public Optional<Shown> of(Subject subject) {
        return giver(subject).map(may -> shown(codes.of(subject.id())));
    }

    /** The signed-in officer, who may; else it is refused. */
    public Officer mustGive(Subject subject) {
        return giver(subject).orElseThrow(() -> new Refused("own-code-not-yours"));
    }

    private Optional<Officer> giver(Subject subject) {
        return jurisdiction
                .officer()
                .filter(each -> roles.may(each, GIVE))
                .filter(each -> jurisdiction.reach().covers(subject.ref().kind(), subject.area()));
    }

    private Shown shown(List<OwnCode> all) {
        LocalDate today = clock.today();
        Map<String, String> names = officers.all().stream()
                .collect(Collectors.toMap(each -> each.id().value(), Officer::name, (one, other) -> one));
        List<Row> rows = all.stream()
                .map(each -> new Row(
                        each.state(today),
                        each.issuedAt().atZone(clock.zone()),
                        names.getOrDefault(each.issuedBy(), each.issuedBy()),
                        each.expiresOn(),
                        each.endedAt() == null ? null : each.endedAt().atZone(clock.zone()),
                        each.endedBy() == null ? null : names.getOrDefault(each.endedBy(), each.endedBy()),
                        each.reason()))
                .toList();
        return new Shown(
                rows,
                rows.stream().anyMatch(each -> each.state().equals("good")),
                codes.usualEnd(),
                codes.lastEnd(),
                today);
    }
}
