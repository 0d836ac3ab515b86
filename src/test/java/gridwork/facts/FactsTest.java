package gridwork.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridwork.GridworkTest;
import gridwork.TestClock;
import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import gridwork.street.Reach;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@GridworkTest
class FactsTest {
    @Autowired
    Facts facts;

    @Autowired
    Subjects subjects;

    @Autowired
    Work work;

    @Autowired
    TestClock clock;

    private final SubjectRef site = new SubjectRef("site", "facts-" + Ids.next());
    private Instant start = Instant.EPOCH;

    @BeforeEach
    void register() {
        start = clock.now();
        work.run(() -> subjects.register(Map.of(site, new SubjectDetails("工地 😀 𠮷", null, null, null, null, null))));
    }

    @AfterEach
    void setBack() {
        clock.set(start);
    }

    @Test
    void the_same_fact_twice_is_known_and_other_content_is_a_correction() {
        assertThat(record(violation("v1", "dust", "2025-02-01")).get(0)).isInstanceOf(Recorded.Stored.class);
        assertThat(record(violation("v1", "dust", "2025-02-01")).get(0)).isInstanceOf(Recorded.Known.class);
        Recorded corrected = record(violation("v1", "no-fence", "2025-02-01")).get(0);
        assertThat(corrected).isInstanceOf(Recorded.Corrected.class);
        assertThat(seen(clock.now())).extracting(Fact::category).containsExactly("no-fence");
        assertThat(record(violation("v1", "dust", "2025-02-01")).get(0))
                .as("a late copy of the older version")
                .isInstanceOf(Recorded.Known.class);
        assertThat(seen(clock.now())).extracting(Fact::category).containsExactly("no-fence");
    }

    @Test
    void a_batch_knows_its_own_rows() {
        List<Recorded> answers = record(
                violation("b1", "dust", "2025-02-01"),
                violation("b1", "dust", "2025-02-01"),
                violation("b1", "waste", "2025-02-01"));
        assertThat(answers)
                .extracting(Object::getClass)
                .containsExactly(List.of(Recorded.Stored.class, Recorded.Known.class, Recorded.Corrected.class)
                        .toArray(Class[]::new));
    }

    @Test
    void what_was_known_at_a_moment_stays_so_after_a_correction() {
        record(violation("k1", "dust", "2025-02-01"));
        Instant before = clock.now();
        clock.set(before.plusSeconds(60));
        record(violation("k1", "waste", "2025-02-01"));
        assertThat(seen(before)).extracting(Fact::category).containsExactly("dust");
        assertThat(seen(clock.now())).extracting(Fact::category).containsExactly("waste");
    }

