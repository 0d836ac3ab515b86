package gridwork.street.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridwork.platform.Label;
import gridwork.street.AreaId;
import gridwork.street.Checklist;
import gridwork.street.Matter;
import gridwork.street.TimeLimit;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogueTextTest {
    @Test
    void a_matter_is_read_as_it_was_written() {
        var chengguan = new AreaId("chengguan");
        var matter = new Matter(
                "noise",
                new Label("噪声", "Noise"),
                "market",
                chengguan,
                Set.of(new AreaId("huanbao")),
                List.of(new Label("《噪声污染防治法》", "")),
                null,
                "merchant",
                Set.of(),
                3,
                false,
                LocalDate.of(2025, 1, 1),
                null,
                List.of(new TimeLimit("arrive", 2, TimeLimit.Unit.HOUR, TimeLimit.Counting.WORKING)),
                new Checklist(
                        2,
                        List.of(new Checklist.Item(
                                "loud", chengguan, new Label("超标", "Too loud"), new Label("", ""), null, true))));

        String written = CatalogueText.text(matter);

        assertThat(CatalogueText.matter(CatalogueText.tree(written))).isEqualTo(matter);
        assertThat(written).contains("\"unit\":\"hour\"", "\"validFrom\":\"2025-01-01\"", "\"lead\":\"chengguan\"");
    }

    @Test
    void what_is_left_out_is_empty_and_a_word_that_nobody_reads_is_an_error() {
        String shortest = """
                {"id": "a", "title": {"zh": "甲", "en": ""}, "lead": "chengguan", "subject": "site"}
                """;
        assertThat(CatalogueText.matter(CatalogueText.tree(shortest)).checklist())
                .isEqualTo(Checklist.NONE);
        assertThatThrownBy(() -> CatalogueText.matter(CatalogueText.tree(shortest.replace("lead", "laed"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_shipped_check_of_a_site_asks_three_departments() {
        Checklist checklist = Shipped.read().matter("site-check").orElseThrow().checklist();
        assertThat(checklist.departments())
                .containsExactly(new AreaId("chengguan"), new AreaId("anjian"), new AreaId("xiaofang"));
        assertThat(checklist.of(new AreaId("xiaofang")))
                .extracting(Checklist.Item::id)
                .containsExactly("fire", "egress");
    }
}
