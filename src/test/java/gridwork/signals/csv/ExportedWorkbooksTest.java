package gridwork.signals.csv;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.Staff;
import gridwork.Visitor;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.TableLook;
import gridwork.platform.TableRows;
import gridwork.platform.Work;
import gridwork.signals.ImportLimits;
import gridwork.signals.InboxWork;
import gridwork.street.Accounts;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Duty;
import gridwork.street.OfficerId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Workbooks that go out, opened again with the reader of those that come in. */
@GridworkTest
class ExportedWorkbooksTest {
    private static final OfficerId WORKER = new OfficerId("export-worker");
    private static final String PASSWORD = "export-Test-83641";
    private static final List<String> DANGEROUS =
            List.of("=HYPERLINK(\"http://example.org\")", "+1+1", "-2", "@SUM(A1)", "\t=1", "😀 𠮷 <&>");

    @LocalServerPort
    int port;

    @Autowired
    Staff staff;

    @Autowired
    Accounts accounts;

    @Autowired
    Areas areas;

    @Autowired
    Subjects subjects;

    @Autowired
    Work work;

    @Autowired
    ImportLimits limits;

    @Autowired
    List<InboxWork> inboxes;

    @TempDir
    Path folder = Path.of("");

    private final String mark = "X" + Ids.next();
    private Visitor clerk = new Visitor(0);

    @BeforeEach
    void officers() {
        if (areas.find(new AreaId("street")).isEmpty()) {
            areas.put(new Area(new AreaId("street"), Area.Kind.STREET, "测试街道", null));
        }
        if (areas.find(new AreaId("export-community")).isEmpty()) {
            areas.put(new Area(new AreaId("export-community"), Area.Kind.COMMUNITY, "导出社区", new AreaId("street")));
        }
        for (String grid : List.of("export-grid-1", "export-grid-2")) {
            if (areas.find(new AreaId(grid)).isEmpty()) {
                areas.put(new Area(new AreaId(grid), Area.Kind.GRID, grid, new AreaId("export-community")));
            }
        }
        if (accounts.state(WORKER).isEmpty()) {
            accounts.create(WORKER, "网格员", Set.of(new Duty("grid-worker", "export-grid-1")), PASSWORD, "test");
        }
        staff.officer("export-clerk", "office-clerk");
        clerk = new Visitor(port).signIn("export-clerk", "export-clerk");
    }

    @Test
    void the_register_goes_out_as_text_cells_with_its_filters_and_as_far_as_one_may_look() throws IOException {
        work.run(() -> {
            for (int i = 0; i < DANGEROUS.size(); i++) {
                String grid = i < 2 ? "export-grid-1" : "export-grid-2";
                subjects.register(Map.of(
                        new SubjectRef("site", mark + "-" + i),
                        new SubjectDetails(DANGEROUS.get(i), new AreaId(grid), null, null, null, null)));
            }
            subjects.register(Map.of(
                    new SubjectRef("site", "elsewhere-" + Ids.next()),
                    new SubjectDetails("别处", new AreaId("export-grid-1"), null, null, null, null)));
        });
        byte[] book = clerk.download("/subjects.xlsx?kind=site&q=" + mark).body();

        List<List<String>> rows = rows(book);
        assertThat(rows.get(0)).startsWith("类别", "编号", "名称");
        assertThat(rows.subList(1, rows.size())).hasSize(DANGEROUS.size());
        assertThat(rows.subList(1, rows.size()).stream().map(each -> each.get(2)))
                .containsExactlyElementsOf(DANGEROUS);
        assertThat(sheet(book)).doesNotContain("<f>").contains("inlineStr");

        Visitor worker = new Visitor(port).signIn(WORKER.value(), PASSWORD);
        List<List<String>> own =
                rows(worker.download("/subjects.xlsx?kind=site&q=" + mark).body());
        assertThat(own.stream().skip(1).map(each -> each.get(1))).containsExactly(mark + "-0", mark + "-1");
        List<List<String>> grid = rows(clerk.download("/subjects.xlsx?kind=site&area=export-grid-2&q=" + mark)
                .body());
        assertThat(grid).hasSize(1 + DANGEROUS.size() - 2);
    }

    @Test
    void refused_rows_go_out_as_a_workbook_that_can_be_mended_and_comes_in_again() throws IOException {
        String file = """
                Creation_Date,Status,Completion_Date,Service_Request_Number,Nature,Street_Address,ZIP_Code,Latitude,Longitude
                ,=1+1,,%1$s,Construction Site Cleanliness/Fence,%1$s,60601,,
                2013-02-30,Open,,%1$s-2,Construction Site Cleanliness/Fence,%1$s,60601,,
                """.formatted(mark);
        String page = upload("refused.csv", file.getBytes(StandardCharsets.UTF_8));
        byte[] book = clerk.download(page + "/refused.xlsx").body();

        List<List<String>> rows = rows(book);
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).endsWith("原因").contains("Creation_Date");
        assertThat(rows.get(1)).contains("=1+1", mark, "60601").anyMatch(each -> each.contains("缺少日期"));
        assertThat(rows.get(2)).contains("2013-02-30");
        assertThat(sheet(book)).doesNotContain("<f>");

        String again = upload("refused.xlsx", book);
        assertThat(clerk.get(again).body()).contains("缺少日期", "无法识别的日期“2013-02-30”");
    }

    private String upload(String name, byte[] content) {
        String page = Visitor.sentTo(clerk.upload(
                "/imports", "/imports", Map.of("mapping", "chicago-construction-complaints"), name, content));
        inboxes.forEach(InboxWork::run);
        return page;
    }

    private List<List<String>> rows(byte[] book) throws IOException {
        Path file = Files.write(folder.resolve(Ids.next() + ".xlsx"), book);
        List<List<String>> all = new ArrayList<>();
        try (TableRows rows = TableLook.at(file, "book.xlsx", List.of("UTF-8"), limits.tables())
                .rows(',', limits.tables())) {
            all.add(rows.columns());
            for (TableRows.Row row = rows.next(); row != null; row = rows.next()) {
                all.add(row.cells());
            }
        }
        return all;
    }

    private String sheet(byte[] book) throws IOException {
        Path file = Files.write(folder.resolve(Ids.next() + ".xlsx"), book);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return new String(
                    zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")).readAllBytes(),
                    StandardCharsets.UTF_8);
        }
    }
}
