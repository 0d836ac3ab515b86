package gridwork.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridwork.GridworkTest;
import gridwork.platform.Ids;
import gridwork.platform.Progress;
import gridwork.platform.Refused;
import gridwork.platform.TableFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;

@GridworkTest
class HostileFilesTest {
    private static final String HEAD = "案号,日期,编号,种类,说明\n";

    @Autowired
    Imports imports;

    @Autowired
    MessageSource messages;

    @TempDir
    Path folder = Path.of("");

    private final String run = Long.toString(Ids.next(), 36);

    @Test
    void every_row_gets_an_answer_and_the_refused_can_be_mended_and_imported_again() throws IOException {
        String text = HEAD + row("1", "2025-02-01", "dust")
                + row("1", "2025-02-01", "dust")
                + row("2", "", "dust")
                + row("3", "2025-02-30", "dust")
                + row("4", "#######", "dust")
                + row("5", "45689", "dust")
                + run + "-6,2025-02-01\n"
                + run + "-7,2025-02-01,s" + run + ",dust,a,b,c\n"
                + row("8", "2025-02-01", "3-Apr")
                + row("9", "2025-02-01", "meteor")
                + row("10", "2031-02-01", "dust");
        ImportRun first = imports.run(mapping(","), write("rows.csv", text), Imports.Manner.FOR_GOOD, "t", silent());
        assertThat(first.read()).isEqualTo(11);
        assertThat(List.of(first.accepted(), first.known(), first.refused(), first.unclassified()))
                .isEqualTo(List.of(2L, 1L, 8L, 1L));
        assertThat(imports.refused(first.id(), 0, 100))
                .extracting(RefusedRow::number, RefusedRow::code)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(4L, "import-date-missing"),
                        org.assertj.core.groups.Tuple.tuple(5L, "import-date"),
                        org.assertj.core.groups.Tuple.tuple(6L, "import-date-mangled"),
                        org.assertj.core.groups.Tuple.tuple(7L, "import-date-mangled"),
                        org.assertj.core.groups.Tuple.tuple(8L, "import-ragged"),
                        org.assertj.core.groups.Tuple.tuple(9L, "import-ragged"),
                        org.assertj.core.groups.Tuple.tuple(11L, "import-code"),
                        org.assertj.core.groups.Tuple.tuple(12L, "fact-in-the-future"));

