package gridwork.reviews;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import gridwork.platform.Label;
import gridwork.platform.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/**
 * The figures of one section of the review as {@code figures/*.yaml} lists them (指标目录).
 *
 * @param subject the kind of subject it is about
 * @param sharesFrom a share over fewer cases is shown as counts
 * @param byKind the figure that is broken down by category
 */
record Catalogue(
        String section,
        String subject,
        @JsonProperty("rule-set") String ruleSet,
        @JsonProperty("shares-from") int sharesFrom,
        Listed listed,
        @JsonProperty("by-kind") String byKind,
        List<Figure> figures,
        List<Sentence> sentences) {
    Catalogue {
        if (figures.stream().map(Figure::number).distinct().count() != figures.size()) {
            throw new IllegalArgumentException(section + ": a figure's number is used twice");
        }
    }

    /** @param printed at most so many in a print; @param facts at most so many facts of each are named */
    record Listed(String result, int printed, int facts) {}

    /** @param when said while one of these figures is not zero, in this or the last month */
    record Sentence(List<String> when, Label says, @Nullable Label otherwise) {}

    static Catalogue read(String section) {
        try (InputStream in = new ClassPathResource("figures/" + section + ".yaml").getInputStream()) {
            return JsonMapper.builder(new YAMLFactory()).build().readValue(in, Catalogue.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Figure figure(String number) {
        return find(number).orElseThrow(() -> new Refused("figure-unknown", number));
    }

    Optional<Figure> find(String number) {
        return figures.stream().filter(each -> each.number().equals(number)).findFirst();
    }

    /** The kind of subject that a figure's facts are about. */
    String subject(Figure.FactsOf of) {
        return of.subject() == null ? subject : of.subject();
    }

    /** Which kinds of fact are counted of each kind of subject. */
    Map<String, Set<String>> factKinds() {
        Map<String, Set<String>> kinds = new TreeMap<>();
        for (Figure each : figures) {
            Figure.FactsOf facts = each.facts();
            if (facts != null) {
                kinds.computeIfAbsent(subject(facts), none -> new TreeSet<>()).add(facts.kind());
            }
        }
        return kinds;
    }
}
