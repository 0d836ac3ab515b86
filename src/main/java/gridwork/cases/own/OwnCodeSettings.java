package gridwork.cases.own;

import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How long codes are good.
 *
 * @param goodFor where nobody says otherwise
 * @param atMost no officer can choose a later end
 */
@Validated
@ConfigurationProperties("gridwork.own-code")
record OwnCodeSettings(Period goodFor, Period atMost) {}
