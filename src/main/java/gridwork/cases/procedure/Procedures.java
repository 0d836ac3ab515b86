package gridwork.cases.procedure;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Every {@code bpmn/<process>/procedure.yaml}; a word that nobody reads is an error. */
@Component
public class Procedures {
    private static final Pattern FILE = Pattern.compile(".*/bpmn/([a-z][a-z0-9-]*)/procedure\\.yaml");
    private final List<Procedure> all;

    Procedures() {
        ObjectMapper yaml = YAMLMapper.builder()
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        List<Procedure> found = new ArrayList<>();
        try {
            for (Resource each :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:bpmn/*/procedure.yaml")) {
                Matcher name = FILE.matcher(each.getURL().toString());
                if (name.matches()) {
                    found.add(read(yaml, each, name.group(1)));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        all = List.copyOf(found);
    }

    private static Procedure read(ObjectMapper yaml, Resource file, String process) throws IOException {
        try (InputStream content = file.getInputStream()) {
            JsonNode written = yaml.readTree(content);
            ((ObjectNode) written).put("process", process);
            for (JsonNode each : written.path("opens")) {
                if (!each.has("matter")) {
                    ((ObjectNode) each).set("matter", written.path("matter"));
                }
            }
            return yaml.treeToValue(written, Procedure.class);
        }
    }

    public List<Procedure> all() {
        return all;
    }

    public Optional<Procedure> ofMatter(String matter) {
        return all.stream().filter(each -> each.matter().equals(matter)).findFirst();
    }

    /** The one whose process carries a matter, whether it names it for all of its cases or for those that it opens. */
    public Optional<Procedure> carrying(String matter) {
        return all.stream()
                .filter(each -> each.matter().equals(matter) || each.opening().contains(matter))
                .findFirst();
    }

    /** With the one that carries the parts of its cases, if any. */
    List<Procedure> around(String matter) {
        List<Procedure> around = new ArrayList<>();
        carrying(matter).ifPresent(each -> {
            around.add(each);
            Optional.ofNullable(each.squads()).flatMap(its -> of(its.process())).ifPresent(around::add);
        });
        return around;
    }

    public Optional<Procedure> of(String process) {
        return all.stream().filter(each -> each.process().equals(process)).findFirst();
    }
}
