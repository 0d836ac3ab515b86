package gridwork.app.demo;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Twelve months on the made-up sites: visits, what they found, complaints. Each site goes through spells in which its
 * people are careful, careless or reckless; what that means in colours is for the rules to say, not for this class.
 */
final class SiteHistory {
    /** Of the sites, so many are in such a spell today; the others are careful. */
    private static final int RECKLESS_TODAY = 7;

    private static final int CARELESS_TODAY = 14;
    /** Days without a visit. */
    private static final int LONG_AGO = 18;

    private enum Spell {
        CAREFUL(30, 6, 0),
        CARELESS(15, 34, 2),
        RECKLESS(7, 55, 22);

        /** Days between visits; the chance in a hundred that a visit finds something, and something grave. */
        private final int daysBetween;

        private final int everyday;
        private final int grave;

        Spell(int daysBetween, int everyday, int grave) {
            this.daysBetween = daysBetween;
            this.everyday = everyday;
            this.grave = grave;
        }
    }

    record Violation(String reference, String site, LocalDate on, LocalTime at, List<String> what) {}

    record Check(String reference, String site, LocalDate on, LocalTime at, String type, int found, String note) {}

    record Complaint(String reference, String site, LocalDate on, LocalTime at, List<String> what) {}

    /** What became of a planned check or of an order to rectify; {@code violation} is a category, null for a check. */
    record Milestone(
            String site,
            LocalDate on,
            LocalTime at,
            String category,
            String caseId,
            String matter,
            LocalDate dueOn,
            @Nullable String violation) {}

