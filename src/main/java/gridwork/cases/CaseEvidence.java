package gridwork.cases;

import gridwork.evidence.EvidenceReaders;
import gridwork.platform.Ids;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Files of a case: seen by whoever may see the case, added by whoever has an open task in it. */
@Component
class CaseEvidence implements EvidenceReaders {
    private final Cases cases;
    private final CaseReaders readers;

    CaseEvidence(Cases cases, CaseReaders readers) {
        this.cases = cases;
        this.readers = readers;
    }

    @Override
    public boolean owns(String about) {
        return Ids.after(Case.ABOUT, about).isPresent();
    }

    @Override
    public boolean mayRead(String about, String officer) {
        return find(about)
                .filter(each -> readers.mayRead(each, cases.openTasks(each.id())))
                .isPresent();
    }

    @Override
    public boolean mayAdd(String about, String officer) {
        return find(about).stream()
                .flatMap(each -> cases.openTasks(each.id()).stream())
                .anyMatch(readers::mayDo);
    }

    private Optional<Case> find(String about) {
        return Ids.after(Case.ABOUT, about).map(CaseId::new).flatMap(cases::find);
    }
}
