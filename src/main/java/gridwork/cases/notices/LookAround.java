package gridwork.cases.notices;

import com.fasterxml.jackson.databind.JsonNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.OpenTask;
import gridwork.cases.procedure.Values;
import gridwork.decisions.Decisions;
import gridwork.facts.Subject;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Label;
import gridwork.platform.StreetClock;
import gridwork.rules.Item;
import gridwork.rules.RuleSet;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Matter;
import gridwork.street.Matters;
import gridwork.street.OfficerId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** What is known of an occasion when it is told; nothing where it is past, e.g. a task that is done. */
@Component
class LookAround {
    private final CaseBook book;
    private final Cases cases;
    private final Subjects subjects;
    private final Matters matters;
    private final Decisions decisions;
    private final StreetClock clock;

    LookAround(CaseBook book, Cases cases, Subjects subjects, Matters matters, Decisions decisions, StreetClock clock) {
        this.book = book;
        this.cases = cases;
        this.subjects = subjects;
        this.matters = matters;
        this.decisions = decisions;
        this.clock = clock;
    }

    Optional<About> at(Occasion occasion, Map<AreaId, Area> areas) {
        CaseId id = occasion.of();
        return id == null ? warning(occasion, areas) : ofCase(occasion, book.get(id), areas);
    }

    private Optional<About> warning(Occasion occasion, Map<AreaId, Area> areas) {
        Subject subject =
                subjects.find(Objects.requireNonNull(occasion.subject())).orElse(null);
        if (subject == null) {
            return Optional.empty();
        }
        RuleSet rules =
                decisions.ruleSet(occasion.detail().path(NoteOccasions.RULE_SET).asText());
        List<Label> what = new ArrayList<>();
        for (JsonNode each : occasion.detail().path(NoteOccasions.ANSWERS)) {
            what.add(rules.item(each.asText())
                    .map(Item::label)
                    .orElseGet(() -> rules.grade(each.asText()).label()));
        }
        Map<String, Label> words = words(subject, areas);
        words.put("what", joined(what));
        words.put("rules", rules.title());
        Set<AreaId> leads = matters.all().stream()
                .filter(each -> each.ruleSets().contains(rules.id()))
                .filter(each -> each.subject().equals(subject.ref().kind()) && each.validOn(clock.today()))
                .map(Matter::lead)
                .collect(Collectors.toSet());
        return Optional.of(new About(
                occasion,
                "",
                false,
                leads,
                subject.area(),
                Set.of(),
                Set.of(),
                null,
                subject.ref().toString(),
                page(subject.ref()),
                words));
    }

    private Optional<About> ofCase(Occasion occasion, Case of, Map<AreaId, Area> areas) {
        Subject subject = subjects.find(of.subject()).orElse(null);
        if (!of.open() || subject == null) {
            return Optional.empty();
        }
        List<OpenTask> tasks = occasion.kind() == Kind.CASE_OPENED ? List.of() : tasks(occasion, of.id());
        if (occasion.kind() == Kind.TASK && tasks.isEmpty()) {
            return Optional.empty();
        }
        JsonNode named = occasion.detail().path(NoteOccasions.NAME);
        Map<String, Label> words = words(subject, areas);
        words.put("matter", matters.find(of.matter()).map(Matter::title).orElse(new Label(of.matter(), of.matter())));
        String number = String.valueOf(of.id().value());
        words.put("number", new Label(number, number));
        words.put("clock", new Label(named.path("zh").asText(), named.path("en").asText()));
        words.put("task", new Label(named.asText(), named.asText()));
        JsonNode by = occasion.detail().path(NoteOccasions.BY);
        return Optional.of(new About(
                occasion,
                Values.of(of).path(Values.GRADE).asText(""),
                of.secret(),
                matters.find(of.matter()).map(Matter::lead).stream().collect(Collectors.toSet()),
                of.area() == null ? subject.area() : of.area(),
                tasks.stream()
                        .filter(each -> each.assignee() == null)
                        .flatMap(each -> each.groups().stream())
                        .collect(Collectors.toCollection(TreeSet::new)),
                tasks.stream()
                        .map(OpenTask::assignee)
                        .filter(Objects::nonNull)
                        .map(OfficerId::new)
                        .collect(Collectors.toSet()),
                by.isTextual() ? by.asText() : null,
                of.about(),
                "/cases/" + number,
                words));
    }

    private List<OpenTask> tasks(Occasion occasion, CaseId of) {
        String task = occasion.detail().path(NoteOccasions.TASK).asText("");
        return cases.openTasks(of).stream()
                .filter(each -> occasion.kind() != Kind.TASK || each.id().equals(task))
                .toList();
    }

    private static Map<String, Label> words(Subject subject, Map<AreaId, Area> areas) {
        Map<String, Label> words = new HashMap<>();
        words.put("subject", new Label(subject.name(), subject.name()));
        words.put("place", place(subject.area(), areas));
        return words;
    }

    private static Label place(@Nullable AreaId grid, Map<AreaId, Area> areas) {
        Area area = grid == null ? null : areas.get(grid);
        return area == null ? new Label("本街道", "the street") : new Label(area.name(), area.name());
    }

    private static Label joined(List<Label> all) {
        return new Label(
                all.stream().map(Label::zh).collect(Collectors.joining("、")),
                all.stream().map(Label::en).collect(Collectors.joining(", ")));
    }

    private static String page(SubjectRef ref) {
        return "/subjects/" + ref.kind() + "/"
                + Arrays.stream(ref.code().split("/", -1))
                        .map(part -> UriUtils.encodePathSegment(part, StandardCharsets.UTF_8))
                        .collect(Collectors.joining("/"));
    }
}
