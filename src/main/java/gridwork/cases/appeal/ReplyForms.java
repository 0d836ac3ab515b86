package gridwork.cases.appeal;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import gridwork.facts.Fact;
import gridwork.facts.FactKind;
import gridwork.facts.FactKinds;
import gridwork.facts.Subject;
import gridwork.platform.StreetClock;
import gridwork.street.Matter;
import gridwork.street.Matters;
import gridwork.street.Roles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Every {@code bpmn/<process>/reply.yaml}; a word that nobody reads is an error. */
@Component
class ReplyForms {
    private static final Pattern FILE = Pattern.compile(".*/bpmn/([a-z][a-z0-9-]*)/reply\\.yaml");
    private final Map<String, ReplyForm> all = new LinkedHashMap<>();
    private final Matters matters;
    private final FactKinds kinds;
    private final Roles roles;
    private final StreetClock clock;

    ReplyForms(Matters matters, FactKinds kinds, Roles roles, StreetClock clock) {
        this.matters = matters;
        this.roles = roles;
        this.kinds = kinds;
        this.clock = clock;
        YAMLMapper yaml = YAMLMapper.builder()
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try {
            for (Resource each :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:bpmn/*/reply.yaml")) {
                Matcher name = FILE.matcher(each.getURL().toString());
                if (name.matches()) {
                    all.put(name.group(1), checked(read(yaml, each, name.group(1))));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ReplyForm read(YAMLMapper yaml, Resource file, String process) throws IOException {
        try (InputStream content = file.getInputStream()) {
            return yaml.treeToValue(((ObjectNode) yaml.readTree(content)).put("process", process), ReplyForm.class);
        }
    }

    /** What nothing else knows is found when the program starts, not when somebody answers. */
    private ReplyForm checked(ReplyForm form) {
        form.kinds().forEach(each -> must(form, kinds.find(each).isPresent(), each));
        form.repaired()
                .forEach(each -> must(
                        form,
                        kinds.find(each.kind())
                                .flatMap(kind -> kind.category(each.category()))
                                .isPresent(),
                        each.kind() + "/" + each.category()));
        form.levels().stream()
                .flatMap(each -> each.roles().stream())
                .forEach(each -> must(form, roles.find(each).isPresent(), each));
        return form;
    }

    private static void must(ReplyForm form, boolean known, String name) {
        if (!known) {
            throw new IllegalArgumentException(
                    "bpmn/" + form.process() + "/reply.yaml names " + name + ", which is not there");
        }
    }

    Optional<ReplyForm> ofMatter(String matter) {
        return matters.find(matter).map(Matter::process).map(all::get);
    }

    ReplyForm must(String matter) {
        return ofMatter(matter).orElseThrow(() -> new IllegalArgumentException("nobody replies in matter " + matter));
    }

    /** The matters in which a subject may reply today, whatever it is about. */
    List<Matter> offered(Subject subject) {
        return matters.all().stream()
                .filter(each -> each.process() != null && all.containsKey(each.process()))
                .filter(each -> each.subject().equals(subject.ref().kind()) && each.validOn(clock.today()))
                .toList();
    }

    /** @param fact null = it is about a result */
    boolean fits(Matter matter, Target.Kind about, @Nullable Fact fact) {
        ReplyForm form = must(matter.id());
        return form.about().contains(about) && (fact == null || fits(form, fact));
    }

    private boolean fits(ReplyForm form, Fact fact) {
        return form.kinds().isEmpty()
                ? kinds.find(fact.kind()).filter(FactKind::internal).isEmpty()
                : form.kinds().contains(fact.kind());
    }
}
