package gridwork.street;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridwork.GridworkTest;
import gridwork.platform.Refused;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@GridworkTest
class AccountsTest {
    @Autowired
    Accounts accounts;

    @Autowired
    Officers officers;

    @Autowired
    Areas areas;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void a_street_with_a_community_and_a_grid() {
        street(areas);
        areas.put(new Area(new AreaId("acc-c1"), Area.Kind.COMMUNITY, "甲社区", new AreaId("street")));
        areas.put(new Area(new AreaId("acc-c1-g1"), Area.Kind.GRID, "一网格", new AreaId("acc-c1")));
        areas.put(new Area(new AreaId("acc-dept"), Area.Kind.DEPARTMENT, "某部门", new AreaId("street")));
    }

    static void street(Areas areas) {
        if (areas.find(new AreaId("street")).isEmpty()) {
            areas.put(new Area(new AreaId("street"), Area.Kind.STREET, "测试街道", null));
        }
    }

    @Test
    void an_officer_holds_the_duties_given_and_only_the_active_are_found_by_duty() {
        var id = new OfficerId("acc-inspector");
        accounts.create(id, "检查员𠮷", Set.of(new Duty("inspector", "acc-dept")), "test");

        assertThat(officers.find(id).orElseThrow().name()).isEqualTo("检查员𠮷");
        assertThat(officers.with(new Duty("inspector", "acc-dept")))
                .extracting(Officer::id)
                .contains(id);
        assertThat(officers.groups()).contains("inspector@acc-dept", "grid-worker@acc-c1-g1");

        accounts.deactivate(id, "test");
        assertThat(officers.with(new Duty("inspector", "acc-dept")))
                .extracting(Officer::id)
                .doesNotContain(id);
        assertThat(accounts.log(id, 10))
                .extracting(Accounts.Change::act)
                .contains("created", "duties-changed", "deactivated");
    }

    @Test
    void a_duty_in_the_wrong_kind_of_area_is_refused_and_leaves_no_account() {
        var id = new OfficerId("acc-wrong");
        assertThatThrownBy(() -> accounts.create(id, "某人", Set.of(new Duty("grid-worker", "street")), "test"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("duty-impossible"));
        assertThat(officers.find(id)).isEmpty();
    }

    @Test
    void a_password_is_kept_as_a_hash_that_names_its_algorithm_and_never_logged() {
        var id = new OfficerId("acc-hash");
        String oneTime = accounts.create(id, "某人", Set.of(), "test");
        String hash = jdbc.sql("select password_hash from officer where id = 'acc-hash'")
                .query(String.class)
                .single();
        assertThat(hash).startsWith("{bcrypt}").doesNotContain(oneTime);
        assertThat(accounts.log(id, 10)).extracting(Accounts.Change::detail).noneMatch(it -> it.contains(oneTime));
        assertThat(accounts.state(id).orElseThrow().mustChangePassword()).isTrue();

        accounts.changeOwnPassword(id, oneTime, "桥东 correct horse");
        assertThat(accounts.state(id).orElseThrow().mustChangePassword()).isFalse();
    }

    @Test
    void a_weak_password_is_refused() {
        var id = new OfficerId("acc-weak");
        String oneTime = accounts.create(id, "某人", Set.of(), "test");
        for (String weak : List.of("short", "aaaaaaaaaaaaaaaa", "my-acc-weak-word", oneTime, "长".repeat(30))) {
            assertThatThrownBy(() -> accounts.changeOwnPassword(id, oneTime, weak))
                    .as(weak)
                    .isInstanceOf(Refused.class);
        }
    }

    @Test
    void a_stated_conflict_holds_until_it_is_withdrawn() {
        var id = new OfficerId("acc-conflict");
        accounts.create(id, "某人", Set.of(), "test");
        accounts.stateConflict(id, "site/工地 7", "亲属在该工地任职", "admin");
        assertThat(officers.conflicts(id)).containsExactly("site/工地 7");

        accounts.withdrawConflict(id, "site/工地 7", "admin");
        assertThat(officers.conflicts(id)).isEmpty();
        assertThat(accounts.log(id, 10))
                .extracting(Accounts.Change::act)
                .contains("conflict-stated", "conflict-withdrawn");
    }

    @Test
    void the_tree_goes_down_from_the_street_and_a_grid_needs_a_community() {
        assertThat(areas.within(new AreaId("acc-c1")))
                .containsExactlyInAnyOrder(new AreaId("acc-c1"), new AreaId("acc-c1-g1"));
        assertThat(areas.within(new AreaId("street"))).contains(new AreaId("acc-c1-g1"), new AreaId("acc-dept"));
        List<AreaId> all = areas.all().stream().map(Area::id).toList();
        assertThat(all.indexOf(new AreaId("acc-c1-g1"))).isEqualTo(all.indexOf(new AreaId("acc-c1")) + 1);
        assertThatThrownBy(() -> areas.put(new Area(new AreaId("acc-g9"), Area.Kind.GRID, "无主", new AreaId("street"))))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> areas.put(new Area(new AreaId("second"), Area.Kind.STREET, "又一个", null)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void the_last_administrator_stays() {
        var last = new OfficerId("acc-last");
        accounts.create(last, "管理员", Set.of(new Duty("administrator", "street")), "test");
        List<OfficerId> others = officers.with(new Duty("administrator", "street")).stream()
                .map(Officer::id)
                .filter(id -> !id.equals(last))
                .toList();
        others.forEach(id -> accounts.deactivate(id, "test"));
        try {
            assertThatThrownBy(() -> accounts.deactivate(last, "test"))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo("last-administrator"));
            assertThatThrownBy(() -> accounts.setDuties(last, Set.of(), "test")).isInstanceOf(Refused.class);
            assertThat(officers.find(last).orElseThrow().active()).isTrue();
        } finally {
            others.forEach(id -> accounts.reactivate(id, "test"));
        }
    }
}
