package gridwork.facts.web;

import gridwork.facts.Merging;
import gridwork.facts.Subject;
import gridwork.facts.Subjects;
import gridwork.platform.StreetClock;
import gridwork.street.Jurisdiction;
import gridwork.street.Reach;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** With which others an entry is one subject, in words. */
@Component("mergings")
@ConditionalOnWebApplication
public class Mergings {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE;
    private final Subjects subjects;
    private final Jurisdiction jurisdiction;
    private final StreetClock clock;

    Mergings(Subjects subjects, Jurisdiction jurisdiction, StreetClock clock) {
        this.subjects = subjects;
        this.jurisdiction = jurisdiction;
        this.clock = clock;
    }

    /**
     * @param other the entry at the other end
     * @param away true = the subject went into the other; false = the other went into it
     * @param link null = the other is not the reader's to see: then only its code is told
     */
    public record Told(
            Subject other, boolean away, @Nullable String link, String since, String by, String reason) {}

    public List<Told> of(Subject subject) {
        Reach reach = jurisdiction.reach();
        return subjects.mergings(subject.id()).stream()
                .map(each -> told(each, each.merged().id().equals(subject.id()), reach))
                .toList();
    }

    private Told told(Merging merging, boolean away, Reach reach) {
        Subject other = away ? merging.into() : merging.merged();
        boolean seen = reach.covers(other.ref().kind(), other.area());
        return new Told(
                other,
                away,
                seen ? RegisterPages.page(other.ref()) : null,
                DAY.format(merging.since().atZone(clock.zone())),
                merging.by(),
                merging.reason());
    }
}