    private static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59);
    private final List<Milestone> milestones = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<Complaint> complaints = new ArrayList<>();
    private final LocalDate from;
    private final LocalDate until;

    SiteHistory(MadeUpStreet street) {
        this.from = street.from();
        this.until = street.until();
        List<MadeUpStreet.Site> sites = street.allSites();
        for (int i = 0; i < sites.size(); i++) {
            live(sites.get(i), today(i, sites.size()), i % 2 == 0, new SplittableRandom(1_000 + i));
        }
        violations.sort(Comparator.comparing(Violation::on).thenComparing(Violation::reference));
        checks.sort(Comparator.comparing(Check::on).thenComparing(Check::reference));
        milestones.sort(Comparator.comparing(Milestone::on).thenComparing(Milestone::caseId));
        complaints.sort(Comparator.comparing(Complaint::on).thenComparing(Complaint::reference));
    }

    /** Spread over the numbers, so that every community has some of each. */
    private static Spell today(int number, int sites) {
        int place = (number * 17 + 3) % sites;
        if (place < RECKLESS_TODAY) {
            return Spell.RECKLESS;
        }
        return place < RECKLESS_TODAY + CARELESS_TODAY ? Spell.CARELESS : Spell.CAREFUL;
    }

    /** @param waiting nobody was there lately: whatever the day, somebody has to go there soon */
    private void live(MadeUpStreet.Site site, Spell last, boolean waiting, RandomGenerator random) {
        LocalDate lastVisit = waiting && last != Spell.CAREFUL ? until.minusDays(LONG_AGO) : until;
        LocalDate begin = site.openedOn().isAfter(from) ? site.openedOn() : from;
        LocalDate lastSpell =
                until.minusDays(last == Spell.CAREFUL ? 75 + random.nextInt(60) : 25 + random.nextInt(30));
        LocalDate day = visitable(begin.plusDays(random.nextInt(20)));
        Spell spell = Spell.CAREFUL;
        LocalDate spellEnds = begin;
        while (!day.isAfter(lastVisit)) {
            if (!day.isBefore(lastSpell)) {
                spell = last;
            } else if (!day.isBefore(spellEnds)) {
                spell = random.nextInt(100) < 55
                        ? Spell.CAREFUL
                        : random.nextInt(100) < 70 ? Spell.CARELESS : Spell.RECKLESS;
                spellEnds = day.plusDays(35 + random.nextInt(70));
            }
            if (random.nextInt(100) < 4) {
                missed(site, day);
            } else {
                visit(site, day, lastVisit, spell, spell == last && !day.isBefore(lastSpell), random);
            }
            complain(site, day, spell, random);
            day = visitable(day.plusDays(spell.daysBetween - 2 + random.nextInt(5)));
        }
        if (last != Spell.CAREFUL) {
            // what made it what it is today
            LocalDate found = visitable(lastVisit.minusDays(4 + random.nextInt(14)));
            check(site, found, last, 1, random);
            violation(site, found, MadeUpStreet.pick(random, last == Spell.RECKLESS ? Words.GRAVE : Words.EVERYDAY));
        }
    }

    private void visit(
            MadeUpStreet.Site site,
            LocalDate day,
            LocalDate lastVisit,
            Spell spell,
            boolean lately,
            RandomGenerator random) {
        int found = 0;
        boolean spotless = lately && spell == Spell.CAREFUL;
        if (!spotless) {
            if (random.nextInt(100) < spell.grave) {
                violation(site, day, MadeUpStreet.pick(random, Words.GRAVE));
                found++;
            }
            while (found < 3 && random.nextInt(100) < spell.everyday) {
                violation(site, day, MadeUpStreet.pick(random, Words.EVERYDAY));
                found++;
            }
        }
        check(site, day, spell, found, random);
        if (found > 0 && random.nextInt(100) < 80) {
            LocalDate again = visitable(day.plusDays(3 + random.nextInt(6)));
            if (!again.isAfter(lastVisit)) {
                int left = spell == Spell.RECKLESS && random.nextInt(100) < 25 ? 1 : 0;
                record(site, again, "复查", left, random);
                if (left > 0) {
                    violation(site, again, MadeUpStreet.pick(random, Words.EVERYDAY));
                }
            }
        }
    }

    private void check(MadeUpStreet.Site site, LocalDate day, Spell spell, int found, RandomGenerator random) {
        String type = switch (spell) {
            case CAREFUL -> "随机检查";
            case CARELESS -> "一般检查";
            case RECKLESS -> "重点检查";
        };
        record(site, day, type, found, random);
        Check done = checks.get(checks.size() - 1);
        milestones.add(
                new Milestone(site.code(), day, done.at(), "check-due", done.reference(), "site-check", day, null));
    }

    private void missed(MadeUpStreet.Site site, LocalDate day) {
        String planned = "YS-%s-%04d".formatted(site.code(), milestones.size());
        for (String category : List.of("check-due", "check-overdue")) {
            milestones.add(new Milestone(site.code(), day, END_OF_DAY, category, planned, "site-check", day, null));
        }
    }

    private void record(MadeUpStreet.Site site, LocalDate day, String type, int found, RandomGenerator random) {
        int first = 1 + random.nextInt(4);
        int second = 1 + (first + random.nextInt(3)) % 4;
        checks.add(new Check(
                "JC-%s-%04d".formatted(site.code(), checks.size() + 1),
                site.code(),
                day,
                LocalTime.of(9 + random.nextInt(8), random.nextInt(60)),
                type,
                found,
                "检查人员 inspector%d、inspector%d".formatted(first, second)));
    }

    private void violation(MadeUpStreet.Site site, LocalDate day, List<String> what) {
        String reference = "WF-%s-%04d".formatted(site.code(), violations.size() + 1);
        LocalTime at = LocalTime.of(10, violations.size() % 60);
        violations.add(new Violation(reference, site.code(), day, at, what));
        rectify(site, day, at, reference, what.get(2));
    }

    /** Most is put right in time, some late, a little not yet. */
    private void rectify(MadeUpStreet.Site site, LocalDate day, LocalTime at, String of, String what) {
        RandomGenerator random = new SplittableRandom(of.hashCode());
        String order = of.replace("WF", "ZG");
        LocalDate dueOn = visitable(day.plusDays(3 + random.nextInt(8)));
        LocalDate done =
                random.nextInt(100) < 84 ? day.plusDays(1 + random.nextInt(3)) : dueOn.plusDays(1 + random.nextInt(25));
        order(site, day, at, "case-opened", order, dueOn, what);
        order(site, day, at, "rectification-due", order, dueOn, what);
        if (done.isAfter(dueOn) && !dueOn.isAfter(until)) {
            order(site, dueOn, END_OF_DAY, "rectification-overdue", order, dueOn, what);
        }
        if (!done.isAfter(until)) {
            order(site, done, LocalTime.of(16, 30), "rectified", order, dueOn, what);
            order(site, done, LocalTime.of(16, 30), "case-closed", order, dueOn, what);
        }
    }

    private void order(
            MadeUpStreet.Site site,
            LocalDate on,
            LocalTime at,
            String category,
            String order,
            LocalDate dueOn,
            String what) {
        milestones.add(new Milestone(site.code(), on, at, category, order, "rectification", dueOn, what));
    }

    private void complain(MadeUpStreet.Site site, LocalDate around, Spell spell, RandomGenerator random) {
        int chance = 4 + spell.ordinal() * 14;
        if (random.nextInt(100) < chance) {
            LocalDate on = around.minusDays(random.nextInt(3));
            if (!on.isBefore(from)) {
                complaints.add(new Complaint(
                        "TS-%s-%04d".formatted(site.code(), complaints.size() + 1),
                        site.code(),
                        on,
                        LocalTime.of(6 + random.nextInt(17), random.nextInt(60)),
                        MadeUpStreet.pick(random, Words.COMPLAINTS)));
            }
        }
    }

    private static LocalDate visitable(LocalDate day) {
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> day.plusDays(2);
            case SUNDAY -> day.plusDays(1);
            default -> day;
        };
    }

    List<Milestone> milestones() {
        return List.copyOf(milestones);
    }

    void violations(Consumer<List<String>> rows) {
        rows.accept(List.of("违法编号", "工地编号", "发现时间", "违法种类", "说明"));
        for (Violation each : violations) {
            rows.accept(List.of(
                    each.reference(),
                    each.site(),
                    moment(each.on(), each.at()),
                    each.what().get(0),
                    each.what().get(1)));
        }
    }

    void checks(Consumer<List<String>> rows) {
        rows.accept(List.of("检查编号", "工地编号", "检查时间", "检查方式", "发现问题数", "备注"));
        for (Check each : checks) {
            rows.accept(List.of(
                    each.reference(),
                    each.site(),
                    moment(each.on(), each.at()),
                    each.type(),
                    String.valueOf(each.found()),
                    each.note()));
        }
    }

    void complaints(Consumer<List<String>> rows) {
        rows.accept(List.of("投诉编号", "工地编号", "投诉时间", "类别", "内容"));
        for (Complaint each : complaints) {
            rows.accept(List.of(
                    each.reference(),
                    each.site(),
                    moment(each.on(), each.at()),
                    each.what().get(0),
                    each.what().get(1)));
        }
    }

    private static String moment(LocalDate on, LocalTime at) {
        return on + " " + at;
    }
}