        var out = new ByteArrayOutputStream();
        imports.writeRefused(first.id(), TableFile.Shape.CSV, out, Locale.CHINESE);
        String refused = out.toString(StandardCharsets.UTF_8);
        assertThat(refused).startsWith("\uFEFF案号,日期,编号,种类,说明,原因").contains("第 5 行：无法识别的日期“2025-02-30”");
        String mended = refused.replace("2025-02-30", "2025-02-28").replace("#######", "2025-02-27");
        ImportRun second =
                imports.run(mapping(","), write("mended.csv", mended), Imports.Manner.FOR_GOOD, "t", silent());
        assertThat(List.of(second.accepted(), second.refused())).isEqualTo(List.of(2L, 6L));
    }

    @Test
    void a_chinese_file_of_an_old_spreadsheet_is_read_in_its_encoding() throws IOException {
        Path file = folder.resolve("gbk.csv");
        Files.writeString(file, HEAD + row("g1", "2025-02-01", "dust").replace("😀", ""), Charset.forName("GBK"));
        assertThat(imports.run(mapping(","), file, Imports.Manner.FOR_GOOD, "t", silent())
                        .accepted())
                .isEqualTo(1);
        Files.write(file, new byte[] {'a', ',', (byte) 0xFF, (byte) 0xFE, '\n', (byte) 0xFF});
        assertRefused(file, ",", "import-encoding");
    }

    @Test
    void what_cannot_be_read_says_why_and_what_to_do() throws IOException {
        assertRefused(write("empty.csv", ""), ",", "import-empty");
        assertRefused(write("blank.csv", " \n \n"), ",", "import-empty");
        assertRefused(
                write("semicolon.csv", HEAD.replace(',', ';') + "1;2025-02-01;x;dust;\n"), ",", "import-delimiter");
        assertRefused(write("absent.csv", "案号,日期,编号\n1,2025-02-01,x\n"), ",", "import-column-absent");
        assertRefused(
                write("old.xls", "\u00D0\u00CF\u0011\u00E0", StandardCharsets.ISO_8859_1), ",", "import-old-excel");
        assertRefused(write("binary.csv", "a,b\0c\n"), ",", "import-not-a-table");
        assertRefused(folder.resolve("nowhere.csv"), ",", "import-unreadable-file");
        assertThatThrownBy(() -> imports.run("no-such", folder, Imports.Manner.DRY_RUN, "t", silent()))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(say(refused)).contains("boston-violations"));
    }

    @Test
    void a_quotation_mark_that_is_never_closed_stops_the_import_and_what_was_accepted_stays() throws IOException {
        StringBuilder text = new StringBuilder(HEAD);
        for (int i = 0; i < 1_500; i++) {
            text.append(row("q" + i, "2025-02-01", "dust"));
        }
        text.append(run).append("-open,2025-02-01,s,dust,\"never closed\n");
        for (int i = 0; i < 20_000; i++) {
            text.append(row("r" + i, "2025-02-01", "dust"));
        }
        Path file = write("open.csv", text.toString());
        ImportRun stopped = imports.run(mapping(","), file, Imports.Manner.FOR_GOOD, "t", silent());
        assertThat(stopped.state()).isEqualTo(ImportRun.State.STOPPED);
        assertThat(stopped.accepted()).isEqualTo(1_500);
        assertThat(stopped.problem())
                .isNotNull()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("import-broken-rows"));
        String mended = text.toString().replace("\"never", "never");
        ImportRun again =
                imports.run(mapping(","), write("closed.csv", mended), Imports.Manner.FOR_GOOD, "t", silent());
        assertThat(List.of(again.known(), again.accepted())).isEqualTo(List.of(1_500L, 20_001L));
    }

    @Test
    void archives_that_grow_without_bound_are_not_read() throws IOException {
        byte[] zeros = new byte[1 << 20];
        java.util.Arrays.fill(zeros, (byte) ' ');
        Path gz = folder.resolve("bomb.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gz))) {
            out.write(HEAD.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 64; i++) {
                out.write(zeros);
            }
        }
        assertRefused(gz, ",", "import-bomb");
        Path xlsx = folder.resolve("bomb.xlsx");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(xlsx))) {
            out.putNextEntry(new ZipEntry("xl/workbook.xml"));
            out.write("<workbook/>".getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            for (int i = 0; i < 64; i++) {
                out.write(zeros);
            }
        }
        assertRefused(xlsx, ",", "import-bomb");
        Path cut = folder.resolve("cut.csv.gz");
        byte[] whole = Files.readAllBytes(gz);
        Files.write(cut, java.util.Arrays.copyOf(whole, 30));
        assertRefused(cut, ",", "import-broken-archive");
    }

    private void assertRefused(Path file, String delimiter, String code) {
        assertThatThrownBy(() -> imports.run(mapping(delimiter), file, Imports.Manner.FOR_GOOD, "t", silent()))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.code()).isEqualTo(code);
                    assertThat(say(refused))
                            .contains(String.valueOf(refused.arguments().get(0)));
                });
    }

    private String say(Refused refused) {
        return messages.getMessage(
                "refused." + refused.code(), refused.arguments().toArray(), Locale.CHINESE);
    }

    private static Progress silent() {
        return Progress.SILENT;
    }

    private String row(String number, String date, String kind) {
        return run + "-" + number + "," + date + ",s" + run + "," + kind + ",说明 😀\n";
    }

    private Path write(String name, String text) throws IOException {
        return write(name, text, StandardCharsets.UTF_8);
    }

    private Path write(String name, String text, Charset encoding) throws IOException {
        return Files.writeString(folder.resolve(name), text, encoding);
    }

    @Test
    void a_mapping_of_the_past_that_would_open_cases_is_refused() throws IOException {
        String past = Files.readString(Path.of(mapping(","))).replace("history: true", "history: true\natOnce: true");
        Path mapping = write("past.yaml", past, StandardCharsets.UTF_8);
        Path file = write("rows.csv", HEAD + row("1", "2025-02-01", "dust"), StandardCharsets.UTF_8);
        assertThatThrownBy(() -> imports.run(mapping.toString(), file, Imports.Manner.FOR_GOOD, "t", silent()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("import-mapping")
                .hasMessageContaining("atOnce");
    }

    private String mapping(String delimiter) {
        try {
            return write("mapping.yaml", """
                            id: hostile
                            title: {zh: 试, en: Trial}
                            source: hostile-files
                            history: true
                            delimiter: "%s"
                            subject: {kind: site, code: "{编号}"}
                            identity: [案号]
                            fact:
                              kind: violation
                              occurredAt: {columns: [日期], formats: [yyyy-MM-dd]}
                              category:
                                column: 种类
                                unclassified: [{column: 种类, matches: '\\d-[A-Z][a-z]+'}]
                                codes: {dust: dust}
                              payload: {description: 说明}
                            """.formatted(delimiter)).toString();
        } catch (IOException unwritable) {
            throw new java.io.UncheckedIOException(unwritable);
        }
    }
}
