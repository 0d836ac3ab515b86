package gridwork.platform;

import org.springframework.util.unit.DataSize;

/**
 * How much a table that comes in may hold. A compressed file is measured before anything of it is read.
 *
 * @param unpacked bytes of a compressed file, unpacked
 * @param ratio how many times larger a compressed file may become
 * @param entries parts of an XLSX file
 * @param sharedTexts bytes of an XLSX file's table of texts, which is held in memory
 * @param field characters of one field: a quotation mark that is never closed swallows the rest of a file
 */
public record TableLimits(DataSize unpacked, int ratio, int entries, DataSize sharedTexts, int field) {}
