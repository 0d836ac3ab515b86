package gridwork.cases.engine;

import gridwork.street.Acting;
import gridwork.street.Duty;
import gridwork.street.Officer;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.GroupQuery;
import org.camunda.bpm.engine.identity.NativeUserQuery;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.TenantQuery;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.identity.UserQuery;
import org.camunda.bpm.engine.impl.GroupQueryImpl;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.TenantQueryImpl;
import org.camunda.bpm.engine.impl.UserQueryImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.identity.ReadOnlyIdentityProvider;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.GroupEntity;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.jspecify.annotations.NullUnmarked;

/**
 * The street's officers and their duties as the engine asks for them; nothing can be written, no password is known. Who
 * asks in an officer's name learns of that officer and its groups only, unless it is an administrator; the program itself
 * learns of all.
 */
@NullUnmarked
class StreetIdentity implements ReadOnlyIdentityProvider {
    /** Everybody but administrators, who have tools that show more than the Tasklist. */
    static final String OFFICERS = "officers";

    private static final String ADMINISTRATOR = "administrator";
    private final Supplier<Officers> officers;
    private final Supplier<Acting> acting;

    StreetIdentity(Supplier<Officers> officers, Supplier<Acting> acting) {
        this.officers = officers;
        this.acting = acting;
    }

    @Override
    public User findUserById(String id) {
        return officer(id)
                .filter(each -> mayKnow(each.id().value()))
                .map(StreetIdentity::user)
                .orElse(null);
    }

    @Override
    public UserQuery createUserQuery() {
        return new UsersAsked(Context.getProcessEngineConfiguration().getCommandExecutorTxRequired());
    }

    @Override
    public UserQuery createUserQuery(CommandContext context) {
        return new UsersAsked(null);
    }

    @Override
    public NativeUserQuery createNativeUserQuery() {
        throw new UnsupportedOperationException("the street's officers are not in the engine's tables");
    }

    @Override
    public boolean checkPassword(String id, String password) {
        return false;
    }

    @Override
    public Group findGroupById(String id) {
        return knownGroups().contains(id) ? group(id) : null;
    }

    @Override
    public GroupQuery createGroupQuery() {
        return new GroupsAsked(Context.getProcessEngineConfiguration().getCommandExecutorTxRequired());
    }

    @Override
    public GroupQuery createGroupQuery(CommandContext context) {
        return new GroupsAsked(null);
    }

    @Override
    public Tenant findTenantById(String id) {
        return null;
    }

    @Override
    public TenantQuery createTenantQuery() {
        return new NoTenants(Context.getProcessEngineConfiguration().getCommandExecutorTxRequired());
    }

