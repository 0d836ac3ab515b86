package gridwork.decisions;

import gridwork.facts.Fact;
import gridwork.facts.FactsAround;
import gridwork.facts.FactsAround.Box;
import gridwork.facts.FactsAround.Located;
import gridwork.facts.FactsAround.Stretch;
import gridwork.facts.FactsArriving;
import gridwork.facts.FactsRecorded;
import gridwork.facts.FactsRecorded.Touched;
import gridwork.facts.SubjectId;
import gridwork.platform.StreetClock;
import gridwork.rules.Observed;
import gridwork.rules.PatternFound;
import gridwork.rules.Patterns;
import gridwork.rules.Place;
import gridwork.rules.Reach;
import gridwork.rules.Release;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * New facts make, change or undo findings at once, in the transaction that records them. What is found in a
 * neighbourhood is a function of the facts there: it is found anew, and the findings that are kept are brought to agree
 * with it, so that no order of arrival makes a difference. One query for all facts of the neighbourhood and the findings
 * kept there, whatever the number of new facts; its size depends on the spans of the policy and not on the history.
 */
@Component
class FindPatterns {
    private static final double METRES_A_DEGREE = 111_195;
    /** A finding that a fact can change lies within twice the distance of it; what it is made of, within twice that. */
    private static final int AFFECTED = 2;

    private final KnownReleases releases;
    private final FactsAround around;
    private final KeptFindings kept;
    private final PatternLocks locks;
    private final StreetClock clock;

    FindPatterns(KnownReleases releases, FactsAround around, KeptFindings kept, PatternLocks locks, StreetClock clock) {
        this.releases = releases;
        this.around = around;
        this.kept = kept;
        this.locks = locks;
        this.clock = clock;
    }

    /**
     * Two transactions that each record a half of one finding would not see each other's: they wait for each other. The
     * same subject is locked already.
     */
    @EventListener
    void lock(FactsArriving arriving) {
        if (arriving.history()) {
            return;
        }
        LocalDate today = clock.today();
        Set<String> names = new TreeSet<>();
        for (Patterns patterns : releases.on(today).patterns()) {
            for (Reach each : patterns.reaches(today)) {
                if (!each.ofSubject() && each.kinds().stream().anyMatch(arriving.kinds()::contains)) {
                    names.add(patterns.id() + new TreeSet<>(each.kinds()));
                }
            }
        }
        locks.take(names);
    }

    @EventListener
    void find(FactsRecorded recorded) {
        if (recorded.history() || recorded.touched().isEmpty()) {
            return;
        }
        Release release = releases.on(clock.today());
        for (Patterns each : release.patterns()) {
            find(each, release, recorded.touched());
        }
    }

    private void find(Patterns patterns, Release release, List<Touched> touched) {
        LocalDate day = clock.dayOf(touched.stream()
                .map(Touched::occurredAt)
                .min(Comparator.naturalOrder())
                .orElseThrow());
        List<Neighbourhood> neighbourhoods = patterns.reaches(day).stream()
                .map(each -> new Neighbourhood(each, touched, clock.now()))
                .filter(each -> !each.triggers.isEmpty())
                .toList();
        List<Stretch> stretches = neighbourhoods.stream()
                .flatMap(Neighbourhood::stretches)
                .distinct()
                .toList();
        if (stretches.isEmpty()) {
            return;
        }
        List<Observed> seen = new ArrayList<>();
        Map<Long, Located> located = new HashMap<>();
        Map<String, KeptFindings.Kept> before = new LinkedHashMap<>();
        for (Located each : around.find(stretches)) {
            if (each.fact().kind().equals(Patterns.FACT_KIND)) {
                KeptFindings.Kept one = KeptFindings.Kept.of(each);
                if (patterns.grade(one.pattern()).rank() >= 0) {
                    before.put(one.key(), one);
                }
            } else {
                located.put(each.fact().id().value(), each);
                seen.add(observed(each));
            }
        }
        Map<String, PatternFound> now = patterns.find(seen, day).stream()
                .collect(Collectors.toMap(
                        each -> KeptFindings.reference(each.key()),
                        each -> each,
                        (one, other) -> one,
                        LinkedHashMap::new));
        Set<String> affected = new TreeSet<>();
        for (Neighbourhood each : neighbourhoods) {
            now.forEach((key, found) -> {
                if (each.touches(
                        found.about().kind(),
                        about(located, found).subject().id(),
                        found.at(),
                        found.about().place())) {
                    affected.add(key);
                }
            });
            before.values().stream()
                    .filter(was -> each.touches(was.seenAs(), was.subject().id(), was.at(), was.place()))
                    .forEach(was -> affected.add(was.key()));
        }
        List<KeptFindings.Change> changes = affected.stream()
                .map(key -> {
                    PatternFound found = now.get(key);
                    return new KeptFindings.Change(
                            key, found, found == null ? null : about(located, found), before.get(key));
                })
                .toList();
        kept.bringTo(changes, patterns, release);
    }

    private static Located about(Map<Long, Located> located, PatternFound found) {
        Located about = located.get(found.about().id());
        if (about == null) {
            throw new IllegalStateException("a finding about a fact that was not asked for");
        }
        return about;
    }

