package gridwork.cases.follow;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often somebody may try codes.
 *
 * @param failures after so many wrong codes from one address further wrong ones have to wait
 * @param within a wrong code this long after the first of a row begins a new row
 */
@Validated
@ConfigurationProperties("gridwork.follow")
record FollowSettings(
        @DefaultValue("20") @Min(1) int failures,
        @DefaultValue("15m") Duration within) {}