    @Override
    public TenantQuery createTenantQuery(CommandContext context) {
        return new NoTenants(null);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    private Optional<Officer> officer(String id) {
        if (id == null || !id.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
            return Optional.empty();
        }
        return officers.get().find(new OfficerId(id)).filter(Officer::active);
    }

    /** Empty = no officer asks, but the program. */
    private static Optional<String> asking() {
        CommandContext context = Context.getCommandContext();
        return Optional.ofNullable(context == null ? null : context.getAuthentication())
                .map(Authentication::getUserId);
    }

    /** The one officer of whom may be told; empty = all. */
    private Optional<String> only() {
        return asking().filter(who ->
                officer(who).filter(each -> each.has(ADMINISTRATOR)).isEmpty());
    }

    private boolean mayKnow(String id) {
        return only().map(id::equals).orElse(true);
    }

    private List<Officer> known() {
        return only().map(who -> officer(who).stream().toList())
                .orElseGet(() ->
                        officers.get().all().stream().filter(Officer::active).toList());
    }

    private Set<String> knownGroups() {
        return only().map(who -> officer(who).map(this::groupsNow).orElse(Set.of()))
                .orElseGet(this::allGroups);
    }

    private Set<String> allGroups() {
        Set<String> all = new LinkedHashSet<>(officers.get().groups());
        all.add(Groups.CAMUNDA_ADMIN);
        all.add(OFFICERS);
        return all;
    }

    private static Set<String> groupsOf(Officer officer) {
        Set<String> all = new LinkedHashSet<>();
        officer.duties().stream().map(Duty::group).sorted().forEach(all::add);
        all.add(officer.has(ADMINISTRATOR) ? Groups.CAMUNDA_ADMIN : OFFICERS);
        return all;
    }

    /** With those of whom it stands in for today, and of its shift. */
    private Set<String> groupsNow(Officer officer) {
        Set<String> all = groupsOf(officer);
        all.addAll(acting.get().groups(officer));
        return all;
    }

    private static User user(Officer officer) {
        var user = new UserEntity(officer.id().value());
        user.setFirstName(officer.name());
        user.setLastName("");
        return user;
    }

    private static Group group(String id) {
        var group = new GroupEntity(id);
        group.setName(id);
        group.setType("WORKFLOW");
        return group;
    }

    private static <T> List<T> page(List<T> all, Page page) {
        if (page == null) {
            return all;
        }
        int from = Math.min(page.getFirstResult(), all.size());
        return new ArrayList<>(all.subList(from, (int) Math.min((long) from + page.getMaxResults(), all.size())));
    }

    private static boolean like(String pattern, String text) {
        if (pattern == null) {
            return true;
        }
        String wanted = pattern.replace("%", "").toLowerCase(Locale.ROOT);
        return text.toLowerCase(Locale.ROOT).contains(wanted);
    }

    private static boolean oneOf(String[] wanted, String id) {
        return wanted == null || List.of(wanted).contains(id);
    }

    private final class UsersAsked extends UserQueryImpl {
        UsersAsked(CommandExecutor executor) {
            super(executor);
        }

        @Override
        public long executeCount(CommandContext context) {
            return found().size();
        }

        @Override
        public List<User> executeList(CommandContext context, Page page) {
            return page(found(), page);
        }

        private List<User> found() {
            if (getTenantId() != null) {
                return List.of();
            }
            return known().stream()
                    .filter(each -> getId() == null || getId().equals(each.id().value()))
                    .filter(each -> oneOf(getIds(), each.id().value()))
                    .filter(each -> getGroupId() == null || groupsOf(each).contains(getGroupId()))
                    .filter(each -> getFirstName() == null || getFirstName().equals(each.name()))
                    .filter(each -> like(getFirstNameLike(), each.name()))
                    .filter(each -> getLastName() == null || getLastName().isEmpty())
                    .filter(each -> like(getLastNameLike(), each.name()))
                    .filter(each -> getEmail() == null && getEmailLike() == null)
                    .sorted(Comparator.comparing(each -> each.id().value()))
                    .map(StreetIdentity::user)
                    .toList();
        }
    }

    private final class GroupsAsked extends GroupQueryImpl {
        GroupsAsked(CommandExecutor executor) {
            super(executor);
        }

        @Override
        public long executeCount(CommandContext context) {
            return found().size();
        }

        @Override
        public List<Group> executeList(CommandContext context, Page page) {
            return page(found(), page);
        }

        private List<Group> found() {
            if (getTenantId() != null) {
                return List.of();
            }
            Set<String> all = getUserId() == null
                    ? knownGroups()
                    : officer(getUserId())
                            .filter(each -> mayKnow(each.id().value()))
                            .map(StreetIdentity.this::groupsNow)
                            .orElse(Set.of());
            return all.stream()
                    .filter(id -> getId() == null || getId().equals(id))
                    .filter(id -> oneOf(getIds(), id))
                    .filter(id -> getName() == null || getName().equals(id))
                    .filter(id -> like(getNameLike(), id))
                    .filter(id -> getType() == null || getType().equals("WORKFLOW"))
                    .map(StreetIdentity::group)
                    .toList();
        }
    }

    private static final class NoTenants extends TenantQueryImpl {
        NoTenants(CommandExecutor executor) {
            super(executor);
        }

        @Override
        public long executeCount(CommandContext context) {
            return 0;
        }

        @Override
        public List<Tenant> executeList(CommandContext context, Page page) {
            return List.of();
        }
    }
}
