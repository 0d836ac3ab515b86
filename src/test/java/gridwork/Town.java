package gridwork;

import gridwork.decisions.Decisions;
import gridwork.decisions.Standing;
import gridwork.facts.FactId;
import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.Recorded;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Work;
import gridwork.street.AreaId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;

/**
 * The language in which tests tell their stories, on the real beans:
 * {@code town.site("Lane 7").violation("unsafe-structure", on("2025-03-01"))}. Every subject gets a code of its own, so
 * that stories do not meet. What is told is recorded at the moment that {@link TestClock} shows.
 */
@Lazy
public class Town {
    private static final String SOURCE = "town";

    private final Subjects subjects;
    private final Facts facts;
    private final Decisions decisions;
    private final Work work;
    private final TestClock clock;

    Town(Subjects subjects, Facts facts, Decisions decisions, Work work, TestClock clock) {
        this.subjects = subjects;
        this.facts = facts;
        this.decisions = decisions;
        this.work = work;
        this.clock = clock;
    }

    public static LocalDate on(String day) {
        return LocalDate.parse(day);
    }

    /** It is noon of a day in the street. */
    public Town today(String day) {
        clock.set(LocalDate.parse(day));
        return this;
    }

    public Site site(String name) {
        return site(name, null);
    }

    public Site site(String name, @Nullable AreaId area) {
        var ref = new SubjectRef("site", "T" + Ids.next());
        var id = new AtomicReference<SubjectId>();
        work.run(() -> id.set(subjects.register(Map.of(ref, new SubjectDetails(name, area, null, null, null, null)))
                .get(ref)));
        return new Site(Objects.requireNonNull(id.get()), ref);
    }

    /** It leaves the register. */
    public void close(Site site, LocalDate on) {
        work.run(() -> subjects.close(
                site.id(),
                on,
                "finished",
                SOURCE,
                subjects.find(site.id()).orElseThrow().version()));
    }

    /** It comes back into the register. */
    public void reopen(Site site, LocalDate from) {
        work.run(() -> subjects.reopen(
                site.id(),
                from,
                "work goes on",
                SOURCE,
                subjects.find(site.id()).orElseThrow().version()));
    }

    /** A construction site (工地) of a story. */
    public final class Site {
        private final SubjectId id;
        private final SubjectRef ref;
        private @Nullable FactId last;

        private Site(SubjectId id, SubjectRef ref) {
            this.id = id;
            this.ref = ref;
        }

        public SubjectId id() {
            return id;
        }

        public SubjectRef ref() {
            return ref;
        }

        public Site violation(String category, LocalDate on) {
            return fact("violation", category, on, null);
        }

        public Site complaint(String category, LocalDate on) {
            return fact("complaint", category, on, null);
        }

        /** A finished check; no violations found is a clean one. */
        public Site check(String category, int violationsFound, LocalDate on) {
            return fact("check", category, on, BigDecimal.valueOf(violationsFound));
        }

        public Site fact(String kind, String category, LocalDate on, @Nullable BigDecimal amount) {
            return fact(SOURCE + "-" + Ids.next(), kind, category, on, amount);
        }

        /** With the source's own reference: told twice with other content it is a correction. */
        public Site fact(String reference, String kind, String category, LocalDate on, @Nullable BigDecimal amount) {
            Instant noon = clock.startOf(on).plusSeconds(12 * 3600);
            var told = new NewFact(ref, kind, category, noon, null, SOURCE, reference, null, amount, Map.of());
            work.run(() -> last = facts.record(List.of(told), Facts.How.NOW)
                    .get(0)
                    .fold(Recorded.Stored::id, Recorded.Known::earlier, Recorded.Corrected::id, refused -> {
                        throw new AssertionError("refused: " + refused);
                    }));
            return this;
        }

        /** The fact that was told last was a mistake. */
        public Site thatWasWrong(String reason) {
            FactId wrong = lastFact();
            work.run(() -> facts.voidFact(wrong, reason, SOURCE));
            return this;
        }

        public FactId lastFact() {
            return Objects.requireNonNull(last, "nothing was told of " + ref);
        }

        /** How it stands now. */
        public String colour() {
            return standing().result();
        }

        public Standing standing() {
            return decisions.standing(id, "site-colour").orElseThrow();
        }

        /** Evaluated anew: how it stood at the end of a day by what is known now. */
        public String colourAsOf(String day) {
            return colourAsOf(day, clock.now());
        }

        public String colourAsOf(String day, Instant knownAt) {
            return decisions
                    .explain(ref, "site-colour", LocalDate.parse(day), knownAt)
                    .evaluation()
                    .result();
        }
    }
}
