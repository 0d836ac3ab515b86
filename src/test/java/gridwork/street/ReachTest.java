package gridwork.street;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.platform.Label;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReachTest {
    private static final AreaId HERE = new AreaId("here");
    private static final AreaId THERE = new AreaId("there");
    private static final Matter SITES = matter("sites", "site");
    private static final Matter SHOPS = matter("shops", "merchant");
    private static final Reach GRID_AND_DEPARTMENT = new Reach(List.of(
            new Reach.Part(Set.of(HERE), null), new Reach.Part(null, Set.of(SITES)), new Reach.Part(null, Set.of())));

    private static Matter matter(String id, String subject) {
        return new Matter(
                id,
                new Label(id, id),
                "",
                new AreaId("dept"),
                Set.of(),
                List.of(),
                id,
                subject,
                Set.of(),
                1,
                false,
                null,
                null,
                List.of(),
                Checklist.NONE);
    }

    @Test
    void a_grid_and_a_department_together_reach_what_each_reaches_alone() {
        assertThat(GRID_AND_DEPARTMENT.covers("merchant", HERE)).isTrue();
        assertThat(GRID_AND_DEPARTMENT.covers("site", THERE)).isTrue();
        assertThat(GRID_AND_DEPARTMENT.covers("site", null)).isTrue();
        assertThat(GRID_AND_DEPARTMENT.covers("merchant", THERE)).isFalse();
        assertThat(GRID_AND_DEPARTMENT.covers("merchant", null)).isFalse();
        assertThat(GRID_AND_DEPARTMENT.covers(SHOPS, HERE)).isTrue();
        assertThat(GRID_AND_DEPARTMENT.covers(SITES, THERE)).isTrue();
        assertThat(GRID_AND_DEPARTMENT.covers(SHOPS, THERE)).isFalse();
        assertThat(GRID_AND_DEPARTMENT.covers(SHOPS, null)).isFalse();
    }

    @Test
    void the_database_is_asked_the_same_question() {
        Map<String, Object> parameters = new HashMap<>();
        assertThat(GRID_AND_DEPARTMENT.ofCases(parameters))
                .isEqualTo("(area in (:reachAreas0) or matter in (:reachOf1))");
        assertThat(parameters).containsEntry("reachAreas0", List.of("here")).containsEntry("reachOf1", Set.of("sites"));
        assertThat(Reach.EVERYTHING.ofSubjects(parameters)).isEqualTo("(1 = 1)");
    }

    @Test
    void who_has_no_duty_or_only_one_without_matters_reaches_nothing() {
        for (Reach none : List.of(Reach.NOTHING, new Reach(List.of(new Reach.Part(null, Set.of()))))) {
            assertThat(none.ofSubjects(new HashMap<>())).isEqualTo("1 = 0");
            assertThat(none.covers("site", HERE)).isFalse();
            assertThat(none.covers("site", null)).isFalse();
            assertThat(none.covers(SITES, HERE)).isFalse();
            assertThat(none.touches("site")).isFalse();
            assertThat(none.touches(HERE)).isFalse();
        }
    }
}
