package gridwork.cases.procedure;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** What lies beside the diagrams, {@code bpmn/<process>/<file>.yaml}; a word that nobody reads is an error. */
public final class BesideProcesses {
    private static final Pattern FILE = Pattern.compile(".*/bpmn/([a-z][a-z0-9-]*)/[a-z-]+\\.yaml");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private BesideProcesses() {}

    /**
     * By the folder of the process, which is read as its {@code process}.
     *
     * @param where a pattern of resources, e.g. {@code classpath*:bpmn/*}{@code /reply.yaml}
     */
    public static <T> Map<String, T> read(String where, Class<T> type) {
        return read(where, type, written -> {});
    }

    /** @param completed adds to what is written what may be left out in it */
    static <T> Map<String, T> read(String where, Class<T> type, Consumer<ObjectNode> completed) {
        Map<String, T> all = new LinkedHashMap<>();
        try {
            for (Resource each : new PathMatchingResourcePatternResolver().getResources(where)) {
                Matcher name = FILE.matcher(each.getURL().toString());
                if (name.matches()) {
                    all.put(name.group(1), read(each, name.group(1), type, completed));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return all;
    }

    private static <T> T read(Resource file, String process, Class<T> type, Consumer<ObjectNode> completed)
            throws IOException {
        try (InputStream content = file.getInputStream()) {
            ObjectNode written = (ObjectNode) YAML.readTree(content);
            written.put("process", process);
            completed.accept(written);
            return YAML.treeToValue(written, type);
        }
    }
}
