package gridwork.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridwork.GridworkTest;
import gridwork.platform.Refused;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@GridworkTest
class EngineSchemaTest {
    @Autowired
    ManagementService management;

    @Autowired
    AuthorizationService authorizations;

    @Autowired
    FilterService filters;

    @Autowired
    RuntimeService processes;

    @Autowired
    JdbcClient jdbc;

    @Test
    void the_engine_finds_its_tables_at_its_own_version() {
        assertThat(jdbc.sql("select VERSION_ from ACT_GE_SCHEMA_LOG")
                        .query(String.class)
                        .list())
                .contains("7.24.0");
        assertThat(management.getTableCount()).containsKeys("ACT_RU_TASK", "ACT_HI_PROCINST", "ACT_RU_AUTHORIZATION");
    }

    @Test
    void everybody_may_open_the_tasklist_and_its_lists() {
        assertThat(authorizations
                        .createAuthorizationQuery()
                        .userIdIn("*")
                        .resourceId("tasklist")
                        .count())
                .isEqualTo(1);
        assertThat(filters.createFilterQuery().count()).isEqualTo(4);
    }

    @Test
    void nobody_is_denied_a_right_that_its_duties_give() {
        Authorization denied = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_REVOKE);
        denied.setUserId("somebody");
        denied.setResource(Resources.APPLICATION);
        denied.setResourceId("tasklist");
        denied.removePermission(Permissions.ACCESS);

        assertThatThrownBy(() -> authorizations.saveAuthorization(denied))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("right-taken-back"));
        assertThat(authorizations
                        .createAuthorizationQuery()
                        .authorizationType(Authorization.AUTH_TYPE_REVOKE)
                        .count())
                .isZero();
    }
}
