package gridwork.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridwork.GridworkTest;
import gridwork.Staff;
import gridwork.platform.Work;
import gridwork.street.Area;
import gridwork.street.Areas;
import gridwork.street.CatalogueIntake;
import gridwork.street.Matter;
import gridwork.street.Matters;
import gridwork.street.Remit;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@GridworkTest
class MadeUpCatalogueTest {
    @Autowired
    CatalogueIntake intake;

    @Autowired
    Matters matters;

    @Autowired
    Areas areas;

    @Autowired
    Staff staff;

    @Autowired
    Work work;

    private static final class Undone extends RuntimeException {}

    @Test
    void all_of_it_comes_in_once_through_the_door_of_files_and_says_that_it_is_made_up() {
        staff.street();
        Set<String> before = matters.all().stream().map(Matter::id).collect(Collectors.toSet());
        // undone in the end: other tests look at a catalogue of their own
        assertThatThrownBy(() -> work.run(() -> {
                    new MadeUpStreet(LocalDate.of(2025, 3, 2))
                            .areas().stream()
                                    .filter(each -> each.kind() == Area.Kind.DEPARTMENT)
                                    .forEach(areas::put);
                    MadeUpCatalogue.comeIn(intake, matters, "演示数据", "gridwork");
                    MadeUpCatalogue.comeIn(intake, matters, "演示数据", "gridwork");

                    List<Matter> madeUp = matters.all().stream()
                            .filter(each -> !before.contains(each.id()))
                            .filter(each -> each.basis().stream()
                                    .anyMatch(norm -> norm.zh().contains("自拟的演示事项")))
                            .toList();
                    assertThat(madeUp).hasSize(MadeUpCatalogue.MATTERS);
                    assertThat(madeUp).extracting(Matter::title).doesNotHaveDuplicates();
                    assertThat(madeUp)
                            .allMatch(each -> each.process() == null
                                    && !each.title().en().isBlank()
                                    && !each.limits().isEmpty());
                    assertThat(madeUp)
                            .anyMatch(each -> each.checklist().departments().size() == 3);
                    assertThat(matters.remits())
                            .extracting(Remit::id)
                            .doesNotHaveDuplicates()
                            .containsAll(madeUp.stream().map(Matter::remit).toList());
                    throw new Undone();
                }))
                .isInstanceOf(Undone.class);
        assertThat(matters.find("js-010")).isEmpty();
    }
}
