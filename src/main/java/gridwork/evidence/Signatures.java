package gridwork.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;

public interface Signatures {
    /** Signs a part once; a second signature over the same part is refused ({@code already-signed}). */
    Signature sign(String about, String part, JsonNode content, String by);

    List<Signature> about(String about);

    /** The same of many; what nobody signed is absent. */
    Map<String, List<Signature>> about(Collection<String> abouts);
}
