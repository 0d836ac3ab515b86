package gridwork.cases.own;

import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long codes are good.
 *
 * @param goodFor where nobody says otherwise
 * @param atMost no officer can choose a later end
 */
@Validated
@ConfigurationProperties("gridwork.own-code")
record OwnCodeSettings(
        @DefaultValue("P1Y") Period goodFor,
        @DefaultValue("P3Y") Period atMost) {}
