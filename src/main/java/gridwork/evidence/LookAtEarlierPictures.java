package gridwork.evidence;

import gridwork.platform.DailyWork;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** Pictures that came before looks were kept are looked at in the night, a few in a transaction. */
@Component
class LookAtEarlierPictures implements DailyWork {
    private static final int FEW = 20;
    private static final int EDGE = 256;
    private final StoredLooks looks;
    private final EvidenceFiles files;
    private final Work work;

    LookAtEarlierPictures(StoredLooks looks, EvidenceFiles files, Work work) {
        this.looks = looks;
        this.files = files;
        this.work = work;
    }

    @Override
    public String name() {
        return "picture-looks";
    }

    @Override
    public int order() {
        return 950;
    }

    @Override
    public void run(LocalDate day) {
        for (List<EvidenceId> next = looks.without(FEW); !next.isEmpty(); next = looks.without(FEW)) {
            List<EvidenceId> few = next;
            work.run(() -> few.forEach(each -> looks.add(each, look(each))));
        }
    }

    private OptionalLong look(EvidenceId id) {
        try {
            return files.content(id)
                    .map(each -> Looks.of(Pictures.read(each, EDGE)))
                    .orElseGet(OptionalLong::empty);
        } catch (Refused broken) {
            return OptionalLong.empty(); // it was taken in by an earlier, more lenient version
        }
    }
}