    static Observed observed(Located located) {
        Fact fact = located.fact();
        return new Observed(
                fact.id().value(),
                fact.kind(),
                fact.category(),
                located.subject().ref().toString(),
                fact.occurredAt(),
                fact.occurredOn(),
                place(located),
                fact.amount(),
                fact.confidence(),
                fact.source(),
                fact.reference(),
                fact.payload());
    }

    /** What the fact says, else where its subject stands. */
    static @Nullable Place place(Located located) {
        if (located.fact().payload().get("latitude") instanceof Number latitude
                && located.fact().payload().get("longitude") instanceof Number longitude) {
            return new Place(latitude.doubleValue(), longitude.doubleValue());
        }
        BigDecimal latitude = located.subject().latitude();
        BigDecimal longitude = located.subject().longitude();
        return latitude == null || longitude == null
                ? null
                : new Place(latitude.doubleValue(), longitude.doubleValue());
    }

    /** What one reach looks at around the facts that are new. */
    private static final class Neighbourhood {
        private final Reach reach;
        private final List<Touched> triggers;
        private final Set<SubjectId> subjects;
        private final List<Time> times;
        private final Instant now;

        private record Time(Instant from, Instant to) {
            boolean holds(Instant at) {
                return !at.isBefore(from) && !at.isAfter(to);
            }
        }

        Neighbourhood(Reach reach, List<Touched> touched, Instant now) {
            this.reach = reach;
            this.now = now;
            this.triggers = touched.stream()
                    .filter(each -> reach.kinds().contains(each.kind())
                            || reach.lasting().contains(each.kind()))
                    .toList();
            this.subjects =
                    reach.ofSubject() ? triggers.stream().map(Touched::subject).collect(Collectors.toSet()) : Set.of();
            this.times = merged(reach.span());
        }

        /** When findings that a trigger can change begin, give or take a span. */
        private List<Time> merged(Duration margin) {
            List<Time> merged = new ArrayList<>();
            triggers.stream()
                    .map(each -> new Time(
                            each.occurredAt().minus(margin),
                            (reach.lasting().contains(each.kind())
                                            ? earlier(now, each.occurredAt().plus(reach.lasts()))
                                            : each.occurredAt())
                                    .plus(margin)))
                    .sorted(Comparator.comparing(Time::from))
                    .forEach(each -> {
                        Time last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
                        if (last == null || each.from.isAfter(last.to)) {
                            merged.add(each);
                        } else if (each.to.isAfter(last.to)) {
                            merged.set(merged.size() - 1, new Time(last.from, each.to));
                        }
                    });
            return merged;
        }

        private static Instant earlier(Instant one, Instant other) {
            return one.isBefore(other) ? one : other;
        }

        Stream<Stretch> stretches() {
            Box box = box();
            Set<String> moments = new HashSet<>(reach.kinds());
            moments.add(Patterns.FACT_KIND);
            return merged(reach.span().multipliedBy(2)).stream()
                    .flatMap(time -> Stream.concat(
                            moments.stream().sorted().map(kind -> new Stretch(kind, time.from, time.to, box, subjects)),
                            reach.lasting().stream()
                                    .sorted()
                                    .map(kind -> new Stretch(
                                            kind, time.from.minus(reach.lasts()), time.to, box, subjects))));
        }

        /** Null where the reach has no distance, or nobody knows where a trigger happened. */
        private @Nullable Box box() {
            if (reach.metres() == 0 || triggers.stream().anyMatch(each -> each.latitude() == null)) {
                return null;
            }
            double south = 90;
            double north = -90;
            double west = 180;
            double east = -180;
            for (Touched each : triggers) {
                Place at = at(each);
                double up = 2.0 * AFFECTED * reach.metres() / METRES_A_DEGREE;
                double across = up / Math.max(0.01, Math.cos(Math.toRadians(at.latitude())));
                south = Math.min(south, at.latitude() - up);
                north = Math.max(north, at.latitude() + up);
                west = Math.min(west, at.longitude() - across);
                east = Math.max(east, at.longitude() + across);
            }
            return new Box(degrees(south), degrees(west), degrees(north), degrees(east));
        }

        private static BigDecimal degrees(double value) {
            return BigDecimal.valueOf(value).setScale(8, RoundingMode.HALF_UP);
        }

        private static Place at(Touched each) {
            return new Place(
                    Objects.requireNonNull(each.latitude()).doubleValue(),
                    Objects.requireNonNull(each.longitude()).doubleValue());
        }

        /** Whether a trigger can have changed a finding. */
        boolean touches(String kind, SubjectId subject, Instant begun, @Nullable Place place) {
            return reach.kinds().contains(kind)
                    && (subjects.isEmpty() || subjects.contains(subject))
                    && times.stream().anyMatch(each -> each.holds(begun))
                    && (reach.metres() == 0
                            || place == null
                            || triggers.stream()
                                    .anyMatch(each -> each.latitude() == null
                                            || at(each).metresTo(place) <= AFFECTED * (double) reach.metres()));
        }
    }
}
