package gridwork.street;

import gridwork.platform.StreetClock;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Signs officers in. A wrong name, a wrong password, a closed and a locked account all get the same answer after the same
 * work, so that a stranger learns nothing.
 */
@Component
class SignIn extends DaoAuthenticationProvider {
    private final Door door;

    SignIn(Door door, PasswordEncoder encoder, StreetClock clock) {
        super(door::open);
        this.door = door;
        setPasswordEncoder(encoder);
        setPreAuthenticationChecks(anybody -> {});
        setPostAuthenticationChecks(known -> {
            if (!known.isEnabled() || ((OfficerAtTheDoor) known).lockedAt(clock.now())) {
                throw new BadCredentialsException("closed or locked");
            }
        });
    }

    @Override
    public Authentication authenticate(Authentication asked) throws AuthenticationException {
        try {
            Authentication in = super.authenticate(asked);
            door.succeeded(in.getName());
            return in;
        } catch (BadCredentialsException wrong) {
            door.failed(asked.getName());
            throw wrong;
        }
    }
}