    @Test
    void a_void_fact_is_not_seen_again_even_when_its_source_repeats_it() {
        record(violation("w1", "dust", "2025-02-01"));
        Instant before = clock.now();
        FactId id = seen(before).get(0).id();
        clock.set(before.plusSeconds(60));
        facts.voidFact(id, "现场并无扬尘", "office");
        assertThat(seen(before)).hasSize(1);
        assertThat(seen(clock.now())).isEmpty();
        record(violation("w1", "dust", "2025-02-01"));
        assertThat(seen(clock.now())).isEmpty();
        assertThat(facts.voidings(List.of(id)).get(id)).satisfies(voiding -> {
            assertThat(voiding.correction()).isFalse();
            assertThat(voiding.reason()).isEqualTo("现场并无扬尘");
        });
        Fact shown = facts.timeline(subject(), 0, 10).get(0);
        assertThat(shown.voidedBy()).isNotNull();
        assertThatThrownBy(() -> facts.voidFact(id, "再次", "office"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("fact-void-already"));
    }

    @Test
    void what_does_not_fit_its_kind_is_refused_with_field_and_value() {
        assertRefused(fact("r1", "violation", "very-bad", null, Map.of()), "fact-category-unknown", "category");
        assertRefused(fact("r2", "flood", "dust", null, Map.of()), "fact-kind-unknown", "kind");
        assertRefused(fact("r3", "check", "key", null, Map.of()), "fact-part-missing", "amount");
        assertRefused(fact("r4", "check", "key", BigDecimal.valueOf(-1), Map.of()), "fact-amount", "amount");
        assertRefused(fact("r5", "violation", "dust", BigDecimal.ONE, Map.of()), "fact-amount", "amount");
        assertRefused(fact("r6", "violation", "dust", null, Map.of("colour", "red")), "fact-part-unknown", "colour");
        assertRefused(
                fact("r7", "violation", "dust", null, Map.of("description", "长".repeat(2001))),
                "fact-part-too-long",
                "description");
        assertRefused(violation("r8", "dust", "2025-03-05"), "fact-in-the-future", "occurredAt");
        assertThat(record(fact("r9", "check", "key", BigDecimal.ZERO, Map.of("note", "无")))
                        .get(0))
                .isInstanceOf(Recorded.Stored.class);
    }

    @Test
    void a_closed_subject_takes_what_happened_before_and_nothing_after() {
        Subject open = subjects.find(site).orElseThrow();
        subjects.close(open.id(), LocalDate.parse("2025-02-10"), "竣工", "test", open.version());
        assertRefused(violation("c1", "dust", "2025-02-10"), "fact-subject-closed", "subject");
        assertThat(record(violation("c2", "dust", "2025-02-09")).get(0)).isInstanceOf(Recorded.Stored.class);
        assertThat(subjects.open("site", LocalDate.parse("2025-02-10"))).doesNotContain(open.id());
        assertThat(subjects.open("site", LocalDate.parse("2025-02-09"))).contains(open.id());
    }

    @Test
    void an_edit_of_an_outdated_entry_is_refused() {
        Subject seen = subjects.find(site).orElseThrow();
        var details = new SubjectDetails("改名", null, "某路 1 号", null, null, null);
        subjects.edit(seen.id(), details, "test", seen.version());
        assertThatThrownBy(() -> subjects.edit(seen.id(), details, "test", seen.version()))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("subject-changed"));
        assertThat(subjects.page(new SubjectFilter(
                                "site",
                                "某路 1 号",
                                null,
                                Reach.EVERYTHING,
                                List.of(parameters -> "id = " + seen.id().value()),
                                false,
                                0,
                                10,
                                SubjectFilter.Order.CODE))
                        .total())
                .isEqualTo(1);
    }

    @Test
    void the_same_fact_from_many_senders_at_once_is_stored_once() {
        List<CompletableFuture<Recorded>> senders = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            senders.add(CompletableFuture.supplyAsync(
                    () -> record(violation("m1", "dust", "2025-02-01")).get(0)));
        }
        List<Recorded> answers = senders.stream().map(CompletableFuture::join).toList();
        assertThat(answers).filteredOn(Recorded.Stored.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(Recorded.Known.class::isInstance).hasSize(5);
    }

    private void assertRefused(NewFact fact, String code, String field) {
        assertThat(record(fact).get(0)).isInstanceOfSatisfying(Recorded.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.field()).isEqualTo(field);
        });
    }

    private List<Recorded> record(NewFact... some) {
        List<Recorded> answers = new ArrayList<>();
        work.run(() -> {
            answers.clear();
            answers.addAll(facts.record(List.of(some), Facts.How.HISTORY));
        });
        return answers;
    }

    private List<Fact> seen(Instant knownAt) {
        return facts.seen(Set.of(subject()), Set.of("violation"), null, LocalDate.parse("2025-03-03"), knownAt)
                .getOrDefault(subject(), List.of());
    }

    private SubjectId subject() {
        return subjects.find(site).orElseThrow().id();
    }

    private NewFact violation(String reference, String category, String day) {
        return new NewFact(
                site,
                "violation",
                category,
                clock.startOf(LocalDate.parse(day)).plusSeconds(9 * 3600),
                null,
                "test",
                site.code() + reference,
                null,
                null,
                Map.of("description", "𠮷😀"));
    }

    private NewFact fact(
            String reference, String kind, String category, @Nullable BigDecimal amount, Map<String, Object> payload) {
        return new NewFact(
                site,
                kind,
                category,
                clock.now().minusSeconds(3600),
                null,
                "test",
                site.code() + reference,
                null,
                amount,
                payload);
    }
}
