package gridwork.reviews;

import com.fasterxml.jackson.annotation.JsonProperty;
import gridwork.platform.Label;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A figure of the catalogue (指标): what it is called, what it means, and the one way in which it is found.
 *
 * @param number permanent, e.g. {@code F-010}
 * @param part the part of the review that shows it
 * @param definition one sentence
 * @param open true: the subjects open on the day
 * @param result the subjects of that result on the day, evaluated anew
 * @param facts the facts of the month
 * @param share one figure over another
 * @param left what had begun by the day and had not ended then
 */
public record Figure(
        String number,
        String part,
        Label name,
        Label unit,
        Label definition,
        boolean open,
        @Nullable String result,
        @Nullable FactsOf facts,
        @Nullable Share share,
        @Nullable Left left) {
    public Figure {
        long ways = Stream.of(open, result != null, facts != null, share != null, left != null)
                .filter(each -> each)
                .count();
        if (ways != 1 || !number.matches("F-[0-9]{3}")) {
            throw new IllegalArgumentException("a figure is found in exactly one way: " + number);
        }
    }

    /**
     * @param categories empty = all of the kind
     * @param subject the kind of subject that they are about; null = the section's
     * @param own only this program records them: of a month before its first day it says so, and not none
     */
    public record FactsOf(
            String kind,
            Set<String> categories,
            @JsonProperty("with-amount") boolean withAmount,
            @Nullable String subject,
            boolean own) {}

    public record Share(String of, String in) {}

    /**
     * @param begun the categories of what begins, within so many days before the count
     * @param ended those of what ends it
     * @param by what both name: a property of the payload
     */
    public record Left(String kind, Set<String> begun, Set<String> ended, String by, int days) {}
}
