package gridwork.cases.opening;

import static gridwork.Town.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.Town;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import gridwork.street.Reach;
import gridwork.street.catalogue.ShippedCatalogue;
import gridwork.street.catalogue.StoredCatalogue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A matter's limit of the day holds for several transactions at the same moment. */
@GridworkTest
class LimitsTest {
    private static final String MATTER = "shop-joint-enforcement";

    @Autowired
    Limits limits;

    @Autowired
    SubjectCases opening;

    @Autowired
    Subjects subjects;

    @Autowired
    Cases cases;

    @Autowired
    StoredCatalogue catalogue;

    @Autowired
    Work work;

    @Autowired
    Town town;

    @Autowired
    Crew crew;

    @Autowired
    TestClock clock;

    @BeforeEach
    void two_a_day() {
        crew.comesToWork();
        for (String department :
                List.of("pingan", "xiaoan", "gongguan", "shichang", "chengguan", "police", "property", "xiaofang")) {
            crew.department(department, department);
        }
        ShippedCatalogue.limit(catalogue, MATTER, 2);
    }

    @AfterEach
    void as_it_was() {
        ShippedCatalogue.limit(catalogue, MATTER, 50);
        town.today("2025-03-03");
    }

    @Test
    void however_many_open_at_the_same_moment_the_limit_holds() throws Exception {
        for (String day : List.of("2032-03-01", "2032-03-02", "2032-03-03")) {
            clock.set(on(day));
            List<SubjectId> shops =
                    Stream.generate(this::shop).limit(day.endsWith("1") ? 2 : 5).toList();
            if (shops.size() == 2) {
                work.run(() -> open(shop()));
            }
            together(shops);
            assertThat(shops.stream().filter(this::isOpen)).as(day).hasSize(shops.size() == 2 ? 1 : 2);
        }
    }

    @Test
    void an_opening_that_fails_takes_no_place() {
        clock.set(on("2032-04-05"));
        assertThatThrownBy(() -> work.run(() -> {
                    open(shop());
                    open(shop());
                    throw new IllegalStateException("planted");
                }))
                .hasMessage("planted");
        work.run(() -> open(shop()));
        work.run(() -> assertThat(limits.today().isFull(MATTER)).isFalse());
        work.run(() -> open(shop()));
        work.run(() -> assertThat(limits.today().isFull(MATTER)).isTrue());
        clock.set(on("2032-04-06"));
        work.run(() -> assertThat(limits.today().isFull(MATTER)).isFalse());
    }

    @Test
    void what_is_ordered_by_hand_opens_over_the_limit_and_counts() {
        clock.set(on("2032-05-03"));
        work.run(() -> open(shop()));
        work.run(() -> open(shop()));
        SubjectId third = shop();
        work.run(() -> open(third));
        assertThat(isOpen(third)).isTrue();
        work.run(() -> assertThat(limits.today().isFull(MATTER)).isTrue());
    }

    /** Each in its own transaction, which takes a while after it was let in. */
    private void together(List<SubjectId> shops) throws Exception {
        var meet = new CyclicBarrier(shops.size());
        var threads = Executors.newFixedThreadPool(shops.size());
        try {
            List<Future<?>> all = shops.stream()
                    .<Future<?>>map(shop -> threads.submit(() -> {
                        meet.await();
                        work.run(() -> {
                            subjects.lock(List.of(shop));
                            if (!limits.today().isFull(MATTER)) {
                                open(shop);
                                pause();
                            }
                        });
                        return true;
                    }))
                    .toList();
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(150);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private void open(SubjectId shop) {
        subjects.lock(List.of(shop));
        opening.open(
                new Wanted(MATTER, shop, "limit/" + shop.value(), null, "", new ObjectMapper().createObjectNode()));
    }

    private boolean isOpen(SubjectId shop) {
        return !cases.of(shop, Reach.EVERYTHING).isEmpty();
    }

    private SubjectId shop() {
        var ref = new SubjectRef("merchant", "L" + Ids.next());
        work.run(() -> subjects.register(
                Map.of(ref, new SubjectDetails("限额店" + ref.code(), Crew.GRID, null, null, null, null))));
        return subjects.find(ref).orElseThrow().id();
    }
}
