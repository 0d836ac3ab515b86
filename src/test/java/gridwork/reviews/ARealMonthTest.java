package gridwork.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import gridwork.GridworkTest;
import gridwork.SharedData;
import gridwork.TestClock;
import gridwork.platform.Progress;
import gridwork.signals.Imports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

/**
 * Boston's violations, and the review of a month in the middle of them. Other tests import the same file, so this one does
 * so under a source and codes of its own and looks at what it adds.
 */
@GridworkTest
class ARealMonthTest {
    private static final YearMonth JUNE = YearMonth.of(2014, 6);
    private static final Instant CUT_OFF = Instant.parse("2019-02-01T00:00:00Z");

    @Autowired
    Imports imports;

    @Autowired
    Reviews reviews;

    @Autowired
    TestClock clock;

    @TempDir
    Path folder;

    @BeforeEach
    @AfterEach
    void it_is_2025() {
        clock.set(LocalDate.parse("2025-03-03"));
    }

    @Test
    void the_review_of_a_month_in_the_middle_is_as_counted_from_the_raw_rows() throws IOException {
        Path file = SharedData.file("sites/boston_violations.csv.gz");
        Review before = reviews.of(JUNE, CUT_OFF);

        imports.run(mapping().toString(), file, Imports.Manner.FOR_GOOD, "test", Progress.SILENT);
        Review review = reviews.of(JUNE, CUT_OFF);

        // counted by another program: distinct case and section, the day in Shanghai; the colours from these rows
        assertThat(List.of("F-010", "F-020", "F-030", "F-040", "F-210").stream()
                        .map(each ->
                                review.value(each).now() - before.value(each).now()))
                .containsExactly(4_030L, 3_874L, 42L, 114L, 74L);
        assertThat(List.of("F-020", "F-030", "F-040", "F-210").stream()
                        .map(each ->
                                review.value(each).before() - before.value(each).before()))
                .containsExactly(3_893L, 40L, 97L, 76L);
        String print = text(reviews.pdf(review, Locale.SIMPLIFIED_CHINESE));
        assertThat(print).contains("2014年6月建设工地三色执法情况", "SC-010", "统计截至 2014-06-30");
        assertThat(print.lines()).noneMatch(line -> line.matches("[，。；：、！？”）》].*"));
    }

    private Path mapping() throws IOException {
        String mapping = new ClassPathResource("mappings/boston-violations.yaml")
                .getContentAsString(StandardCharsets.UTF_8)
                .replace("source: boston-violations", "source: boston-reviewed")
                .replace("id: boston-violations", "id: boston-reviewed")
                .replace("\"{sam_id}\"", "\"reviewed-{sam_id}\"");
        return Files.writeString(folder.resolve("boston-reviewed.yaml"), mapping);
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            var stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return stripper.getText(document);
        }
    }
}
