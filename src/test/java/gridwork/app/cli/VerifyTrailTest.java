package gridwork.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.platform.Sha256;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as it is typed, on a database of its own whose chain is made here by hand. */
class VerifyTrailTest {
    @TempDir
    Path data;

    @Test
    void what_somebody_changed_in_the_database_is_named_and_the_exit_code_says_so() throws Exception {
        Typed empty = Typed.at(data, "verify-trail");
        assertThat(empty.code()).as(empty.out()).isZero();

        String first = Sha256.of(
                "[5,1,\"" + "0".repeat(64) + "\",\"2025-01-01T01:02:03Z\",null,\"opened\",\"program\",\"{}\"]");
        String second = Sha256.of("[5,2,\"" + first
                + "\",\"2025-01-02T01:02:03.000004Z\",\"zhang\",\"closed\",\"page\",\"{\\\"a\\\":1}\"]");
        Typed.sql(
                data,
                "insert into street_case (id, matter, subject_id, cause, state, opened_at, secret, details, version)"
                        + " values (5, 'm', 1, 'c', 'open', timestamp '2025-01-01 00:00:00', 0, '{}', 1)",
                "insert into case_trail (id, case_id, happened_at, who, what, came_by, content, seq, hash) values"
                        + " (51, 5, timestamp '2025-01-01 01:02:03', null, 'opened', 'program', '{}', 1, '" + first
                        + "'), (52, 5, timestamp '2025-01-02 01:02:03.000004', 'zhang', 'closed', 'page', '{\"a\":1}', 2, '"
                        + second + "')",
                "insert into case_trail_head (case_id, length, hash, unsealed) values (5, 2, '" + second + "', 1)");
        Typed well = Typed.at(data, "verify-trail", "--json", "--case", "5");
        assertThat(well.code()).as(well.out()).isZero();
        assertThat(well.out()).contains("\"ok\" : true").contains("\"entries\" : 2");

        Typed.sql(data, "update case_trail set who = 'li' where id = 52");
        Typed changed = Typed.at(data, "verify-trail");
        assertThat(changed.code()).as(changed.out()).isEqualTo(1);
        assertThat(changed.out()).contains("案件 5：第 2 条记录的内容与写入时不符");

        assertThat(Typed.at(data, "verify-trail", "--case", "6").code())
                .as("a case that is not there")
                .isEqualTo(2);
        assertThat(Typed.at(data, "verify-trail", "--seal", "ab").out()).contains("没有封存值为 ab 的封存");
    }
}
