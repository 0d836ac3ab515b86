package gridwork.cases;

import gridwork.evidence.EvidenceReaders;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Files of a case: seen by whoever may see the case, added by whoever has an open task in it. */
@Component
class CaseEvidence implements EvidenceReaders {
    private final Cases cases;
    private final CaseReaders readers;
    private final Officers officers;

    CaseEvidence(Cases cases, CaseReaders readers, Officers officers) {
        this.cases = cases;
        this.readers = readers;
        this.officers = officers;
    }

    @Override
    public boolean owns(String about) {
        return about.matches(Case.ABOUT + "[0-9]{1,19}");
    }

    @Override
    public boolean mayRead(String about, String officer) {
        return find(about).filter(readers::mayRead).isPresent();
    }

    @Override
    public boolean mayAdd(String about, String officer) {
        Set<String> groups = officers.find(new OfficerId(officer)).stream()
                .flatMap(each -> each.duties().stream())
                .map(each -> each.group())
                .collect(Collectors.toSet());
        return find(about).stream()
                .flatMap(each -> cases.openTasks(each.id()).stream())
                .anyMatch(task -> task.assignee() != null
                        ? task.assignee().equals(officer)
                        : task.groups().stream().anyMatch(groups::contains));
    }

    private Optional<Case> find(String about) {
        return cases.find(new CaseId(Long.parseLong(about.substring(Case.ABOUT.length()))));
    }
}
