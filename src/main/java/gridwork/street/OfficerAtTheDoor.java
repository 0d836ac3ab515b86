package gridwork.street;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.CredentialsContainer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/** An officer as the sign-in sees one; what a session keeps of it holds no password. */
final class OfficerAtTheDoor implements UserDetails, CredentialsContainer {
    private static final long serialVersionUID = 1;
    private final String id;
    private @Nullable String hash;
    private final int passwordVersion;
    private final boolean active;
    private final boolean mustChangePassword;
    private final @Nullable Instant lockedUntil;
    private final Set<SimpleGrantedAuthority> authorities;

    OfficerAtTheDoor(
            String id,
            String hash,
            int passwordVersion,
            boolean active,
            boolean mustChangePassword,
            @Nullable Instant lockedUntil,
            Set<String> roles) {
        this.id = id;
        this.hash = hash;
        this.passwordVersion = passwordVersion;
        this.active = active;
        this.mustChangePassword = mustChangePassword;
        this.lockedUntil = lockedUntil;
        this.authorities = roles.stream()
                .map(role -> "ROLE_" + role.toUpperCase(java.util.Locale.ROOT).replace('-', '_'))
                .map(SimpleGrantedAuthority::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return authorities;
    }

    @Override
    public String getPassword() {
        return hash == null ? "" : hash;
    }

    @Override
    public String getUsername() {
        return id;
    }

    @Override
    public boolean isEnabled() {
        return active;
    }

    boolean lockedAt(Instant moment) {
        return lockedUntil != null && lockedUntil.isAfter(moment);
    }

    boolean mustChangePassword() {
        return mustChangePassword;
    }

    /** Whether a session that began with this one still holds, as the account is now. */
    boolean holdsAs(OfficerAtTheDoor now) {
        return now.active && now.passwordVersion == passwordVersion;
    }

    @Override
    public void eraseCredentials() {
        hash = null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OfficerAtTheDoor it && it.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
