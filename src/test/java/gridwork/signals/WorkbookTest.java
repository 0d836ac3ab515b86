package gridwork.signals;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.facts.Fact;
import gridwork.facts.Facts;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

@GridworkTest
class WorkbookTest {
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    @Autowired
    Imports imports;

    @Autowired
    Subjects subjects;

    @Autowired
    Facts facts;

    @TempDir
    Path folder = Path.of("");

    @Test
    void a_workbook_is_read_with_its_dates_numbers_and_computed_cells() throws IOException {
        String code = Long.toString(Ids.next() % 1_000_000_000L);
        // 42735.75 = 2016-12-31 18:00 as a spreadsheet counts days; 2 = a style with a date's format; f = a formula
        // with its cached value
        String sheet = """
                <worksheet xmlns="%s"><sheetData>
                <row r="1"><c r="A1" t="inlineStr"><is><t>编号</t></is></c><c r="B1" t="inlineStr"><is><t>日期</t></is></c><c r="C1" t="inlineStr"><is><t>对象</t></is></c><c r="D1" t="inlineStr"><is><t>代码</t></is></c><c r="E1" t="inlineStr"><is><t>说明</t></is></c></row>
                <row r="2"><c r="A2"><v>1</v></c><c r="B2" s="1"><v>42735.75</v></c><c r="C2"><v>%s</v></c><c r="D2"><v>116.19999999999999</v></c><c r="E2" t="str"><f>CONCATENATE("扬","尘")</f><v>扬尘</v></c></row>
                <row r="4"><c r="A4"><v>2</v></c><c r="C4"><v>%s</v></c><c r="D4"><v>105.1</v></c></row>
                </sheetData></worksheet>
                """.formatted(MAIN, code, code);
        Path file = folder.resolve("book.xlsx");
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/></Types>");
        parts.put(
                "_rels/.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\""
                        + OFFICE + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        parts.put(
                "xl/workbook.xml",
                "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + OFFICE
                        + "\"><sheets><sheet name=\"一\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        parts.put(
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\""
                        + OFFICE + "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\""
                        + OFFICE
                        + "/styles\" Target=\"styles.xml\"/></Relationships>");
        parts.put(
                "xl/styles.xml",
                "<styleSheet xmlns=\"" + MAIN
                        + "\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd hh:mm\"/></numFmts><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"164\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
        parts.put("xl/worksheets/sheet1.xml", sheet);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> each : parts.entrySet()) {
                out.putNextEntry(new ZipEntry(each.getKey()));
                out.write(each.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        Path mapping = Files.writeString(folder.resolve("mapping.yaml"), """
                id: workbook
                title: {zh: 试, en: Trial}
                source: workbook-%s
                history: false
                subject: {kind: site, code: "{对象}"}
                identity: [编号]
                fact:
                  kind: violation
                  occurredAt: {columns: [日期], formats: ["yyyy/M/d H:mm"]}
                  category: {column: 代码, codes: {"116.2": unsafe-structure}, otherwise: unclassified}
                  payload: {description: 说明, code: 代码}
                """.formatted(code));
        ImportRun run = imports.run(mapping.toString(), file, Imports.Manner.FOR_GOOD, "t", Progress.SILENT);
        assertThat(List.of(run.read(), run.accepted(), run.refused())).isEqualTo(List.of(2L, 1L, 1L));
        assertThat(imports.refused(run.id(), 0, 5).get(0).number()).isEqualTo(4);
        Fact fact = facts.timeline(
                        subjects.find(new SubjectRef("site", code))
                                .orElseThrow()
                                .id(),
                        0,
                        5)
                .get(0);
        assertThat(fact.occurredAt()).as("18:00 in the street").isEqualTo(Instant.parse("2016-12-31T10:00:00Z"));
        assertThat(fact.category()).isEqualTo("unsafe-structure");
        assertThat(fact.payload()).containsEntry("description", "扬尘").containsEntry("code", "116.2");
        assertThat(fact.knownFrom()).as("no import of the past").isEqualTo(fact.recordedAt());
    }
}
