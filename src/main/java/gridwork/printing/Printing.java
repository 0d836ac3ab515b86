package gridwork.printing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Makes PDFs from the folders under {@code reports/}. */
public interface Printing {
    /**
     * @param report a folder under {@code reports/}
     * @param data as the folder's {@code sample.json} shows; numbers and texts are printed as they are given
     * @return a PDF with embedded, subset fonts
     */
    byte[] pdf(String report, JsonNode data, Locale locale);
}
