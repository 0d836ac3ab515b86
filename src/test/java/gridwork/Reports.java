package gridwork;

import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What other offices report of enterprises and buildings, sent as signals. */
public final class Reports {
    private final Sender sender;
    private final Subjects subjects;
    private final Work work;

    public Reports(Sender sender, Subjects subjects, Work work) {
        this.sender = sender;
        this.subjects = subjects;
        this.work = work;
    }

    public SubjectRef register(String kind, String name) {
        var ref = new SubjectRef(kind, "R" + Ids.next());
        work.run(() -> subjects.register(Map.of(ref, new SubjectDetails(name, null, null, null, null, null))));
        return ref;
    }

    public void tell(SubjectRef subject, String kind, LocalDate on, Map<String, Object> data) {
        sender.send(new Sender.Signal("r" + Ids.next(), kind, subject, on + "T09:00:00+08:00", data));
    }

    /** A report for each month from one on; a month without a number has none. */
    public void months(SubjectRef subject, String kind, LocalDate first, @Nullable Integer... amounts) {
        LocalDate month = first;
        for (Integer each : amounts) {
            if (each != null) {
                tell(subject, kind, month.plusMonths(1).minusDays(1), Map.of("amount", new BigDecimal(each)));
            }
            month = month.plusMonths(1);
        }
    }
}
