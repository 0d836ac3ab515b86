package gridwork.cases.appeal;

import gridwork.cases.CaseReaders;
import gridwork.cases.Cases;
import gridwork.evidence.EvidenceReaders;
import gridwork.platform.Ids;
import org.springframework.stereotype.Component;

/** A reply's files: read by whoever may read its case; added by whoever replies alone. */
@Component
class ReplyEvidence implements EvidenceReaders {
    private final StoredReplies stored;
    private final Cases cases;
    private final CaseReaders readers;

    ReplyEvidence(StoredReplies stored, Cases cases, CaseReaders readers) {
        this.stored = stored;
        this.cases = cases;
        this.readers = readers;
    }

    @Override
    public boolean owns(String about) {
        return Ids.after(Reply.ABOUT, about).isPresent();
    }

    @Override
    public boolean mayRead(String about, String officer) {
        return Ids.after(Reply.ABOUT, about)
                .flatMap(stored::find)
                .map(Reply::of)
                .flatMap(cases::find)
                .filter(of -> readers.mayRead(of, cases.openTasks(of.id())))
                .isPresent();
    }

    @Override
    public boolean mayAdd(String about, String officer) {
        return false;
    }
}
