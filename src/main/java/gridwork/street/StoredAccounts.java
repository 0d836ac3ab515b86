package gridwork.street;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Repository;

@Repository
class StoredAccounts implements Accounts {
    private static final Logger LOG = LoggerFactory.getLogger(StoredAccounts.class);
    private static final String ADMINISTRATOR = "administrator";
    private static final String PROGRAM = "gridwork";
    /** Bcrypt reads no more of a password. */
    private static final int LONGEST_BYTES = 72;
    /** Without letters that are mistaken for each other when read aloud or copied by hand. */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final int ONE_TIME_LETTERS = 16;
    private static final Pattern AREA_CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,39}");
    private static final String SUBJECT = "[a-z][a-z-]{0,39}/\\S(.{0,98}\\S)?";

    private final JdbcClient jdbc;
    private final Work work;
    private final StreetClock clock;
    private final Officers officers;
    private final Areas areas;
    private final Roles roles;
    private final PasswordEncoder encoder;
    private final SignInSettings settings;
    private final ApplicationEventPublisher events;
    private final ObjectMapper json = new ObjectMapper();
    private final SecureRandom random = new SecureRandom();

    StoredAccounts(
            JdbcClient jdbc,
            Work work,
            StreetClock clock,
            Officers officers,
            Areas areas,
            Roles roles,
            PasswordEncoder encoder,
            SignInSettings settings,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.work = work;
        this.clock = clock;
        this.officers = officers;
        this.areas = areas;
        this.roles = roles;
        this.encoder = encoder;
        this.settings = settings;
        this.events = events;
    }

    @Override
    public void create(OfficerId id, String name, Set<Duty> duties, String password, String by) {
        insert(id, name, duties, password, false, by);
    }

    @Override
    public String create(OfficerId id, String name, Set<Duty> duties, String by) {
        String oneTime = oneTimePassword();
        insert(id, name, duties, oneTime, true, by);
        return oneTime;
    }

    private void insert(OfficerId id, String name, Set<Duty> duties, String password, boolean mustChange, String by) {
        checkName(name);
        String hash = encoder.encode(password);
        try {
            work.run(() -> {
                jdbc.sql("""
                        insert into officer (id, name, password_hash, password_version, must_change_password, active,
                                             failed_sign_ins, created_at)
                        values (:id, :name, :hash, 1, :mustChange, true, 0, :now)
                        """)
                        .param("id", id.value())
                        .param("name", name.strip())
                        .param("hash", hash)
                        .param("mustChange", mustChange)
                        .param("now", Stored.utc(clock.now()))
                        .update();
                log(id, "created", Map.of("name", name.strip()), by);
                write(id, duties);
                log(id, "duties-changed", Map.of("after", groups(duties)), by);
                events.publishEvent(new OfficerChanged(id));
            });
        } catch (DuplicateKeyException taken) {
            throw new Refused("account-exists", id.value());
        }
    }

    @Override
    public void rename(OfficerId id, String name, String by) {
        checkName(name);
        work.run(() -> {
            Officer before = lock(id);
            jdbc.sql("update officer set name = :name where id = :id")
                    .param("name", name.strip())
                    .param("id", id.value())
                    .update();
            log(id, "renamed", Map.of("before", before.name(), "after", name.strip()), by);
        });
    }

    @Override
    public void setDuties(OfficerId id, Set<Duty> duties, String by) {
        work.run(() -> {
            Officer before = lock(id);
            jdbc.sql("delete from duty where officer = :id")
                    .param("id", id.value())
                    .update();
            write(id, duties);
            if (before.has(ADMINISTRATOR)) {
                keepAnAdministrator();
            }
            log(id, "duties-changed", Map.of("before", groups(before.duties()), "after", groups(duties)), by);
            events.publishEvent(new OfficerChanged(id));
        });
    }

    private void write(OfficerId id, Set<Duty> duties) {
        for (Duty duty : duties) {
            Area.Kind kind = AREA_CODE.matcher(duty.area()).matches()
                    ? areas.find(new AreaId(duty.area())).map(Area::kind).orElse(null)
                    : null;
            if (kind == null
                    || roles.find(duty.role())
                            .filter(role -> role.heldIn().contains(kind))
                            .isEmpty()) {
                throw new Refused("duty-impossible", duty.role(), duty.area());
            }
            jdbc.sql("insert into duty (officer, role, area) values (:officer, :role, :area)")
                    .param("officer", id.value())
                    .param("role", duty.role())
                    .param("area", duty.area())
                    .update();
        }
    }

    @Override
    public void changeOwnPassword(OfficerId id, String present, String chosen) {
        work.run(() -> {
            lock(id);
            String hash = jdbc.sql("select password_hash from officer where id = :id")
                    .param("id", id.value())
                    .query(String.class)
                    .single();
            if (!encoder.matches(present, hash)) {
                throw new Refused("password-wrong");
            }
            checkChosen(id, present, chosen);
            writePassword(id, chosen, false);
            log(id, "password-changed", Map.of(), id.value());
        });
    }

    private void checkChosen(OfficerId id, String present, String chosen) {
        if (chosen.codePointCount(0, chosen.length()) < settings.shortest()) {
            throw new Refused("password-short", settings.shortest());
        }
        if (chosen.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            throw new Refused("password-long", LONGEST_BYTES);
        }
        if (chosen.equals(present)
                || chosen.chars().distinct().count() < 4
                || chosen.toLowerCase(Locale.ROOT).contains(id.value())) {
            throw new Refused("password-weak");
        }
    }

    @Override
    public String resetPassword(OfficerId id, String by) {
        String oneTime = oneTimePassword();
        work.run(() -> {
            lock(id);
            writePassword(id, oneTime, true);
            log(id, "password-reset", Map.of(), by);
        });
        return oneTime;
    }

    private void writePassword(OfficerId id, String password, boolean mustChange) {
        jdbc.sql("""
                update officer
                set password_hash = :hash, password_version = password_version + 1, must_change_password = :mustChange,
                    failed_sign_ins = 0, locked_until = null
                where id = :id
                """)
                .param("hash", encoder.encode(password))
                .param("mustChange", mustChange)
                .param("id", id.value())
                .update();
    }

    @Override
    public void deactivate(OfficerId id, String by) {
        work.run(() -> {
            Officer before = lock(id);
            setActive(id, false);
            if (before.has(ADMINISTRATOR)) {
                keepAnAdministrator();
            }
            log(id, "deactivated", Map.of(), by);
            events.publishEvent(new OfficerChanged(id));
        });
    }

    @Override
    public void reactivate(OfficerId id, String by) {
        work.run(() -> {
            lock(id);
            setActive(id, true);
            log(id, "reactivated", Map.of(), by);
            events.publishEvent(new OfficerChanged(id));
        });
    }

    private void setActive(OfficerId id, boolean active) {
        jdbc.sql("update officer set active = :active where id = :id")
                .param("active", active)
                .param("id", id.value())
                .update();
    }

    /** Locks the administrators first, in order: two who take each other's duty away at once must not both succeed. */
    private void keepAnAdministrator() {
        List<String> left =
                jdbc.sql("""
                        select o.id from officer o
                        where o.active = true
                          and exists (select 1 from duty d where d.officer = o.id and d.role = :role)
                        order by o.id
                        for update
                        """).param("role", ADMINISTRATOR).query(String.class).list();
        if (left.isEmpty()) {
            throw new Refused("last-administrator");
        }
    }

    @Override
    public void stateConflict(OfficerId id, String subject, String reason, String by) {
        if (!subject.matches(SUBJECT)) {
            throw new Refused("conflict-subject", subject);
        }
        if (reason.isBlank() || reason.length() > 500) {
            throw new Refused("conflict-reason");
        }
        work.run(() -> {
            lock(id);
            if (officers.conflicts(id).contains(subject)) {
                throw new Refused("conflict-stated", subject);
            }
            jdbc.sql("""
                    insert into officer_conflict (id, officer, subject, reason, stated_at, stated_by)
                    values (:row, :officer, :subject, :reason, :now, :by)
                    """)
                    .param("row", Ids.next())
                    .param("officer", id.value())
                    .param("subject", subject)
                    .param("reason", reason.strip())
                    .param("now", Stored.utc(clock.now()))
                    .param("by", by)
                    .update();
            log(id, "conflict-stated", Map.of("subject", subject, "reason", reason.strip()), by);
            events.publishEvent(new OfficerChanged(id));
        });
    }

    @Override
    public void withdrawConflict(OfficerId id, String subject, String by) {
        work.run(() -> {
            lock(id);
            int withdrawn = jdbc.sql("""
                            update officer_conflict set withdrawn_at = :now, withdrawn_by = :by
                            where officer = :officer and subject = :subject and withdrawn_at is null
                            """)
                    .param("now", Stored.utc(clock.now()))
                    .param("by", by)
                    .param("officer", id.value())
                    .param("subject", subject)
                    .update();
            if (withdrawn > 0) {
                log(id, "conflict-withdrawn", Map.of("subject", subject), by);
                events.publishEvent(new OfficerChanged(id));
            }
        });
    }

    @Override
    public List<Conflict> conflicts(OfficerId id) {
        return jdbc.sql("""
                        select subject, reason, stated_at, stated_by from officer_conflict
                        where officer = :id and withdrawn_at is null
                        order by stated_at
                        """)
                .param("id", id.value())
                .query((row, at) -> new Conflict(
                        row.getString("subject"),
                        row.getString("reason"),
                        Stored.instant(row.getObject("stated_at", LocalDateTime.class)),
                        row.getString("stated_by")))
                .list();
    }

    @Override
    public List<Change> log(OfficerId id, int size) {
        return jdbc.sql("""
                        select act, detail, changed_at, changed_by from account_log
                        where officer = :id
                        order by changed_at desc, id desc
                        limit :size
                        """)
                .param("id", id.value())
                .param("size", size)
                .query((row, at) -> new Change(
                        row.getString("act"),
                        row.getString("detail"),
                        Stored.instant(row.getObject("changed_at", LocalDateTime.class)),
                        row.getString("changed_by")))
                .list();
    }

    @Override
    public Optional<State> state(OfficerId id) {
        return jdbc.sql("select must_change_password, locked_until, created_at from officer where id = :id")
                .param("id", id.value())
                .query((row, at) -> {
                    LocalDateTime locked = row.getObject("locked_until", LocalDateTime.class);
                    return new State(
                            row.getBoolean("must_change_password"),
                            locked == null || !Stored.instant(locked).isAfter(clock.now())
                                    ? null
                                    : Stored.instant(locked),
                            Stored.instant(row.getObject("created_at", LocalDateTime.class)));
                })
                .optional();
    }

    @Override
    public Optional<FirstAdministrator> firstAdministrator() {
        List<OfficerId> all = jdbc.sql("select id from officer limit 2")
                .query((row, at) -> new OfficerId(row.getString("id")))
                .list();
        if (all.size() == 1) {
            return Optional.of(all.get(0))
                    .filter(this::neverOpened)
                    .map(only -> new FirstAdministrator(only, resetPassword(only, PROGRAM)));
        }
        if (!all.isEmpty()) {
            return Optional.empty();
        }
        OfficerId id = new OfficerId("admin");
        Area street = areas.all().stream()
                .filter(area -> area.kind() == Area.Kind.STREET)
                .findFirst()
                .orElseGet(() -> new Area(new AreaId("street"), Area.Kind.STREET, "街道", null));
        areas.put(street);
        String oneTime =
                create(id, "系统管理员", Set.of(new Duty(ADMINISTRATOR, street.id().value())), PROGRAM);
        return Optional.of(new FirstAdministrator(id, oneTime));
    }

    /** Made by the program, and nobody has chosen a password of their own since. */
    private boolean neverOpened(OfficerId id) {
        return state(id).filter(State::mustChangePassword).isPresent()
                && jdbc.sql("select count(*) from account_log where officer = :id and changed_by <> :program")
                                .param("id", id.value())
                                .param("program", PROGRAM)
                                .query(Long.class)
                                .single()
                        == 0;
    }

    private Officer lock(OfficerId id) {
        jdbc.sql("select id from officer where id = :id for update")
                .param("id", id.value())
                .query(String.class)
                .optional();
        return officers.find(id).orElseThrow(() -> new Refused("account-not-found", id.value()));
    }

    private void log(OfficerId id, String act, Map<String, ?> detail, String by) {
        try {
            jdbc.sql("""
                    insert into account_log (id, officer, act, detail, changed_by, changed_at)
                    values (:row, :officer, :act, :detail, :by, :now)
                    """)
                    .param("row", Ids.next())
                    .param("officer", id.value())
                    .param("act", act)
                    .param("detail", json.writeValueAsString(detail))
                    .param("by", by)
                    .param("now", Stored.utc(clock.now()))
                    .update();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        LOG.info("account {} {} by {}", id, act, by);
    }

    private static Set<String> groups(Set<Duty> duties) {
        return duties.stream().map(Duty::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void checkName(String name) {
        if (name.isBlank() || name.strip().length() > 100) {
            throw new Refused("officer-name");
        }
    }

    private String oneTimePassword() {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < ONE_TIME_LETTERS; i++) {
            letters.append(i > 0 && i % 4 == 0 ? "-" : "").append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return letters.toString();
    }
}
