package gridwork.policy.backtest;

import gridwork.cases.CasesAsked;
import gridwork.cases.CheckIntervals;
import gridwork.decisions.Past;
import gridwork.decisions.Walk;
import gridwork.decisions.Walk.Stood;
import gridwork.facts.Fact;
import gridwork.platform.StreetClock;
import gridwork.policy.backtest.Backtested.Differing;
import gridwork.policy.backtest.Backtested.Stretch;
import gridwork.rules.Evaluation;
import gridwork.rules.ItemStand;
import gridwork.rules.Release;
import gridwork.rules.RuleSet;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Walks one subject's past with two releases and says what differs, day by day. Knows of no other subject, asks no database. */
final class Comparison {
    private final Walk walk;
    private final CasesAsked cases;
    private final CheckIntervals intervals;
    private final StreetClock clock;
    private final Release old;
    private final Release now;
    private final LocalDate from;
    private final LocalDate to;
    private final Walk.Stretch over;
    private final List<LocalDate> monthEnds;
    private final Set<String> withIntervals;

    Comparison(
            Walk walk,
            CasesAsked cases,
            CheckIntervals intervals,
            StreetClock clock,
            Release old,
            Release now,
            Backtest.Asked asked,
            Walk.Stretch over) {
        this.walk = walk;
        this.cases = cases;
        this.intervals = intervals;
        this.clock = clock;
        this.old = old;
        this.now = now;
        this.from = asked.from();
        this.to = asked.to();
        this.over = over;
        this.monthEnds = monthEnds(from, to);
        this.withIntervals = intervals.ruleSets().keySet();
    }

    private static List<LocalDate> monthEnds(LocalDate from, LocalDate to) {
        List<LocalDate> ends = new ArrayList<>();
        for (YearMonth month = YearMonth.from(from); !month.atDay(1).isAfter(to); month = month.plusMonths(1)) {
            LocalDate end = month.atEndOfMonth();
            ends.add(end.isAfter(to) ? to : end);
        }
        return ends;
    }

    /**
     * What one subject adds.
     *
     * @param decisions how often the rules were asked
     */
    record Found(int decisions, List<Consumer<Tally>> adding, List<Differing> differing) {
        void addTo(Tally tally) {
            adding.forEach(each -> each.accept(tally));
        }
    }

    Found of(Past past, List<String> standing, List<String> answering) {
        var found = new Gathering(past);
        String kind = past.subject().ref().kind();
        for (String each : standing) {
            Optional<RuleSet> before =
                    old.find(each).filter(it -> it.subjectKinds().contains(kind));
            Optional<RuleSet> after =
                    now.find(each).filter(it -> it.subjectKinds().contains(kind));
            if (before.isPresent() || after.isPresent()) {
                found.stood(each, before, after);
            }
        }
        for (String each : answering) {
            found.said(each);
        }
        return new Found(found.decisions, found.adding, found.differing);
    }

    /** Days on end on which neither side changes. */
    private record Segment(
            LocalDate from,
            LocalDate to,
            @Nullable Evaluation old,
            @Nullable Evaluation now) {
        boolean tookPart() {
            return old != null || now != null;
        }

        boolean differs() {
            return !result(old).equals(result(now)) || !held(old).equals(held(now));
        }

        long days() {
            return ChronoUnit.DAYS.between(from, to) + 1;
        }
    }

    private static String result(@Nullable Evaluation of) {
        return of == null ? RuleSet.UNKNOWN : of.result();
    }

    private static Set<String> held(@Nullable Evaluation of) {
        Set<String> held = new TreeSet<>();
        if (of != null) {
            of.held().forEach(each -> held.add(each.item()));
        }
        return held;
    }

    private static Backtested.Side side(@Nullable Evaluation of) {
        return new Backtested.Side(result(of), of == null ? List.of() : of.rowIds(), List.copyOf(held(of)));
    }

    private final class Gathering {
        private final Past past;
        private final List<Consumer<Tally>> adding = new ArrayList<>();
        private final List<Differing> differing = new ArrayList<>();
        private int decisions;

        Gathering(Past past) {
            this.past = past;
        }

