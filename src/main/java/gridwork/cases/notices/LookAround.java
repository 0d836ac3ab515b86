package gridwork.cases.notices;

import com.fasterxml.jackson.databind.JsonNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.procedure.Values;
import gridwork.cases.worklist.WorkList;
import gridwork.decisions.Decisions;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
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
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** What is known of an occasion when it is told; nothing where it is past, e.g. a task that is done. */
@Component
class LookAround {
    private final CaseBook book;
    private final WorkList list;
    private final Subjects subjects;
    private final Matters matters;
    private final Decisions decisions;
    private final MessageSource messages;
    private final StreetClock clock;

    LookAround(
            CaseBook book,
            WorkList list,
            Subjects subjects,
            Matters matters,
            Decisions decisions,
            MessageSource messages,
            StreetClock clock) {
        this.book = book;
        this.list = list;
        this.subjects = subjects;
        this.matters = matters;
        this.decisions = decisions;
        this.messages = messages;
        this.clock = clock;
    }

    /** What some occasions are about, looked up together. */
    private record Around(
            Map<CaseId, Case> cases,
            Map<SubjectId, Subject> subjects,
            Map<CaseId, List<WorkList.Open>> tasks,
            Map<AreaId, Area> areas) {}

    /** In their order, without those that are past. */
    List<About> at(List<Occasion> some, Map<AreaId, Area> areas) {
        Set<CaseId> ids =
                some.stream().flatMap(each -> Stream.ofNullable(each.of())).collect(Collectors.toSet());
        Map<CaseId, Case> cases = book.find(ids);
        Set<SubjectId> about = Stream.concat(
                        cases.values().stream().map(Case::subject),
                        some.stream().flatMap(each -> Stream.ofNullable(each.subject())))
                .collect(Collectors.toSet());
        var around = new Around(cases, subjects.find(about), list.open(ids), areas);
        return some.stream().flatMap(each -> at(each, around).stream()).toList();
    }

    private Optional<About> at(Occasion occasion, Around around) {
        CaseId id = occasion.of();
        if (id == null) {
            return warning(occasion, around);
        }
        Case of = around.cases().get(id);
        if (of == null) {
            throw new IllegalStateException("no case " + id.value());
        }
        return ofCase(occasion, of, around);
    }

    private Optional<About> warning(Occasion occasion, Around around) {
        Subject subject = around.subjects().get(Objects.requireNonNull(occasion.subject()));
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
        Map<String, Label> words = words(subject, around.areas());
        words.put("what", Label.joined(what));
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

    private Optional<About> ofCase(Occasion occasion, Case of, Around around) {
        Subject subject = around.subjects().get(of.subject());
        boolean isOver = !of.open() && occasion.kind() != Kind.PERMIT_REVOKED;
        if (isOver || subject == null) {
            return Optional.empty();
        }
        List<WorkList.Open> tasks = occasion.kind() == Kind.CASE_OPENED ? List.of() : tasks(occasion, of.id(), around);
        if (occasion.kind() == Kind.TASK && tasks.isEmpty()) {
            return Optional.empty();
        }
        JsonNode named = occasion.detail().path(NoteOccasions.NAME);
        Map<String, Label> words = words(subject, around.areas());
        words.put("matter", matters.find(of.matter()).map(Matter::title).orElse(new Label(of.matter(), of.matter())));
        String number = String.valueOf(of.id().value());
        words.put("number", new Label(number, number));
        words.put("clock", new Label(named.path("zh").asText(), named.path("en").asText()));
        words.put("task", task(occasion.detail()));
        String permit = occasion.detail().path(NoteOccasions.PERMIT).asText();
        words.put("permit", new Label(permit, permit));
        words.put("day", day(occasion.detail().path(NoteOccasions.DAY).asText("")));
        words.put(
                "ground", new Label(named.path("zh").asText(), named.path("en").asText()));
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
                        .flatMap(each -> Stream.ofNullable(each.assignee()))
                        .collect(Collectors.toSet()),
                by.isTextual() ? by.asText() : null,
                of.about(),
                occasion.kind() == Kind.PERMIT_REVOKED
                        ? "/permits/" + UriUtils.encodePathSegment(permit, StandardCharsets.UTF_8)
                        : "/cases/" + number,
                words));
    }

    /** In words: what looks like a long number is masked outside. */
    private static Label day(String written) {
        if (written.isEmpty()) {
            return new Label("", "");
        }
        LocalDate day = LocalDate.parse(written);
        return new Label(
                day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日",
                day.format(DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH)));
    }

    private Label task(JsonNode detail) {
        String name = detail.path(NoteOccasions.NAME).asText();
        String step = detail.path(NoteOccasions.STEP).asText();
        return new Label(
                name, Objects.requireNonNull(messages.getMessage("cases.step." + step, null, name, Locale.ENGLISH)));
    }

    private static List<WorkList.Open> tasks(Occasion occasion, CaseId of, Around around) {
        String task = occasion.detail().path(NoteOccasions.TASK).asText("");
        return around.tasks().getOrDefault(of, List.of()).stream()
                .filter(each -> occasion.kind() != Kind.TASK || each.task().equals(task))
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

    private static String page(SubjectRef ref) {
        return "/subjects/" + ref.kind() + "/"
                + Arrays.stream(ref.code().split("/", -1))
                        .map(part -> UriUtils.encodePathSegment(part, StandardCharsets.UTF_8))
                        .collect(Collectors.joining("/"));
    }
}
