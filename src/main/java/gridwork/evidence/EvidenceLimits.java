package gridwork.evidence;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What is taken in.
 *
 * @param maxSize of one file
 * @param maxPixels of one picture, width times height: what it would take in memory, whatever its file's size
 * @param shownEdge pixels of the longer edge of a picture as it is shown
 */
@ConfigurationProperties("gridwork.evidence")
record EvidenceLimits(
        @DefaultValue("20MB") DataSize maxSize,
        @DefaultValue("60000000") long maxPixels,
        @DefaultValue("1600") int shownEdge) {}
