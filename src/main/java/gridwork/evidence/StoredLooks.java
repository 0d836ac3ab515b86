package gridwork.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What pictures look like, each in four bands with an index: alike ones are found without looking at all there are. */
@Repository
class StoredLooks {
    private static final int BANDS = 4;
    private static final int MOST = 20_000;
    private final JdbcClient jdbc;

    StoredLooks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param look empty = it shows nothing, and is like no other */
    void add(EvidenceId id, OptionalLong look) {
        jdbc.sql("""
                        insert into evidence_look(evidence_id, look, band_0, band_1, band_2, band_3)
                        values (:id, :look, :band0, :band1, :band2, :band3)
                        """)
                .param("id", id.value())
                .param("look", look.isEmpty() ? null : look.getAsLong())
                .param("band0", band(look, 0))
                .param("band1", band(look, 1))
                .param("band2", band(look, 2))
                .param("band3", band(look, 3))
                .update();
    }

    private static @Nullable Integer band(OptionalLong look, int which) {
        return look.isEmpty() ? null : Looks.band(look.getAsLong(), which);
    }

    /** Pictures from before looks were kept, oldest first. */
    List<EvidenceId> without(int most) {
        return jdbc.sql("""
                        select e.id from evidence e left join evidence_look l on l.evidence_id = e.id
                        where l.evidence_id is null and e.media_type like 'image/%' order by e.id limit :most
                        """)
                .param("most", most)
                .query((row, at) -> new EvidenceId(row.getLong("id")))
                .list();
    }

    private record Look(EvidenceId of, long look) {}

    /** @param bits in how many they may differ; 0 = nothing is alike */
    Map<EvidenceId, Set<EvidenceId>> alike(Collection<Evidence> files, int bits) {
        List<Look> asked =
                bits == 0 ? List.of() : looks(files.stream().map(Evidence::id).toList());
        Map<EvidenceId, Set<EvidenceId>> all = new HashMap<>();
        if (!asked.isEmpty()) {
            List<Look> near = near(asked, bits);
            for (Look each : asked) {
                near.stream()
                        .filter(other -> Looks.distance(each.look(), other.look()) <= bits)
                        .forEach(other -> all.computeIfAbsent(each.of(), none -> new HashSet<>())
                                .add(other.of()));
            }
        }
        return all;
    }

    private List<Look> looks(List<EvidenceId> ids) {
        return jdbc.sql("select evidence_id, look from evidence_look where evidence_id in (:ids) and look is not null")
                .param("ids", ids.stream().map(EvidenceId::value).toList())
                .query((row, at) -> new Look(new EvidenceId(row.getLong("evidence_id")), row.getLong("look")))
                .list();
    }

    /** A question per band, so that each goes by its index whatever the database. */
    private List<Look> near(List<Look> asked, int bits) {
        List<Look> all = new ArrayList<>();
        for (int band = 0; band < BANDS; band++) {
            Set<Integer> values = new TreeSet<>();
            for (Look each : asked) {
                values.addAll(Looks.near(each.look(), band, bits));
            }
            jdbc.sql(
                            "select evidence_id, look from evidence_look where band_%d in (:values) order by evidence_id desc limit %d"
                                    .formatted(band, MOST))
                    .param("values", values)
                    .query((RowCallbackHandler)
                            row -> all.add(new Look(new EvidenceId(row.getLong("evidence_id")), row.getLong("look"))));
        }
        return all;
    }
}
