package gridwork.signals;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param body bytes of one request
 * @param batch signals of one request
 * @param together signals worked off in one commit; one that fails is done again alone
 * @param tries before a signal is parked with its error
 * @param retryAfter the pause after a failure, doubled each time
 */
@Validated
@ConfigurationProperties("gridwork.signals")
public record SignalLimits(
        @DefaultValue("2MB") DataSize body,
        @Min(1) @DefaultValue("500") int batch,
        @Min(1) @DefaultValue("20") int together,
        @Min(1) @DefaultValue("5") int tries,
        @DefaultValue("5s") Duration retryAfter) {}
