package gridwork.cases.joint;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;

/** What opens joint inspections: {@code cases/inspections.yaml}. */
record Openings(List<Decided> decided, List<Merged> merged) {
    /**
     * @param when the results of the rule set that open one
     * @param kinds the kinds of fact to which it answers; empty = whatever it was asked for
     * @param parties its output that names the departments
     */
    record Decided(String ruleSet, Set<String> when, Set<String> kinds, String parties, String matter) {}

    /**
     * @param interval says after how many days a department checks again
     * @param check the kind of fact that a department's check is
     * @param merging the rule set that says how near in time two checks are one visit
     */
    record Merged(String matter, Interval interval, String check, String merging) {}

    record Interval(String ruleSet, String output) {}

    static Openings load() {
        try (InputStream file = new ClassPathResource("cases/inspections.yaml").getInputStream()) {
            return new ObjectMapper(new YAMLFactory())
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .readValue(file, Openings.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
