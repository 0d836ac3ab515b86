package gridwork.street;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The officers' accounts (账号). Every act is a transaction of its own or joins the caller's, and is logged with who did
 * it. Passwords go in and are never given out; a one-time password is given once, to be handed on, and must be changed
 * at the first sign-in.
 */
public interface Accounts {
    /** An account with a password that its owner knows already. */
    void create(OfficerId id, String name, Set<Duty> duties, String password, String by);

    /** An account with a one-time password, which is the answer. */
    String create(OfficerId id, String name, Set<Duty> duties, String by);

    void rename(OfficerId id, String name, String by);

    void setDuties(OfficerId id, Set<Duty> duties, String by);

    /** Refused unless the present password is right and the new one is good enough. All other sessions end. */
    void changeOwnPassword(OfficerId id, String present, String chosen);

    /** A one-time password in place of a forgotten one; all sessions end and a lock is lifted. */
    String resetPassword(OfficerId id, String by);

    /** No sign-in and no new tasks any more; refused for the last administrator. */
    void deactivate(OfficerId id, String by);

    void reactivate(OfficerId id, String by);

    /** @param subject as {@code kind/code} */
    void stateConflict(OfficerId id, String subject, String reason, String by);

    void withdrawConflict(OfficerId id, String subject, String by);

    List<Conflict> conflicts(OfficerId id);

    /** Newest first. */
    List<Change> log(OfficerId id, int size);

    Optional<State> state(OfficerId id);

    /**
     * Where nobody can sign in yet: makes the street if there is none, and an administrator with a one-time password.
     * While that administrator is alone and has not used the password, each call makes a new one: whoever did not get to
     * see the last one (a kill before it was printed, a closed window) need only start again. Empty otherwise.
     */
    Optional<FirstAdministrator> firstAdministrator();

    record FirstAdministrator(OfficerId id, String oneTimePassword) {}

    /** A stated conflict of interest (回避). */
    record Conflict(String subject, String reason, Instant statedAt, String statedBy) {}

    record Change(String act, String detail, Instant at, String by) {}

    /** @param lockedUntil null = not locked */
    record State(boolean mustChangePassword, @Nullable Instant lockedUntil, Instant createdAt) {}
}
