package gridwork.cases.application;

import gridwork.cases.Case;
import gridwork.cases.CaseReaders;
import gridwork.cases.Cases;
import gridwork.evidence.EvidenceReaders;
import gridwork.platform.Ids;
import org.springframework.stereotype.Component;

/** An application's documents: read by whoever may read its case or decides a part of it; added by its applicant alone. */
@Component
class ApplicationEvidence implements EvidenceReaders {
    private final StoredApplications stored;
    private final Cases cases;
    private final CaseReaders readers;

    ApplicationEvidence(StoredApplications stored, Cases cases, CaseReaders readers) {
        this.stored = stored;
        this.cases = cases;
        this.readers = readers;
    }

    @Override
    public boolean owns(String about) {
        return Ids.after(Application.ABOUT, about).isPresent();
    }

    @Override
    public boolean mayRead(String about, String officer) {
        return Ids.after(Application.ABOUT, about)
                .flatMap(stored::find)
                .map(Application::of)
                .flatMap(cases::find)
                .filter(of -> mayRead(of) || cases.cameFrom(of.id()).stream().anyMatch(this::mayRead))
                .isPresent();
    }

    private boolean mayRead(Case of) {
        return readers.mayRead(of, cases.openTasks(of.id()));
    }

    @Override
    public boolean mayAdd(String about, String officer) {
        return false;
    }
}
