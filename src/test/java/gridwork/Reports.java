package gridwork;

import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import gridwork.signals.cloudevents.SignalKeys;
import gridwork.signals.cloudevents.WorkOffSignals;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** What other offices and residents report of subjects of the tests' own, sent as signals. */
@Lazy
public class Reports {
    private final SignalKeys keys;
    private final WorkOffSignals signals;
    private final Subjects subjects;
    private final Work work;
    private final Environment environment;
    private @Nullable Sender own;

    Reports(SignalKeys keys, WorkOffSignals signals, Subjects subjects, Work work, Environment environment) {
        this.keys = keys;
        this.signals = signals;
        this.subjects = subjects;
        this.work = work;
        this.environment = environment;
    }

    /** A platform with a source of its own. */
    public Sender sender() {
        return new Sender(environment.getRequiredProperty("local.server.port", Integer.class), keys, signals);
    }

    public SubjectRef register(String kind, String name) {
        return register(kind, new SubjectDetails(name, null, null, null, null, null));
    }

    public SubjectRef register(String kind, SubjectDetails details) {
        var ref = new SubjectRef(kind, "R" + Ids.next());
        work.run(() -> subjects.register(Map.of(ref, details)));
        return ref;
    }

    public void tell(SubjectRef subject, String kind, LocalDate on, Map<String, Object> data) {
        if (own == null) {
            own = sender();
        }
        own.send(new Sender.Signal("r" + Ids.next(), kind, subject, on + "T09:00:00+08:00", data));
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
