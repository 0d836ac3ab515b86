package gridwork.street;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the door is kept.
 *
 * @param strength of bcrypt: 2 to this power rounds for each password
 * @param shortest characters that a chosen password has at least
 * @param failures so many in a row lock the account
 * @param within a failure this long after the last one begins a new row
 * @param lockedFor how long an account stays locked
 */
@Validated
@ConfigurationProperties("gridwork.sign-in")
record SignInSettings(
        @DefaultValue("10") @Min(4) @Max(16) int strength,
        @DefaultValue("10") @Min(8) int shortest,
        @DefaultValue("5") @Min(1) int failures,
        @DefaultValue("15m") Duration within,
        @DefaultValue("5m") Duration lockedFor) {}
