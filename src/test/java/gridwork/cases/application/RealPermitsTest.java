package gridwork.cases.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import gridwork.GridworkTest;
import gridwork.SharedData;
import gridwork.TestClock;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.Cases;
import gridwork.cases.Crew;
import gridwork.cases.FormContents;
import gridwork.cases.WithdrawCase;
import gridwork.cases.clock.Breaches;
import gridwork.cases.clock.CaseClock;
import gridwork.cases.clock.Clocks;
import gridwork.cases.joint.Parts;
import gridwork.cases.opening.SubjectCases;
import gridwork.cases.opening.Wanted;
import gridwork.facts.Fact;
import gridwork.facts.Facts;
import gridwork.facts.Subject;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Label;
import gridwork.platform.Progress;
import gridwork.platform.Stored;
import gridwork.platform.Work;
import gridwork.signals.ImportRun;
import gridwork.signals.Imports;
import gridwork.street.AreaId;
import gridwork.street.Length;
import gridwork.street.Matter;
import gridwork.street.Officers;
import gridwork.street.TimeLimit;
import gridwork.street.WorkingCalendar;
import gridwork.street.catalogue.StoredCatalogue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The receipt of environmental permits in a Dutch municipality is replayed on the approval by several departments: imported by
 * its mapping, each application opened, given its advice and decided at its own moments, and gone up to the street office where
 * the time of a department was up. The lines that come out stand in {@code src/docs/real-input.md}, where they were put by a
 * program that counts the raw rows and shares nothing with this one. {@code -Dgridwork.replay=all} takes every application,
 * else only those that were begun in {@link #SAMPLE some months}.
 */
@GridworkTest
class RealPermitsTest {
    private static final boolean ALL = "all".equals(System.getProperty("gridwork.replay"));
    /** The first month, and that of the application that ends before it begins. */
    private static final Set<YearMonth> SAMPLE = Set.of(YearMonth.of(2010, 10), YearMonth.of(2011, 6));

    private static final String MAPPING = "environmental-permits";
    private static final String MATTER = "environmental-permit";
    /** How the publisher writes that a group is not known. */
    private static final String NOBODY = "EMPTY";

    private static final LocalDate TODAY = LocalDate.of(2025, 3, 3);

    @Autowired
    Crew crew;

    @Autowired
    Imports imports;

    @Autowired
    StoredCatalogue catalogue;

    @Autowired
    StoredApplications applications;

    @Autowired
    SubjectCases opening;

    @Autowired
    Subjects subjects;

    @Autowired
    Facts facts;

    @Autowired
    Cases cases;

    @Autowired
    Permits permits;

    @Autowired
    Clocks clocks;

    @Autowired
    Breaches breaches;

    @Autowired
    WithdrawCase withdrawals;

    @Autowired
    Officers officers;

    @Autowired
    WorkingCalendar calendar;

    @Autowired
    List<FormContents> forms;

    @Autowired
    Work work;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    private final List<CaseId> opened = new ArrayList<>();

    /**
     * An application as its facts tell it.
     *
     * @param advised when each department that gave advice gave its last
     * @param ended null = the file does not say
     */
    private record Filed(
            Subject subject,
            String department,
            Instant begun,
            Instant planned,
            @Nullable Instant ended,
            Map<String, Instant> advised) {
        String number() {
            return subject.ref().code();
        }

        /** Why it is not opened; empty = it is. */
        String refused() {
            if (advised.containsKey(NOBODY)) {
                return "advice of no department";
            }
            return ended != null && ended.isBefore(begun) ? "ends before it begins" : "";
        }

        Set<String> departments() {
            Set<String> all = new LinkedHashSet<>(List.of(department));
            all.addAll(advised.keySet());
            return all;
        }

        /** When a department says its word; null = never. */
        @Nullable
        Instant decides(String which) {
            Instant advice = advised.get(which);
            Instant at = which.equals(department) ? ended : advice;
            return at == null ? null : at.isBefore(begun) ? begun : at;
        }
    }

    /** In the order of what happens at the same moment. */
    private record Event(Instant at, Filed filed, @Nullable String department) {}

    /** What became of an application. */
    private record End(
            Filed filed, String refused, @Nullable Case of) {
        boolean closed() {
            return of != null && !of.open();
        }

        Instant closedAt() {
            return Objects.requireNonNull(Objects.requireNonNull(of).closedAt());
        }
    }

    @BeforeEach
    void the_municipalitys_departments_are_those_of_the_street() {
        crew.comesToWork();
        clock.set(TODAY);
        if (catalogue.find(MATTER).isEmpty()) {
            department("General");
            Matter event = catalogue.matter(EventApplications.MATTER);
            catalogue.put(
                    new Matter(
                            MATTER,
                            new Label("环境许可（重放）", "Environmental permit (replay)"),
                            event.remit(),
                            id("General"),
                            Set.of(),
                            List.of(
                                    new Label(
                                            "《中华人民共和国行政许可法》第四十二条、第八十二条：联合办理四十五个工作日",
                                            "Administrative Licensing Law, Articles 42 and 82: 45 working days where several decide together")),
                            event.process(),
                            event.subject(),
                            Set.of(),
                            200,
                            false,
                            null,
                            LocalDate.of(2012, 12, 31),
                            List.of(
                                    new TimeLimit("arrive", 2, TimeLimit.Unit.DAY, TimeLimit.Counting.WORKING),
                                    new TimeLimit("decide", 45, TimeLimit.Unit.DAY, TimeLimit.Counting.WORKING),
                                    new TimeLimit("mend", 10, TimeLimit.Unit.DAY, TimeLimit.Counting.WORKING)),
                            event.checklist()),
                    0,
                    "重放",
                    "admin");
        }
    }

    @AfterEach
    void nothing_is_left_open_and_the_clock_is_put_back() {
        opened.stream()
                .flatMap(each -> cases.find(each).stream())
                .filter(Case::open)
                .forEach(each -> withdrawals.withdraw(
                        each.id(), "重放结束", officers.find(Crew.id("office")).orElseThrow()));
        clock.set(TODAY);
    }

    private static AreaId id(String department) {
        return new AreaId("nl-" + department.toLowerCase(java.util.Locale.ROOT).replace(' ', '-'));
    }

    private void department(String name) {
        crew.department(id(name).value(), name);
        crew.hireFor(id(name).value(), id(name));
    }

    @Test
    void every_application_is_accounted_for_and_the_figures_are_as_counted_from_the_raw_rows() throws IOException {
        List<Filed> filed = imported();
        filed.stream().flatMap(each -> each.departments().stream()).distinct().forEach(this::department);
        Map<String, CaseId> of =
                replay(filed.stream().filter(each -> each.refused().isEmpty()).toList());
        List<End> ends = filed.stream()
                .map(each -> new End(
                        each,
                        each.refused(),
                        of.containsKey(each.number())
                                ? cases.find(of.get(each.number())).orElseThrow()
                                : null))
                .toList();

        String published = Files.readString(Path.of("src/docs/real-input.md"));
        for (String line : lines(ends)) {
            System.out.println(line);
            assertThat(published).contains(line);
        }
        assertThat(ends)
                .allSatisfy(each -> assertThat(each.of == null)
                        .as("opened, or named with the reason why not")
                        .isEqualTo(!each.refused.isEmpty()));
        assertThat(ends.stream().filter(each -> each.of != null && !each.closed()))
                .as("what the file does not end is decided by nobody, however long it lasts")
                .isNotEmpty()
                .allSatisfy(each -> {
                    assertThat(each.filed.ended()).isNull();
                    assertThat(permits.ofCase(Objects.requireNonNull(each.of).id()))
                            .isEmpty();
                });
        assertThat(ends.stream().filter(End::closed)).allSatisfy(each -> {
            Case its = Objects.requireNonNull(each.of);
            assertThat(permits.ofCase(its.id())).isPresent();
            assertThat(parts(its).stream().map(Case::closedAt).max(Comparator.comparing(Objects::requireNonNull)))
                    .as("with the last department's word, and not before")
                    .contains(each.closedAt());
        });
    }

    /** What is in the file, by its mapping, and back from the facts. */
    private List<Filed> imported() throws IOException {
        List<Map<String, String>> rows = rows();
        ImportRun run = taken(rows);
        assertThat(List.of(run.read(), run.accepted() + run.known(), run.refused()))
                .isEqualTo(List.of((long) rows.size(), (long) rows.size(), 0L));
        Map<String, List<Map<String, String>>> byNumber = rows.stream()
                .collect(Collectors.groupingBy(
                        each -> Objects.requireNonNull(each.get("case:concept:name")),
                        LinkedHashMap::new,
                        Collectors.toList()));
        List<Filed> filed = new ArrayList<>();
        for (String number : byNumber.keySet()) {
            Subject subject = subjects.find(new SubjectRef("merchant", number)).orElseThrow();
            List<Fact> steps = facts.timeline(subject.id(), 0, 200).stream()
                    .filter(each -> each.kind().equals("procedure-step"))
                    .toList();
            assertThat(steps).hasSameSizeAs(byNumber.get(number));
            Map<String, Instant> advised = new TreeMap<>();
            steps.stream()
                    .filter(each -> "advised".equals(each.category()))
                    .forEach(each -> advised.merge(
                            text(each, "group"), each.occurredAt(), (one, other) -> one.isAfter(other) ? one : other));
            Fact any = steps.get(0);
            filed.add(new Filed(
                    subject,
                    text(any, "department"),
                    Instant.parse(text(any, "begunOn")),
                    Instant.parse(text(any, "plannedFor")),
                    any.payload().containsKey("endedOn") ? Instant.parse(text(any, "endedOn")) : null,
                    advised));
        }
        return filed;
    }

    private static String text(Fact fact, String part) {
        return String.valueOf(fact.payload().get(part));
    }

    private static List<Map<String, String>> rows() throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (var reader = new InputStreamReader(
                        new GZIPInputStream(
                                Files.newInputStream(SharedData.file("permits/receipt_environmental_permit.csv.gz"))),
                        StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(reader)) {
            for (NamedCsvRecord each : csv) {
                if (ALL
                        || SAMPLE.contains(
                                YearMonth.parse(each.getField("case:startdate").substring(0, 7)))) {
                    rows.add(new LinkedHashMap<>(each.getFieldsAsMap()));
                }
            }
        }
        return rows;
    }

    private ImportRun taken(List<Map<String, String>> rows) {
        var text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(rows.get(0).keySet());
            rows.forEach(each -> csv.writeRecord(each.values()));
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return imports.run(
                MAPPING,
                new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)),
                "receipt.csv",
                Imports.Manner.FOR_GOOD,
                "test",
                Progress.SILENT);
    }

    private Map<String, CaseId> replay(List<Filed> all) {
        Map<String, CaseId> of = new HashMap<>();
        List<Event> events = new ArrayList<>();
        for (Filed each : all) {
            events.add(new Event(each.begun(), each, null));
            for (String department : each.departments()) {
                Instant at = each.decides(department);
                if (at != null) {
                    events.add(new Event(at, each, department));
                }
            }
        }
        events.sort(Comparator.comparing(Event::at)
                .thenComparing(each -> each.department() != null)
                .thenComparing(each -> each.filed().number()));
        for (int i = 0; i < events.size(); ) {
            Event first = events.get(i);
            List<Filed> together = new ArrayList<>();
            until(first.at());
            if (first.department() == null) {
                for (;
                        i < events.size()
                                && events.get(i).department() == null
                                && events.get(i).at().equals(first.at());
                        i++) {
                    together.add(events.get(i).filed());
                }
                work.together(
                        together, 100, some -> some.forEach(each -> of.put(each.number(), open(each))), some -> {});
                together.forEach(each -> arrange(Objects.requireNonNull(of.get(each.number())), each));
            } else {
                decide(Objects.requireNonNull(of.get(first.filed().number())), first.department());
                i++;
            }
        }
        opened.addAll(of.values());
        until(events.get(events.size() - 1).at().plus(Duration.ofDays(365)));
        return of;
    }

    /** What an applicant would have written; the file has neither the place nor the days of the permit. */
    private CaseId open(Filed filed) {
        subjects.lock(List.of(filed.subject().id()));
        ObjectNode content = applications.blank();
        LocalDate day = clock.dayOf(filed.planned());
        content.putObject(Approval.FIELDS)
                .put("what", filed.number())
                .put("place", "—")
                .put("from", day.toString())
                .put("until", day.toString());
        content.putObject(Approval.DOCUMENTS);
        long id = applications.add(filed.subject().id(), MATTER, content);
        ObjectNode details = applications.blank();
        details.set(
                Approval.APPLICATION,
                content.deepCopy().put("id", String.valueOf(id)).put(Approval.VERSION, 1));
        filed.departments()
                .forEach(each -> details.withArray(SubjectCases.DEPARTMENTS).add(id(each).value()));
        CaseId of = opening.open(new Wanted(MATTER, filed.subject().id(), Application.ABOUT + id, null, "", details));
        applications.became(applications.find(id).orElseThrow(), of);
        return of;
    }

    /** The file knows no visit: it is arranged at once, for the day on which the application begins. */
    private void arrange(CaseId of, Filed filed) {
        crew.does(
                id(filed.department()).value(),
                crew.task(of, "user_arrange"),
                crew.content("{\"place\": \"—\"}").put("visitOn", clock.today().toString()));
    }

    private void decide(CaseId of, String department) {
        Case part = cases.cameFrom(of).stream()
                .filter(Parts::isPart)
                .filter(each -> Parts.department(each).equals(id(department)))
                .findFirst()
                .orElseThrow();
        ObjectNode content = crew.content("{\"outcome\": \"agree\", \"reason\": \"按原记录\"}");
        forms.stream()
                .map(each -> each.of(part, Approval.DECIDE).get("read"))
                .filter(Objects::nonNull)
                .forEach(each -> content.put("read", each.toString()));
        crew.does(id(department).value(), crew.task(part.id(), Approval.DECIDE), content);
    }

    /** Whose time is up before a moment goes up at its own moment. */
    private void until(Instant moment) {
        for (Instant next = nextDue(moment); next != null; next = nextDue(moment)) {
            clock.set(next.plusSeconds(1)); // MariaDB has whole seconds from the MySQL driver
            breaches.run();
        }
        clock.set(moment);
    }

    private @Nullable Instant nextDue(Instant until) {
        return jdbc.sql("""
                        select wake_at from case_clock where wake_at < :until order by wake_at limit 1
                        """)
                .param("until", Stored.utc(until))
                .query(LocalDateTime.class)
                .optional()
                .map(Stored::instant)
                .orElse(null);
    }

    private List<Case> parts(Case of) {
        return cases.cameFrom(of.id()).stream().filter(Parts::isPart).toList();
    }

    private List<String> lines(List<End> ends) {
        if (!ALL) {
            return lines("sample", ends);
        }
        List<String> lines = new ArrayList<>();
        ends.stream()
                .collect(Collectors.groupingBy(
                        each -> YearMonth.from(clock.dayOf(each.filed.begun())), TreeMap::new, Collectors.toList()))
                .forEach((month, its) -> lines.addAll(lines(month.toString(), its)));
        lines.addAll(lines("all", ends));
        return lines;
    }

    private List<String> lines(String label, List<End> ends) {
        List<End> closed = ends.stream().filter(End::closed).toList();
        Map<CaseId, List<Case>> parts = ends.stream()
                .flatMap(each -> java.util.stream.Stream.ofNullable(each.of))
                .collect(Collectors.toMap(Case::id, this::parts));
        return List.of(
                line(
                        label,
                        ends.size(),
                        count(ends, each -> each.refused.equals("advice of no department")),
                        count(ends, each -> each.refused.equals("ends before it begins")),
                        closed.size(),
                        count(ends, each -> each.of != null && each.of.open()),
                        parts.values().stream().filter(each -> each.size() > 1).count(),
                        parts.values().stream().mapToInt(List::size).sum()),
                line(
                        label,
                        closed.size(),
                        count(closed, each -> !clock.dayOf(each.closedAt()).isAfter(clock.dayOf(each.filed.planned()))),
                        count(closed, each -> keeps(each, planned(each), Length.Counting.WORKING)),
                        count(closed, this::keepsItsClock),
                        count(closed, each -> keeps(each, 45, Length.Counting.RUNNING)),
                        count(closed, each -> keeps(each, 20, Length.Counting.WORKING)),
                        count(closed, each -> keeps(each, 20, Length.Counting.RUNNING)),
                        median(closed, Length.Counting.WORKING),
                        median(closed, Length.Counting.RUNNING)));
    }

    private static String line(String label, Number... figures) {
        return "| " + label + " | "
                + Arrays.stream(figures).map(String::valueOf).collect(Collectors.joining(" | ")) + " |";
    }

    private static long count(List<End> ends, Predicate<End> which) {
        return ends.stream().filter(which).count();
    }

    private int planned(End end) {
        return (int) ChronoUnit.DAYS.between(clock.dayOf(end.filed.begun()), clock.dayOf(end.filed.planned()));
    }

    private boolean keeps(End end, int days, Length.Counting counting) {
        Instant due = calendar.plus(end.filed.begun(), new Length(days, Length.Unit.DAY, counting))
                .at();
        return !end.closedAt().isAfter(due);
    }

    /** By the clocks that ran in its parts, which are those of the catalogue: 45 working days. */
    private boolean keepsItsClock(End end) {
        List<CaseClock> its = parts(Objects.requireNonNull(end.of)).stream()
                .flatMap(each -> clocks.of(each.id()).stream())
                .filter(each -> each.item().equals(Approval.DECIDE_BY))
                .toList();
        boolean kept = its.stream().allMatch(each -> each.breachedAt() == null);
        assertThat(kept)
                .as("%s: what ran in the engine is what the calendar says", end.filed.number())
                .isEqualTo(keeps(end, 45, Length.Counting.WORKING));
        return kept;
    }

    private long median(List<End> closed, Length.Counting counting) {
        List<Duration> took = closed.stream()
                .map(each -> calendar.between(each.filed.begun(), each.closedAt(), counting))
                .sorted()
                .toList();
        return took.isEmpty() ? 0 : took.get((took.size() - 1) / 2).toHours();
    }
}
