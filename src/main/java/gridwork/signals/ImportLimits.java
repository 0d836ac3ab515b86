package gridwork.signals;

import gridwork.platform.TableLimits;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much a file may hold. A compressed file is measured before anything of it is read.
 *
 * @param chunk rows recorded in one transaction
 * @param unpacked bytes of a compressed file, unpacked
 * @param ratio how many times larger a compressed file may become
 * @param entries parts of an XLSX file
 * @param sharedTexts bytes of an XLSX file's table of texts, which is held in memory
 * @param field characters of one field: a quotation mark that is never closed swallows the rest of a file
 */
@Validated
@ConfigurationProperties("gridwork.imports")
public record ImportLimits(
        @Min(1) @DefaultValue("1000") int chunk,
        @DefaultValue("8GB") DataSize unpacked,
        @Min(2) @DefaultValue("200") int ratio,
        @Min(5) @DefaultValue("2000") int entries,
        @DefaultValue("48MB") DataSize sharedTexts,
        @Min(1000) @DefaultValue("100000") int field) {
    /** What holds of every table that comes in. */
    public TableLimits tables() {
        return new TableLimits(unpacked, ratio, entries, sharedTexts, field);
    }
}
