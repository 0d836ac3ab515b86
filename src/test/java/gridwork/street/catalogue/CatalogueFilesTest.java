package gridwork.street.catalogue;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridwork.GridworkTest;
import gridwork.Staff;
import gridwork.TestClock;
import gridwork.Visitor;
import gridwork.platform.Refused;
import gridwork.platform.TableFile;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Matter;
import gridwork.street.Matters;
import gridwork.street.TimeLimit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The catalogue as CSV and XLSX, out and in. */
@GridworkTest
class CatalogueFilesTest {
    private static final Locale ZH = Locale.SIMPLIFIED_CHINESE;
    private static final String HEAD = "编号,事项名称,职责,牵头部门,协同部门,依据,对象类别,每日立案上限,时限：办结,检查项目\n";

    @Autowired
    CatalogueFiles files;

    @Autowired
    CatalogueFile table;

    @Autowired
    Matters matters;

    @Autowired
    StoredCatalogue catalogue;

    @Autowired
    Areas areas;

    @Autowired
    Staff staff;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    private Instant before;

    @BeforeEach
    void departments() {
        before = clock.now();
        clock.set(on("2025-03-03"));
        staff.street();
        Map.of("chengguan", "城管执法队", "anjian", "应急管理站", "xiaofang", "消防工作站", "shichang", "市场监督管理所")
                .forEach((id, name) -> areas.put(new Area(new AreaId(id), Area.Kind.DEPARTMENT, name, Staff.STREET)));
    }

    @AfterEach
    void the_clock_is_put_back() {
        clock.set(before);
    }

