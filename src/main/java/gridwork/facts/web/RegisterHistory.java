package gridwork.facts.web;

import gridwork.facts.RegisterChange;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.StreetClock;
import gridwork.street.Area;
import gridwork.street.Areas;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** What became of an entry of the register, in words: who, when, what, from what to what. */
@Component("registerHistory")
@ConditionalOnWebApplication
public class RegisterHistory {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private final Subjects subjects;
    private final Areas areas;
    private final StreetClock clock;

    RegisterHistory(Subjects subjects, Areas areas, StreetClock clock) {
        this.subjects = subjects;
        this.areas = areas;
        this.clock = clock;
    }

    /** @param known since when, where that is not when it was recorded */
    public record Told(
            String act,
            String at,
            @Nullable String by,
            @Nullable String reason,
            @Nullable String known,
            List<RegisterChange.Part> parts) {}

    public List<Told> of(SubjectId subject) {
        Map<String, String> places = areas.all().stream()
                .collect(Collectors.toMap(each -> each.id().value(), Area::name, (one, other) -> one));
        List<RegisterChange> changes = subjects.changes(subject);
        Map<String, String> codes = codes(changes);
        return changes.stream()
                .map(each -> told(each, id -> places.getOrDefault(id, id), id -> codes.getOrDefault(id, id)))
                .toList();
    }

    private Map<String, String> codes(List<RegisterChange> changes) {
        Set<SubjectId> others = changes.stream()
                .flatMap(each -> each.parts().stream())
                .filter(each -> each.field().equals("mergedInto"))
                .flatMap(each -> Stream.of(each.from(), each.to()))
                .filter(Objects::nonNull)
                .map(each -> new SubjectId(Long.parseLong(each)))
                .collect(Collectors.toSet());
        return subjects.find(others).values().stream()
                .collect(Collectors.toMap(
                        each -> String.valueOf(each.id().value()),
                        each -> each.ref().code()));
    }

    private Told told(RegisterChange change, Function<String, String> place, Function<String, String> code) {
        return new Told(
                change.act().name().toLowerCase(Locale.ROOT),
                minute(change.recordedAt()),
                change.by(),
                change.reason(),
                change.knownFrom().equals(change.recordedAt()) ? null : minute(change.knownFrom()),
                change.parts().stream()
                        .map(part -> switch (part.field()) {
                            case "area" ->
                                new RegisterChange.Part("area", named(part.from(), place), named(part.to(), place));
                            case "mergedInto" ->
                                new RegisterChange.Part("mergedInto", named(part.from(), code), named(part.to(), code));
                            default -> part;
                        })
                        .toList());
    }

    private static @Nullable String named(@Nullable String id, Function<String, String> name) {
        return id == null ? null : name.apply(id);
    }

    private String minute(Instant moment) {
        return MINUTES.format(moment.atZone(clock.zone()));
    }
}
