package gridwork.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.Gridwork;
import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as it is typed, on a database of its own. */
class RedecideTest {
    @TempDir
    Path data;

    @Test
    void a_replay_says_what_it_looked_at_and_what_differs_and_tells_apart_wrong_use() throws Exception {
        try (House house = House.open(Gridwork.class, data)) {
            var site = new SubjectRef("site", "S1");
            house.get(Work.class).run(() -> {
                house.get(Subjects.class)
                        .register(Map.of(site, new SubjectDetails("一号工地", null, null, null, null, null)));
                house.get(Facts.class)
                        .record(
                                List.of(new NewFact(
                                        site,
                                        "violation",
                                        "no-permit",
                                        house.get(StreetClock.class).now(),
                                        null,
                                        "street",
                                        "v1",
                                        null,
                                        null,
                                        Map.of())),
                                Facts.How.NOW);
            });
        }

        Typed well = Typed.at(data, "redecide --replay --rule-set site-colour");
        assertThat(well.code()).as(well.out()).isZero();
        assertThat(well.out()).contains("重新计算已记录的决定 1 个，1 个一致");
        assertThat(Typed.at(data, "redecide --replay --rule-set merchant-credit")
                        .out())
                .contains("没有已记录的决定可以重新计算", data.toString());
        assertThat(Typed.at(data, "redecide --replay --rule-set no-such-rules").code())
                .isEqualTo(2);
        assertThat(Typed.at(data, "redecide --replay --as-of 31.3.2025").code()).isEqualTo(2);

        assertThat(Typed.sql(data, "update decision set result = 'white' where rule_set = 'site-colour'"))
                .isOne();
        Typed changed = Typed.at(data, "redecide --replay");
        assertThat(changed.code()).as(changed.out()).isEqualTo(1);
        assertThat(changed.out()).contains("记录为 white", "重新计算为 red", "SC-010");
    }
}
