package gridwork.cases.clock;

import gridwork.cases.CaseId;
import gridwork.platform.Label;
import gridwork.street.Deadline;
import gridwork.street.Length;
import gridwork.street.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A clock of a case (时限) as it stands.
 *
 * @param length as it was ordered, without extensions
 * @param countedFrom since when {@code left} is counted: the beginning, or the end of the last pause
 * @param left what was left then: days where the length is of days, else microseconds
 * @param dueAt the last moment in time; null while paused
 * @param beyondCalendar counted over years whose notice is not known
 * @param pausedSince null = not paused now
 * @param paused how long it was paused in all, without a pause that lasts
 * @param extendedBy how much was added in all, in the unit of the length
 * @param extendedWho the officer; null = nobody or the program
 * @param breachedAt when its time was up; null = in time so far
 * @param stoppedAt null = it is open
 * @param took how long it took without pauses: days, or microseconds; null = it is open, or was not done when its case ended
 * @param toldAt when the process was led away by its breach
 */
public record CaseClock(
        ClockId id,
        CaseId caseId,
        String matter,
        String item,
        Label title,
        @Nullable String step,
        @Nullable String part,
        Length length,
        Because because,
        Instant startedAt,
        Instant countedFrom,
        long left,
        @Nullable Instant dueAt,
        boolean beyondCalendar,
        @Nullable Instant pausedSince,
        @Nullable String pausedBecause,
        Duration paused,
        int extendedBy,
        @Nullable String extendedBecause,
        @Nullable String extendedWho,
        @Nullable Instant breachedAt,
        @Nullable Instant stoppedAt,
        @Nullable Long took,
        @Nullable Instant toldAt,
        int tries,
        int version) {
    public enum State {
        RUNNING,
        PAUSED,
        /** Its time is up, and what it stands for is not done. */
        BREACHED,
        /** Done in time. */
        MET,
        /** Done, but late. */
        LATE,
        /** Its case ended, or went into another, before it was done, and its time was not up. */
        ENDED,
        /** The same, when its time was up. */
        MISSED
    }

    public boolean open() {
        return stoppedAt == null;
    }

    /** It was stopped because its case ended, and what it stands for was not done. */
    public boolean endedWithIts() {
        return !open() && took == null;
    }

    /** Whether the tasks of a step are due with it by name. */
    boolean isOf(String other) {
        return step != null && (" " + step + " ").contains(" " + other + " ");
    }

    /** A breach shows at once, before any sweep has marked it. */
    public State at(Instant now) {
        boolean late = breachedAt != null || (open() && isUp(now));
        if (!open()) {
            return took == null ? late ? State.MISSED : State.ENDED : late ? State.LATE : State.MET;
        }
        return late ? State.BREACHED : pausedSince == null ? State.RUNNING : State.PAUSED;
    }

    boolean isUp(Instant now) {
        return dueAt != null && dueAt.isBefore(now);
    }

    /** When it is due by a calendar. */
    Deadline dueBy(WorkingCalendar calendar) {
        return due(calendar, length, countedFrom, left);
    }

    static Deadline due(WorkingCalendar calendar, Length length, Instant from, long left) {
        return length.ofDays()
                ? calendar.plus(from, length.times(Math.toIntExact(left)))
                : calendar.plus(from, Duration.of(left, ChronoUnit.MICROS), length.counting());
    }

    static long amount(Length length) {
        return length.ofDays() ? length.amount() : micros(length.time());
    }

    /** What is left of it at a moment; never below none. */
    long leftAt(Instant now, WorkingCalendar calendar) {
        long used = length.ofDays()
                ? calendar.daysBetween(countedFrom, now, length.counting())
                : micros(calendar.between(countedFrom, now, length.counting()));
        return Math.max(0, left - used);
    }

    /** What there was of it in all, in its own measure. */
    private long all() {
        return amount(length) + (extendedBy == 0 ? 0 : amount(length.times(extendedBy)));
    }

    /** How long it took when it is done at a moment, without pauses: days, the last one included, or microseconds. */
    long tookAt(Instant now, WorkingCalendar calendar) {
        long before = all() - left;
        if (pausedSince != null) {
            return before;
        }
        return before
                + (length.ofDays()
                        ? calendar.daysUntil(countedFrom, now, length.counting())
                        : micros(calendar.between(countedFrom, now, length.counting())));
    }

    /** When it is done where it takes as long as is usual. */
    Instant doneAsUsual(long took, WorkingCalendar calendar) {
        return due(calendar, length, countedFrom, Math.max(0, took - (all() - left)))
                .at();
    }

    static long micros(Duration time) {
        return time.dividedBy(Duration.of(1, ChronoUnit.MICROS));
    }

    /** The same time, counted in another case. */
    CaseClock as(ClockId other, CaseId into, String its, @Nullable String at) {
        return as(other, into, its, title, at, 1);
    }

    /** Another clock with this one's time; it stays what it stands for, where it stands. */
    CaseClock in(CaseClock other) {
        return as(other.id, other.caseId, other.matter, other.title, other.step, other.version);
    }

    private CaseClock as(ClockId other, CaseId into, String its, Label called, @Nullable String at, int inVersion) {
        But copy = but();
        copy.id = other;
        copy.caseId = into;
        copy.matter = its;
        copy.title = called;
        copy.step = at;
        copy.version = inVersion;
        return copy.done();
    }

    But but() {
        return new But(this);
    }

    /** The same clock, but for what is said. */
    static final class But {
        private final CaseClock of;
        private ClockId id;
        private CaseId caseId;
        private String matter;
        private Label title;
        private @Nullable String step;
        private int version;
        private Instant countedFrom;
        private long left;
        private @Nullable Instant dueAt;
        private boolean beyondCalendar;
        private @Nullable Instant pausedSince;
        private @Nullable String pausedBecause;
        private Duration paused;
        private int extendedBy;
        private @Nullable String extendedBecause;
        private @Nullable String extendedWho;
        private @Nullable Instant breachedAt;
        private @Nullable Instant stoppedAt;
        private @Nullable Long took;
        private @Nullable Instant toldAt;
        private int tries;

        private But(CaseClock of) {
            this.of = of;
            id = of.id;
            caseId = of.caseId;
            matter = of.matter;
            title = of.title;
            step = of.step;
            version = of.version;
            countedFrom = of.countedFrom;
            left = of.left;
            dueAt = of.dueAt;
            beyondCalendar = of.beyondCalendar;
            pausedSince = of.pausedSince;
            pausedBecause = of.pausedBecause;
            paused = of.paused;
            extendedBy = of.extendedBy;
            extendedBecause = of.extendedBecause;
            extendedWho = of.extendedWho;
            breachedAt = of.breachedAt;
            stoppedAt = of.stoppedAt;
            took = of.took;
            toldAt = of.toldAt;
            tries = of.tries;
        }

        But counted(Instant from, long amount) {
            countedFrom = from;
            left = amount;
            return this;
        }

        But due(@Nullable Deadline due) {
            dueAt = due == null ? null : due.at();
            beyondCalendar = due == null ? beyondCalendar : due.beyondCalendar();
            return this;
        }

        But pausedSince(Instant since, String because) {
            pausedSince = since;
            pausedBecause = because;
            return this;
        }

        But pausedFor(Duration all) {
            pausedSince = null;
            paused = all;
            return this;
        }

        But extended(int by, String because, @Nullable String who) {
            extendedBy = by;
            extendedBecause = because;
            extendedWho = who;
            return this;
        }

        But breachedAt(@Nullable Instant moment) {
            breachedAt = moment;
            return this;
        }

        /** @param amount how long it took; null = it was not done */
        But stopped(Instant moment, @Nullable Long amount) {
            stoppedAt = moment;
            took = amount;
            return this;
        }

        But goesOn() {
            stoppedAt = null;
            took = null;
            return this;
        }

        But toldAt(@Nullable Instant moment) {
            toldAt = moment;
            return this;
        }

        But failed() {
            tries++;
            return this;
        }

        CaseClock done() {
            return new CaseClock(
                    id,
                    caseId,
                    matter,
                    of.item,
                    title,
                    step,
                    of.part,
                    of.length,
                    of.because,
                    of.startedAt,
                    countedFrom,
                    left,
                    dueAt,
                    beyondCalendar,
                    pausedSince,
                    pausedBecause,
                    paused,
                    extendedBy,
                    extendedBecause,
                    extendedWho,
                    breachedAt,
                    stoppedAt,
                    took,
                    toldAt,
                    tries,
                    version);
        }
    }
}
