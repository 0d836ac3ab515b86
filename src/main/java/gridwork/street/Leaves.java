package gridwork.street;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leave (请假) and the roster of shifts (值班). Entered by the officer, or by whoever arranges the work where it has its duties. */
public interface Leaves {
    /** @param deputy null = the others of the same role */
    record Leave(
            long id,
            OfficerId officer,
            LocalDate from,
            LocalDate until,
            @Nullable OfficerId deputy,
            Instant enteredAt,
            String enteredBy,
            @Nullable Instant withdrawnAt,
            @Nullable String withdrawnBy) {}

    /** @param until not included */
    record Shift(
            long id,
            OfficerId officer,
            Duty duty,
            Instant from,
            Instant until,
            Instant enteredAt,
            String enteredBy,
            @Nullable Instant withdrawnAt,
            @Nullable String withdrawnBy) {}

    /** Refused for days that have passed or overlap another leave, and for a deputy who is away too. */
    void enter(OfficerId officer, LocalDate from, LocalDate until, @Nullable OfficerId deputy, Officer by);

    void withdraw(long leave, Officer by);

    /** Refused for a role that cannot be held there or below. */
    void roster(OfficerId officer, Duty duty, Instant from, Instant until, Officer by);

    void strike(long shift, Officer by);

    boolean mayStrike(Shift shift, Officer by);

    /** Those that an officer may read: its own, those in which it stands in, those that it arranges; the latest first. */
    List<Leave> leaves(Officer reader, int size);

    List<Shift> shifts(Officer reader, int size);

    /** For whom an officer may enter leave and shifts, itself included; in the order of their names. */
    List<Officer> arrangedBy(Officer officer);
}