        void stood(String id, Optional<RuleSet> before, Optional<RuleSet> after) {
            List<Stood> first = before.map(each -> walked(each, old)).orElse(List.of());
            List<Stood> second = after.map(each -> walked(each, now)).orElse(List.of());
            List<Segment> segments = segments(first, second);
            boolean any = segments.stream().anyMatch(Segment::tookPart);
            if (any) {
                days(id, segments);
                if (withIntervals.contains(id)) {
                    checks(id, segments);
                }
            }
            asking(id, first, Tally.Side.OLD);
            asking(id, second, Tally.Side.NOW);
        }

        private List<Stood> walked(RuleSet ruleSet, Release release) {
            Walk.Walked<Stood> walked = walk.stood(past, ruleSet, release, over);
            decisions += walked.evaluations();
            return walked.moments();
        }

        private List<Segment> segments(List<Stood> first, List<Stood> second) {
            TreeMap<LocalDate, Optional<Evaluation>> before = byDay(first);
            TreeMap<LocalDate, Optional<Evaluation>> after = byDay(second);
            var starts = new TreeSet<>(before.keySet());
            starts.addAll(after.keySet());
            starts.add(from);
            List<Segment> segments = new ArrayList<>();
            for (LocalDate day : starts) {
                LocalDate next = starts.higher(day);
                segments.add(new Segment(day, next == null ? to : next.minusDays(1), on(before, day), on(after, day)));
            }
            return segments;
        }

        /** How each day ended on which something changed. */
        private TreeMap<LocalDate, Optional<Evaluation>> byDay(List<Stood> course) {
            var days = new TreeMap<LocalDate, Optional<Evaluation>>();
            course.forEach(each -> days.put(each.asOf(), Optional.ofNullable(each.evaluation())));
            return days;
        }

        private @Nullable Evaluation on(TreeMap<LocalDate, Optional<Evaluation>> course, LocalDate day) {
            var entry = course.floorEntry(day);
            return entry == null ? null : entry.getValue().orElse(null);
        }

        private void days(String id, List<Segment> segments) {
            long days = 0;
            List<Stretch> stretches = new ArrayList<>();
            int nextMonth = 0;
            for (Segment each : segments) {
                if (each.tookPart() && each.differs()) {
                    days += each.days();
                    extend(stretches, each);
                }
                while (nextMonth < monthEnds.size() && !monthEnds.get(nextMonth).isAfter(each.to())) {
                    LocalDate day = monthEnds.get(nextMonth++);
                    if (each.tookPart()) {
                        adding.add(tally -> tally.standing(id).month(day, result(each.old()), result(each.now())));
                    }
                }
            }
            Segment last = segments.get(segments.size() - 1);
            if (last.tookPart()) {
                adding.add(tally -> atEnd(tally.standing(id), last));
            }
            long all = days;
            adding.add(tally -> {
                tally.standing(id).subject(all > 0);
                tally.standing(id).days(all);
            });
            if (days > 0) {
                var area = past.subject().area();
                var its = new Differing(
                        id,
                        past.subject().ref().toString(),
                        past.subject().name(),
                        area == null ? null : area.value(),
                        days,
                        List.copyOf(stretches.subList(0, Math.min(stretches.size(), Differing.STRETCHES))));
                differing.add(its);
                adding.add(tally -> tally.standing(id).differing(its));
            }
        }

        private void atEnd(Tally.OfRuleSet tally, Segment last) {
            tally.atEnd(result(last.old()), result(last.now()));
            Set<String> before = held(last.old());
            Set<String> after = held(last.now());
            var either = new HashSet<>(before);
            either.addAll(after);
            either.forEach(item -> tally.item(item, before.contains(item), after.contains(item)));
        }

        private void extend(List<Stretch> stretches, Segment each) {
            Backtested.Side before = side(each.old());
            Backtested.Side after = side(each.now());
            Stretch last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
            if (last != null
                    && last.to().plusDays(1).equals(each.from())
                    && isSame(last.old(), before)
                    && isSame(last.now(), after)) {
                stretches.set(stretches.size() - 1, new Stretch(last.from(), each.to(), last.old(), last.now()));
            } else {
                stretches.add(new Stretch(each.from(), each.to(), before, after));
            }
        }

        private boolean isSame(Backtested.Side one, Backtested.Side other) {
            return one.result().equals(other.result()) && one.held().equals(other.held());
        }

