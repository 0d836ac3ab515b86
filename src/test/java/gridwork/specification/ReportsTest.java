package gridwork.specification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gridwork.GridworkTest;
import gridwork.printing.Printing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every folder under {@code reports/}: its sample, printed, says what its {@code expected.txt} says. */
@GridworkTest
class ReportsTest {
    private static final Path REPORTS = Path.of("reports");

    @Autowired
    private Printing printing;

    @Autowired
    private ObjectMapper json;

    static List<String> reports() throws IOException {
        try (Stream<Path> folders = Files.list(REPORTS)) {
            List<String> found = folders.filter(each -> Files.exists(each.resolve("sample.json")))
                    .map(each -> each.getFileName().toString())
                    .sorted()
                    .toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    void a_sample_prints_what_is_expected(String report) throws IOException {
        String printed = text(print(report, sample(report)));
        Path actual = Path.of("target", "reports", report + ".txt");
        Files.createDirectories(actual.getParent());
        Files.writeString(actual, printed);
        assertThat(printed)
                .as("%s, see %s", report, actual)
                .isEqualTo(Files.readString(REPORTS.resolve(report).resolve("expected.txt")));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void printed_again_it_says_the_same(String report) throws IOException {
        JsonNode sample = sample(report);
        assertThat(text(print(report, sample))).isEqualTo(text(print(report, sample)));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void its_pages_are_a4_with_embedded_subset_fonts_and_no_pixels(String report) throws IOException {
        try (PDDocument document = Loader.loadPDF(print(report, sample(report)))) {
            List<PDFont> fonts = new ArrayList<>();
            List<String> pixels = new ArrayList<>();
            for (PDPage page : document.getPages()) {
                assertThat(page.getMediaBox().getWidth())
                        .isCloseTo(PDRectangle.A4.getWidth(), org.assertj.core.data.Offset.offset(1f));
                assertThat(page.getMediaBox().getHeight())
                        .isCloseTo(PDRectangle.A4.getHeight(), org.assertj.core.data.Offset.offset(1f));
                collect(page.getResources(), fonts, pixels);
            }
            assertThat(fonts).isNotEmpty().allSatisfy(font -> {
                assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                assertThat(font.getName()).matches("[A-Z]{6}\\+NotoSansSC-.*");
            });
            assertThat(pixels).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    void it_names_itself_and_its_language(String report) throws IOException {
        JsonNode sample = sample(report);
        try (PDDocument document = Loader.loadPDF(print(report, sample))) {
            assertThat(document.getDocumentInformation().getTitle())
                    .isEqualTo(sample.get("title").asText());
            assertThat(document.getDocumentInformation().getAuthor())
                    .isEqualTo(sample.get("author").asText());
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("zh-CN");
        }
    }

    /** Reports that state figures; a permit states none. */
    static List<String> figures() throws IOException {
        return reports().stream()
                .filter(each -> {
                    try {
                        return Files.readString(REPORTS.resolve(each).resolve("sample.json"))
                                .contains("\"cutOff\"");
                    } catch (IOException unreadable) {
                        throw new java.io.UncheckedIOException(unreadable);
                    }
                })
                .toList();
    }

    /** Cut-off, release, definitions and, for made-up data, the label. */
    @ParameterizedTest
    @MethodSource("figures")
    void every_page_says_where_its_figures_come_from(String report) throws IOException {
        JsonNode sample = sample(report);
        try (PDDocument document = Loader.loadPDF(print(report, sample))) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isGreaterThan(1);
            for (int page = 1; page <= pages; page++) {
                String text = text(document, page, page).replaceAll("\\s", "");
                for (String name : List.of("cutOff", "release", "definitions", "madeUp")) {
                    assertThat(text).contains(sample.get(name).asText().replaceAll("\\s", ""));
                }
                assertThat(text).contains("第" + page + "页／共" + pages + "页");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    void no_line_begins_with_a_closing_mark(String report) throws IOException {
        assertThat(text(print(report, sample(report))).lines())
                .allSatisfy(line -> assertThat(line).doesNotContainPattern("^[，。、；：？！）》」』”’…%]"));
    }

    private byte[] print(String report, JsonNode data) {
        return printing.pdf(report, data, Locale.SIMPLIFIED_CHINESE);
    }

    private JsonNode sample(String report) throws IOException {
        return json.readTree(REPORTS.resolve(report).resolve("sample.json").toFile());
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return text(document, 1, document.getNumberOfPages());
        }
    }

    private static String text(PDDocument document, int from, int to) throws IOException {
        var stripper = new PDFTextStripper();
        stripper.setSortByPosition(true);
        stripper.setStartPage(from);
        stripper.setEndPage(to);
        return stripper.getText(document)
                .lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static void collect(PDResources resources, List<PDFont> fonts, List<String> pixels) throws IOException {
        for (COSName name : resources.getFontNames()) {
            fonts.add(Objects.requireNonNull(resources.getFont(name)));
        }
        for (COSName name : resources.getXObjectNames()) {
            var object = resources.getXObject(name);
            if (object instanceof PDImageXObject) {
                pixels.add(name.getName());
            } else if (object instanceof PDFormXObject form && form.getResources() != null) {
                collect(form.getResources(), fonts, pixels);
            }
        }
    }
}
