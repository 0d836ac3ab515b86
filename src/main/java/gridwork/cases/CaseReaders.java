package gridwork.cases;

import gridwork.street.AreaId;
import gridwork.street.Jurisdiction;
import gridwork.street.Matter;
import gridwork.street.Matters;
import gridwork.street.Officer;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may see a case: the officers named for it, and whoever answers for its area and its matter. */
@Component
public class CaseReaders {
    private final StoredCases cases;
    private final Jurisdiction jurisdiction;
    private final Matters matters;

    CaseReaders(StoredCases cases, Jurisdiction jurisdiction, Matters matters) {
        this.cases = cases;
        this.jurisdiction = jurisdiction;
        this.matters = matters;
    }

    public boolean mayRead(Case of) {
        return named(of)
                || (!of.secret()
                        && jurisdiction.covers(of.area())
                        && matters.find(of.matter()).map(jurisdiction::covers).orElse(false));
    }

    /** Whether the signed-in officer may work on a task: its own, or one of its groups that nobody has taken on. */
    public boolean mayDo(OpenTask task) {
        return jurisdiction
                .officer()
                .filter(officer -> task.assignee() != null
                        ? task.assignee().equals(officer.id().value())
                        : officer.duties().stream()
                                .anyMatch(duty -> task.groups().contains(duty.group())))
                .isPresent();
    }

    private boolean named(Case of) {
        Optional<String> reader = jurisdiction.officer().map(Officer::id).map(id -> id.value());
        return reader.isPresent()
                && (cases.officers(of.id()).contains(reader.get())
                        || (of.parent() != null && cases.officers(of.parent()).contains(reader.get())));
    }

    /** The areas of which the signed-in officer may see cases; null = all. */
    public @Nullable Set<AreaId> areas() {
        return jurisdiction.areas().orElse(null);
    }

    /** The matters whose cases the signed-in officer may see. */
    public Set<String> matters() {
        return matters.all().stream()
                .filter(jurisdiction::covers)
                .map(Matter::id)
                .collect(Collectors.toSet());
    }
}
