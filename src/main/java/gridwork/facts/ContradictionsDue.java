package gridwork.facts;

import gridwork.platform.DailyWork;
import gridwork.platform.Work;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** By night the contradictions are told anew of whoever is noted for it, some at a time. */
@Component
class ContradictionsDue implements DailyWork {
    private static final int CHUNK = 200;
    private final JdbcClient jdbc;
    private final StoredContradictions contradictions;
    private final Subjects subjects;
    private final Work work;

    ContradictionsDue(JdbcClient jdbc, StoredContradictions contradictions, Subjects subjects, Work work) {
        this.jdbc = jdbc;
        this.contradictions = contradictions;
        this.subjects = subjects;
        this.work = work;
    }

    @Override
    public String name() {
        return "contradictions";
    }

    @Override
    public int order() {
        return 50;
    }

    @Override
    public void run(LocalDate day) {
        for (List<SubjectId> some = some(); !some.isEmpty(); some = some()) {
            List<SubjectId> these = some;
            work.run(() -> {
                subjects.lock(these);
                contradictions.list(new HashSet<>(these), null);
                jdbc.sql("delete from contradiction_due where subject_id in (:ids)")
                        .param("ids", these.stream().map(SubjectId::value).toList())
                        .update();
            });
        }
    }

    private List<SubjectId> some() {
        return jdbc.sql("select subject_id from contradiction_due order by subject_id limit :some")
                .param("some", CHUNK)
                .query((row, number) -> new SubjectId(row.getLong(1)))
                .list();
    }
}
