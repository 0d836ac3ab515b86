package gridwork.cases.application;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import gridwork.facts.Subject;
import gridwork.platform.StreetClock;
import gridwork.street.Matter;
import gridwork.street.Matters;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Every {@code bpmn/<process>/application.yaml}; a word that nobody reads is an error. */
@Component
class ApplicationForms {
    private static final Pattern FILE = Pattern.compile(".*/bpmn/([a-z][a-z0-9-]*)/application\\.yaml");
    private final Map<String, ApplicationForm> all = new LinkedHashMap<>();
    private final Matters matters;
    private final StreetClock clock;

    @Autowired
    ApplicationForms(Matters matters, StreetClock clock) {
        this(matters, clock, "classpath*:bpmn/*/application.yaml");
    }

    /** @param where a pattern of resources */
    ApplicationForms(Matters matters, StreetClock clock, String where) {
        this.matters = matters;
        this.clock = clock;
        YAMLMapper yaml = YAMLMapper.builder()
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try {
            for (Resource each : new PathMatchingResourcePatternResolver().getResources(where)) {
                Matcher name = FILE.matcher(each.getURL().toString());
                if (name.matches()) {
                    all.put(name.group(1), read(yaml, each, name.group(1)));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ApplicationForm read(YAMLMapper yaml, Resource file, String process) throws IOException {
        try (InputStream content = file.getInputStream()) {
            return yaml.treeToValue(
                    ((ObjectNode) yaml.readTree(content)).put("process", process), ApplicationForm.class);
        }
    }

    Optional<ApplicationForm> ofMatter(String matter) {
        return matters.find(matter).map(Matter::process).map(all::get);
    }

    ApplicationForm must(String matter) {
        return ofMatter(matter).orElseThrow(() -> new IllegalArgumentException("nobody applies for matter " + matter));
    }

    /** What a subject may apply for today. */
    List<Matter> offered(Subject subject) {
        return matters.all().stream()
                .filter(each -> each.process() != null && all.containsKey(each.process()))
                .filter(each -> each.subject().equals(subject.ref().kind()) && each.validOn(clock.today()))
                .toList();
    }
}