        private void checks(String id, List<Segment> segments) {
            Map<List<String>, double[]> wanted = new HashMap<>();
            for (Segment each : segments) {
                List<Fact> seen = past.facts(clock.endOf(each.from()));
                wanted(id, old, each, each.old(), seen, Tally.Side.OLD, wanted);
                wanted(id, now, each, each.now(), seen, Tally.Side.NOW, wanted);
            }
            wanted.forEach((key, n) -> adding.add(tally -> {
                tally.checks(key.get(0), key.get(1), Tally.Side.OLD, n[0]);
                tally.checks(key.get(0), key.get(1), Tally.Side.NOW, n[1]);
            }));
        }

        private void wanted(
                String id,
                Release release,
                Segment segment,
                @Nullable Evaluation answer,
                List<Fact> seen,
                Tally.Side side,
                Map<List<String>, double[]> wanted) {
            LocalDate day = segment.from();
            while (answer != null && !day.isAfter(segment.to())) {
                CheckIntervals.Wanted its = intervals.wanted(release, id, answer, seen, day);
                LocalDate last = its.until().isBefore(segment.to()) ? its.until() : segment.to();
                double days = ChronoUnit.DAYS.between(day, last) + 1.0;
                for (CheckIntervals.Every each : its.every()) {
                    wanted.computeIfAbsent(
                                            List.of(
                                                    each.matter(),
                                                    each.department().value()),
                                            key -> new double[2])[side.ordinal()] +=
                            days / each.days();
                }
                day = last.plusDays(1);
            }
        }

        private void asking(String id, List<Stood> course, Tally.Side side) {
            for (Stood each : course) {
                if (!each.decided() || each.evaluation() == null) {
                    continue;
                }
                each.news().forEach(item -> adding.add(tally -> tally.warned(id, item, each.asOf(), side)));
                asking(id, null, each.evaluation(), each.news(), each.asOf(), side);
                for (Walk.Reply reply : each.asked()) {
                    adding.add(tally -> tally.answers(reply.ruleSet()).occasion(side));
                    asking(reply.ruleSet(), null, reply.evaluation(), heldItems(reply), each.asOf(), side);
                }
            }
        }

        private List<String> heldItems(Walk.Reply reply) {
            return reply.evaluation().held().stream().map(ItemStand::item).toList();
        }

        private void asking(
                String ruleSet,
                @Nullable String fact,
                Evaluation answer,
                List<String> news,
                LocalDate day,
                Tally.Side side) {
            cases.matters(ruleSet, fact, answer, news)
                    .forEach(matter -> adding.add(tally -> tally.caseAsked(matter, day, side)));
        }

        void said(String id) {
            List<Walk.Said> before = said(id, old);
            List<Walk.Said> after = said(id, now);
            Map<Fact, Walk.Said> first = new HashMap<>();
            before.forEach(each -> first.put(each.fact(), each));
            for (Walk.Said each : after) {
                Walk.Said was = first.get(each.fact());
                String earlier =
                        was == null ? RuleSet.UNKNOWN : was.evaluation().result();
                boolean differs = was == null || !isSame(was.evaluation(), each.evaluation());
                String result = each.evaluation().result();
                adding.add(tally -> tally.answers(id).answer(earlier, result, differs));
                answered(id, each, Tally.Side.NOW);
            }
            before.forEach(each -> answered(id, each, Tally.Side.OLD));
        }

        private void answered(String id, Walk.Said said, Tally.Side side) {
            List<String> news =
                    said.evaluation().held().stream().map(ItemStand::item).toList();
            asking(id, said.fact().kind(), said.evaluation(), news, said.asOf(), side);
        }

        private boolean isSame(Evaluation one, Evaluation other) {
            return one.result().equals(other.result())
                    && one.values().equals(other.values())
                    && held(one).equals(held(other))
                    && values(one).equals(values(other));
        }

        private List<Map<String, Object>> values(Evaluation of) {
            return of.held().stream().map(ItemStand::values).toList();
        }

        private List<Walk.Said> said(String id, Release release) {
            Optional<RuleSet> ruleSet = release.find(id);
            if (ruleSet.isEmpty()) {
                return List.of();
            }
            Walk.Walked<Walk.Said> walked = walk.said(past, ruleSet.get(), release, over);
            decisions += walked.evaluations();
            return walked.moments();
        }
    }
}