    private long send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8), "清单.csv");
    }

    private long send(byte[] content, String name) {
        return files.keep(new ByteArrayInputStream(content), name, "admin");
    }

    private CatalogueFiles.Shown show(long file) {
        return files.show(file, null, 0, 1000, ZH);
    }

    private byte[] written(TableFile.Shape shape, List<Matter> all, Locale locale) {
        var out = new ByteArrayOutputStream();
        table.write(all, shape, out, locale);
        return out.toByteArray();
    }

    private static String refused(CatalogueFiles.Line line) {
        return line.row().number() + " "
                + line.wrong().stream()
                        .map(each -> each.title() + " " + each.sentence())
                        .sorted()
                        .toList();
    }

    @Test
    void what_goes_out_comes_back_as_it_was_in_both_shapes_and_languages() {
        send(HEAD + """
                out-1,=1+1 占道,market,shichang,消防工作站、chengguan,"《消防法》 | Fire Law
                《食品安全法》",merchant,5,3 工作日,"a | shichang | 证照 | Licence | 《食品安全法》 | Food Law | no-permit | 是
                b | 消防工作站 | 灭火器"
                """);
        long file = files.latest(1).get(0).id();
        files.take(file, "初次", "admin");
        Matter out = matters.matter("out-1");
        assertThat(out.helping()).containsExactly(new AreaId("xiaofang"), new AreaId("chengguan"));
        assertThat(out.basis()).hasSize(2);
        assertThat(out.checklist().items()).hasSize(2);
        assertThat(out.checklist().items().get(0).photoPair()).isTrue();
        assertThat(out.checklist().items().get(0).basis().en()).isEqualTo("Food Law");
        assertThat(out.limit("finish"))
                .contains(new TimeLimit("finish", 3, TimeLimit.Unit.DAY, TimeLimit.Counting.WORKING));

        List<Matter> all = List.of(out, matters.matter("site-check"));
        for (Locale locale : List.of(ZH, Locale.ENGLISH)) {
            for (TableFile.Shape shape : TableFile.Shape.values()) {
                CatalogueFiles.Shown back = show(send(written(shape, all, locale), "back." + shape.ending()));
                assertThat(back.counts()).as("%s %s", shape, locale).isEqualTo(Map.of(FileRow.Act.SAME, 2L));
            }
        }
        assertThat(new String(written(TableFile.Shape.CSV, all, ZH), StandardCharsets.UTF_8))
                .contains("'=1+1 占道")
                .contains("3 工作日");
    }

    @Test
    void each_row_is_judged_by_itself_and_the_refused_ones_come_back_corrected() {
        long file = send(HEAD + """
                rows-1,甲事项,市场经营与商户信用监管,shichang,,本街道自拟,merchant,5,3 工作日,
                rows-2,乙事项,market,没有的部门,,本街道自拟,planet,五,三天,
                ,丙事项,market,shichang,,本街道自拟,merchant,5,,
                rows-1,甲事项又一,market,shichang,,本街道自拟,merchant,5,,
                rows-5,戊事项,market,shichang,,,merchant,0,,x | shichang
                """);

        CatalogueFiles.Shown shown = show(file);
        assertThat(shown.counts()).isEqualTo(Map.of(FileRow.Act.ADDED, 1L, FileRow.Act.REFUSED, 4L));
        assertThat(matters.find("rows-1")).as("a first look writes nothing").isEmpty();
        assertThat(refused(shown.lines().get(1)))
                .startsWith("3 ")
                .contains("牵头部门 没有部门“没有的部门”。可填：", "shichang（市场监督管理所）")
                .contains("每日立案上限 “五”不是整数")
                .contains("时限：办结 “三天”不是时限");
        assertThat(refused(shown.lines().get(2))).isEqualTo("4 [编号 不能为空。]");
        assertThat(refused(shown.lines().get(3))).isEqualTo("5 [编号 编号“rows-1”在第 2 行已经有了。]");
        assertThat(refused(shown.lines().get(4))).contains("依据 至少写一条", "应为 1 至", "检查项目第 1 项 不能为空");

        files.take(file, "区里下放", "admin");
        assertThat(matters.matter("rows-1").title().zh()).isEqualTo("甲事项");
        assertThat(catalogue.changes("rows-1", 0, 1).get(0).origin()).isEqualTo(Change.Origin.FILE);
        assertThat(matters.find("rows-2")).isEmpty();
        assertThat(show(file).counts()).isEqualTo(shown.counts());
        assertThatThrownBy(() -> files.take(file, "再来", "admin"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("catalogue-file-taken"));

        var out = new ByteArrayOutputStream();
        files.writeRefused(file, TableFile.Shape.CSV, out, ZH);
        String back = out.toString(StandardCharsets.UTF_8);
        assertThat(back.lines().count()).isEqualTo(5);
        assertThat(back).contains("不能写入的原因").doesNotContain("rows-1,甲事项,");
        CatalogueFiles.Shown again = show(send(back.replace("没有的部门", "消防工作站")
                .replace("planet", "merchant")
                .replace("五", "5")
                .replace("三天", "3 天")));
        assertThat(again.counts()).containsEntry(FileRow.Act.ADDED, 1L).containsEntry(FileRow.Act.CHANGED, 1L);
    }

    @Test
    void a_file_of_few_columns_changes_only_those() {
        files.take(send(HEAD + "few-1,甲,market,shichang,,本街道自拟,merchant,5,3 工作日,a | shichang | 看一看\n"), "初次", "admin");
        long file = send("id\topensPerDay\tlimit.finish\nfew-1\t9\t2 hours\n");
        assertThat(show(file).lines().get(0).differences())
                .extracting(each -> each.field() + " " + each.before() + "→" + each.after())
                .containsExactly("每日立案上限 5→9", "时限：办结 3 工作日→2 小时");
        files.take(file, "放宽", "admin");
        assertThat(matters.matter("few-1").opensPerDay()).isEqualTo(9);
        assertThat(matters.matter("few-1").checklist().items()).hasSize(1);
        assertThat(matters.matter("few-1").checklist().version()).isEqualTo(1);

        files.take(send("编号;每日立案上限\nfew-1;11\n".getBytes(Charset.forName("GB18030")), "旧表.csv"), "再放宽", "admin");
        assertThat(matters.matter("few-1").opensPerDay()).isEqualTo(11);
    }

    @Test
    void what_is_no_table_of_matters_is_refused_whole_and_nothing_is_kept() {
        int kept = files.latest(1000).size();
        assertThat(code("id,planet\na,b\n".getBytes(StandardCharsets.UTF_8))).isEqualTo("catalogue-file-column");
        assertThat(code("事项名称\n甲\n".getBytes(StandardCharsets.UTF_8))).isEqualTo("catalogue-file-column");
        assertThat(code("id,id\na,b\n".getBytes(StandardCharsets.UTF_8))).isEqualTo("catalogue-file-twice");
        assertThat(code("id\n".getBytes(StandardCharsets.UTF_8))).isEqualTo("import-empty");
        assertThat(code(new byte[0])).isEqualTo("import-empty");
        assertThat(code(new byte[] {'i', 'd', '\n', 0, 1, 2})).isEqualTo("import-not-a-table");
        assertThat(code(new byte[] {'P', 'K', 3, 4, 9, 9, 9, 9})).isEqualTo("import-broken-archive");
        assertThat(code(new byte[9 << 20])).isEqualTo("catalogue-file-large");
        assertThat(code(("id\n" + "a\n".repeat(5_001)).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("catalogue-file-rows");
        assertThat(files.latest(1000)).hasSize(kept);
    }

    private String code(byte[] content) {
        try {
            send(content, "x.csv");
            return "kept";
        } catch (Refused refused) {
            return refused.code();
        }
    }

    @Test
    void hostile_text_is_shown_as_text_and_only_administrators_send_files() {
        staff.officer("files-admin", "administrator");
        staff.officer("files-clerk", "office-clerk");
        Visitor admin = new Visitor(port).signIn("files-admin", "files-admin");
        byte[] hostile = (HEAD
                        + "hostile-1,<script>alert(1)</script>,market,shichang,,\"=HYPERLINK(\"\"x\"\")\",merchant,5,,\n"
                        + "../../etc,甲,market,shichang,,x,merchant,5,,\n")
                .getBytes(StandardCharsets.UTF_8);
        var sent = admin.upload("/catalogue/files", "/catalogue/files", Map.of(), "<b>.csv", hostile);
        String page = Visitor.sentTo(sent);
        assertThat(page).startsWith("/catalogue/files/");
        assertThat(admin.get(page).body())
                .contains("&lt;script&gt;alert(1)", "不能作为编号", "&lt;b&gt;.csv")
                .doesNotContain("<script>alert");
        assertThat(admin.post(page, page + "/take", Map.of("reason", "试")).statusCode())
                .isEqualTo(302);
        assertThat(admin.get("/catalogue/matters/hostile-1").body()).doesNotContain("<script>alert");
        assertThat(admin.download("/catalogue.csv?q=hostile-1").body())
                .asString(StandardCharsets.UTF_8)
                .contains("'=HYPERLINK");
        assertThat(admin.get("/catalogue?q=%3Cscript%3E").body()).contains("hostile-1");
        assertThat(admin.download(page + "/refused.csv").body())
                .asString(StandardCharsets.UTF_8)
                .contains("../../etc");

        Visitor clerk = new Visitor(port).signIn("files-clerk", "files-clerk");
        assertThat(clerk.get(page).statusCode()).isEqualTo(403);
        assertThat(clerk.get("/catalogue.xlsx").statusCode()).isEqualTo(200);
        assertThat(clerk.upload("/catalogue", "/catalogue/files", Map.of(), "x.csv", hostile)
                        .statusCode())
                .isEqualTo(403);
    }
}
