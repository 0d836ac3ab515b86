package gridwork.evidence;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What is taken in.
 *
 * @param maxSize of one file
 * @param maxPixels of one picture, width times height: what it would take in memory, whatever its file's size
 * @param shownEdge pixels of the longer edge of a picture as it is shown
 * @param alikeBits in how many of 64 bits two pictures may differ that look alike; 0 = none, see {@link Looks}
 */
@Validated
@ConfigurationProperties("gridwork.evidence")
record EvidenceLimits(
        @DefaultValue("20MB") DataSize maxSize,
        @DefaultValue("60000000") long maxPixels,
        @DefaultValue("1600") int shownEdge,
        @DefaultValue("7") @Min(0) @Max(11) int alikeBits) {}
