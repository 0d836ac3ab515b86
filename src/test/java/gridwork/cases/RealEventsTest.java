package gridwork.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import gridwork.GridworkTest;
import gridwork.SharedData;
import gridwork.TestClock;
import gridwork.cases.clock.Breaches;
import gridwork.cases.clock.CaseClock;
import gridwork.cases.clock.Clocks;
import gridwork.cases.report.Report;
import gridwork.cases.report.Reports;
import gridwork.decisions.Decisions;
import gridwork.evidence.EvidenceFiles;
import gridwork.platform.Progress;
import gridwork.platform.Stored;
import gridwork.platform.TableFile;
import gridwork.platform.Work;
import gridwork.rules.ItemStand;
import gridwork.signals.ImportRun;
import gridwork.signals.Imports;
import gridwork.signals.RefusedRow;
import gridwork.street.Accounts;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Duty;
import gridwork.street.Length;
import gridwork.street.Officer;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import gridwork.street.WorkingCalendar;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * San Francisco's 311 requests are replayed on the handling of events, each at its own moment: imported, opened, moved up
 * when their time is up, handled when the city closed them. The lines that come out stand in {@code src/docs/real-input.md},
 * where they were put by a program that counts the raw rows and shares nothing with this one. {@code -Dgridwork.replay=all}
 * takes every row, else only {@link #SAMPLE some stretches} of them.
 */
@GridworkTest
class RealEventsTest {
    private static final boolean ALL = "all".equals(System.getProperty("gridwork.replay"));
    /** April 2013 has a bit of everything, in November 2014 the city closes some before they were opened. */
    private static final List<Stretch> SAMPLE = List.of(
            new Stretch(LocalDate.of(2013, 4, 1), LocalDate.of(2013, 4, 30)),
            new Stretch(LocalDate.of(2014, 11, 1), LocalDate.of(2014, 11, 10)));

    /** Whom nobody helps for so long: the clocks are paused, and the case waits without them for the city to close it. */
    private static final Duration FOLLOWED = Duration.ofDays(30);

    private static final String MAPPING = "san-francisco-requests";
    private static final int DISTRICTS = 11;
    private static final String STREET = "street";
    private static final String CLERK = "sf-clerk";
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("MM/dd/yyyy hh:mm:ss a", Locale.ROOT);
    private static final LocalDate TODAY = LocalDate.of(2025, 3, 3);

    @Autowired
    Imports imports;

    @Autowired
    Areas areas;

    @Autowired
    Officers officers;

    @Autowired
    Accounts accounts;

    @Autowired
    Work work;

    @Autowired
    Tasks tasks;

    @Autowired
    EvidenceFiles files;

    @Autowired
    Cases cases;

    @Autowired
    Reports reports;

    @Autowired
    Clocks clocks;

    @Autowired
    Breaches breaches;

    @Autowired
    WithdrawCase withdrawals;

    @Autowired
    Decisions decisions;

    @Autowired
    WorkingCalendar calendar;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Length> limits = new HashMap<>();

    private record Stretch(LocalDate from, LocalDate to) {
        boolean holds(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    private record Row(
            int number,
            Map<String, String> cells,
            Instant opened,
            @Nullable Instant closed,
            String notes) {
        String id() {
            return Objects.requireNonNull(cells.get("CaseID"));
        }

        boolean transferred() {
            return notes.toLowerCase(Locale.ROOT).contains("transfer");
        }

        boolean duplicate() {
            return notes.toLowerCase(Locale.ROOT).contains("duplicate");
        }

        boolean closedBefore() {
            return closed != null && closed.isBefore(opened);
        }
    }

    /** In the order of what happens at the same moment. */
    private enum What {
        COMES,
        CLOSED_BY_THE_CITY,
        FOLLOWED_NO_LONGER
    }

    private record Event(Instant at, What what, int number) {}

    /** What became of a row. */
    private enum Fate {
        CLOSED,
        WITHDRAWN,
        OPEN,
        MERGED,
        REFUSED
    }

    @BeforeEach
    void the_citys_districts_are_grids_with_somebody_on_every_level() {
        clock.set(TODAY);
        work.run(() -> {
            AreaId street = areas.all().stream()
                    .filter(each -> each.kind() == Area.Kind.STREET)
                    .map(Area::id)
                    .findFirst()
                    .orElseGet(() -> {
                        areas.put(new Area(new AreaId(STREET), Area.Kind.STREET, "测试街道", null));
                        return new AreaId(STREET);
                    });
            areas.put(new Area(new AreaId("sf"), Area.Kind.COMMUNITY, "旧金山", street));
            hire("sf-secretary", new Duty("community-secretary", "sf"));
            for (int district = 1; district <= DISTRICTS; district++) {
                String grid = "sf-" + district;
                areas.put(new Area(new AreaId(grid), Area.Kind.GRID, "第" + district + "选区", new AreaId("sf")));
                hire(grid + "-worker", new Duty("grid-worker", grid));
                hire(grid + "-leader", new Duty("grid-leader", grid));
            }
            hire("sf-liaison", new Duty("liaison-officer", street.value()));
            hire(CLERK, new Duty("office-clerk", street.value()));
            department("chengguan", "城管执法队", street);
            department("anjian", "应急管理与安全生产站", street);
        });
    }

    @AfterEach
    void nothing_is_left_open_and_the_clock_is_put_back() {
        List<Long> left = jdbc.sql("select distinct case_id from case_report where source = :source")
                .param("source", MAPPING)
                .query(Long.class)
                .list();
        left.stream()
                .flatMap(each -> cases.find(new CaseId(each)).stream())
                .filter(Case::open)
                .forEach(each -> withdrawals.withdraw(each.id(), "重放结束", officer(CLERK)));
        clock.set(TODAY);
    }

    private void hire(String name, Duty duty) {
        var id = new OfficerId(name);
        if (officers.find(id).isEmpty()) {
            accounts.create(id, name, Set.of(duty), name, "test");
        }
    }

    private void department(String id, String name, AreaId street) {
        if (areas.find(new AreaId(id)).isEmpty()) {
            areas.put(new Area(new AreaId(id), Area.Kind.DEPARTMENT, name, street));
        }
        hire("sf-" + id, new Duty("department-officer", id));
    }

    private Officer officer(String id) {
        return officers.find(new OfficerId(id)).orElseThrow();
    }

    @Test
    void every_row_is_accounted_for_and_the_figures_are_as_counted_from_the_raw_rows() throws IOException {
        List<Row> rows = rows().stream()
                .filter(each -> ALL || SAMPLE.stream().anyMatch(stretch -> stretch.holds(day(each))))
                .toList();
        Map<String, String> refused = replay(rows);
        Map<String, Row> byId = rows.stream().collect(Collectors.toMap(Row::id, each -> each));
        List<End> ends = rows.stream()
                .map(each -> end(each, refused.get(each.id()), byId))
                .toList();

        String published = Files.readString(Path.of("src/docs/real-input.md"));
        for (String line : lines(ends)) {
            System.out.println(line);
            assertThat(published).contains(line);
        }
        assertThat(ends).as("each ends in one way").hasSize(rows.size());
        assertThat(ends.stream().filter(each -> each.fate == Fate.OPEN))
                .allSatisfy(each -> assertThat(each.driver().closed())
                        .as("the city never closed it")
                        .isNull());
        assertThat(ends.stream().filter(each -> each.fate == Fate.REFUSED))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.why).isEqualTo("import-area sf-0"));
        assertThat(ends.stream().filter(each -> each.fate == Fate.MERGED))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.together.get(0)).isNotEqualTo(each.row));
    }

    @Test
    void what_is_wrong_or_hostile_is_refused_with_its_reason_mended_and_sent_again() throws IOException {
        List<Map<String, String>> right = new ArrayList<>();
        for (Row each : rows().subList(100, 110)) {
            Map<String, String> cells = new LinkedHashMap<>(each.cells());
            cells.put("CaseID", "mended-" + each.id());
            right.add(cells);
        }
        right.get(9).put("Request.Details", "<script>alert('\"')</script>' or 1=1; --");
        List<Map<String, String>> sent = new ArrayList<>();
        right.forEach(each -> sent.add(new LinkedHashMap<>(each)));
        sent.get(1).put("Supervisor.District", "0");
        sent.get(2).put("Point", "(37.76; west)");
        sent.get(3).put("Point", "(97.76, -122.4)");
        sent.get(4).put("Opened", "13/45/2013 08:00:00 AM");
        sent.get(5).put("Opened", "");
        sent.get(6).put("Opened", "07/01/2098 08:00:00 AM");
        sent.get(7).put("CaseID", " ");
        sent.get(8).put("Request.Details", "长".repeat(2001));
        sent.add(right.get(0));

        ImportRun run = taken(sent);
        assertThat(List.of(run.read(), run.accepted(), run.known(), run.refused()))
                .isEqualTo(List.of(11L, 2L, 1L, 8L));
        List<RefusedRow> refused = imports.refused(run.id(), 0, 100);
        assertThat(refused)
                .extracting(each -> each.number() + " " + each.code() + " " + each.column())
                .containsExactly(
                        "3 import-area sf-{Supervisor.District}",
                        "4 import-point Point",
                        "5 subject-place Point",
                        "6 import-date Opened",
                        "7 import-date-missing Opened",
                        "8 fact-in-the-future Opened",
                        "9 import-identity-missing CaseID",
                        "10 fact-part-too-long Request.Details");

        var file = new ByteArrayOutputStream();
        imports.writeRefused(run.id(), TableFile.Shape.CSV, file, Locale.ENGLISH);
        List<Map<String, String>> again = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder()
                .ofNamedCsvRecord(file.toString(StandardCharsets.UTF_8).substring(1))) {
            for (NamedCsvRecord each : csv) {
                Map<String, String> cells = new LinkedHashMap<>(each.getFieldsAsMap());
                assertThat(cells.get("Reason")).isNotBlank();
                cells.putAll(right.get(again.size() + 1));
                again.add(cells);
            }
        }
        ImportRun mended = taken(again);
        assertThat(List.of(mended.read(), mended.accepted(), mended.refused())).isEqualTo(List.of(8L, 8L, 0L));
        Set<CaseId> opened = right.stream()
                .map(each -> reports.find(MAPPING, Objects.requireNonNull(each.get("CaseID")))
                        .orElseThrow())
                .map(each -> Objects.requireNonNull(each.of()))
                .collect(Collectors.toSet());
        assertThat(opened)
                .as("each a case of its own")
                .hasSize(10)
                .allSatisfy(each -> assertThat(openTask(each)).isPresent());

        assertThat(taken(right).known()).as("nothing is taken twice").isEqualTo(10);
    }

    private static LocalDate day(Row row) {
        return LocalDateTime.parse(Objects.requireNonNull(row.cells().get("Opened")), MOMENT)
                .toLocalDate();
    }

    private List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        try (var reader = new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(SharedData.file("intake/sf311.csv.gz"))),
                        StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(reader)) {
            for (NamedCsvRecord each : csv) {
                String closed = each.getField("Closed");
                rows.add(new Row(
                        rows.size(),
                        new LinkedHashMap<>(each.getFieldsAsMap()),
                        at(each.getField("Opened")),
                        closed.isEmpty() ? null : at(closed),
                        each.getField("Status.Notes")));
            }
        }
        return rows;
    }

    /** The city's clock on the wall, taken for the street's. */
    private Instant at(String written) {
        return LocalDateTime.parse(written, MOMENT).atZone(clock.zone()).toInstant();
    }

    /** @return why those that were refused were, by the city's number */
    private Map<String, String> replay(List<Row> rows) {
        Map<Integer, Row> byNumber = rows.stream().collect(Collectors.toMap(Row::number, each -> each));
        Map<String, Row> byId = rows.stream().collect(Collectors.toMap(Row::id, each -> each));
        Map<Instant, List<Row>> coming = rows.stream().collect(Collectors.groupingBy(Row::opened));
        Map<String, String> refused = new TreeMap<>();
        Instant last = Instant.EPOCH;
        for (Event each : events(rows)) {
            until(each.at());
            last = each.at();
            Row row = Objects.requireNonNull(byNumber.get(each.number()));
            switch (each.what()) {
                case COMES -> {
                    List<Row> together = coming.remove(row.opened());
                    if (together != null) {
                        refused.putAll(imported(together));
                    }
                }
                case CLOSED_BY_THE_CITY -> {
                    if (!refused.containsKey(row.id())) {
                        closed(row, byId);
                    }
                }
                case FOLLOWED_NO_LONGER -> {
                    if (!refused.containsKey(row.id())) {
                        followedNoLonger(row);
                    }
                }
                default -> throw new IllegalStateException();
            }
        }
        until(last.plus(FOLLOWED));
        return refused;
    }

    private List<Event> events(List<Row> rows) {
        List<Event> all = new ArrayList<>();
        for (Row each : rows) {
            all.add(new Event(each.opened(), What.COMES, each.number()));
            Instant end = each.opened().plus(FOLLOWED);
            Instant closed = each.closedBefore() ? each.opened() : each.closed();
            if (closed != null) {
                all.add(new Event(closed, What.CLOSED_BY_THE_CITY, each.number()));
            }
            if (closed == null || closed.isAfter(end)) {
                all.add(new Event(end, What.FOLLOWED_NO_LONGER, each.number()));
            }
        }
        all.sort(Comparator.comparing(Event::at).thenComparing(Event::what).thenComparing(Event::number));
        return all;
    }

    /** Whose time is up before a moment moves on at its own moment. */
    private void until(Instant moment) {
        Instant before = Instant.EPOCH;
        for (Instant next = nextDue(moment); next != null; next = nextDue(moment)) {
            assertThat(next).as("what is up is led away").isAfter(before);
            before = next;
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

    private Map<String, String> imported(List<Row> rows) {
        ImportRun run = taken(rows.stream().map(Row::cells).toList());
        assertThat(run.read()).isEqualTo(rows.size());
        assertThat(run.accepted() + run.refused()).as("nothing is known yet").isEqualTo(rows.size());
        Map<String, String> refused = new TreeMap<>();
        if (run.refused() > 0) {
            for (RefusedRow each : imports.refused(run.id(), 0, rows.size())) {
                refused.put(rows.get((int) each.number() - 2).id(), each.code() + " " + each.value());
            }
        }
        return refused;
    }

    private ImportRun taken(List<Map<String, String>> rows) {
        var text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(rows.get(0).keySet());
            rows.forEach(each -> csv.writeRecord(each.values()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return imports.run(
                MAPPING,
                new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)),
                "sf311.csv",
                Imports.Manner.FOR_GOOD,
                "test",
                Progress.SILENT);
    }

    private Report report(Row row) {
        return reports.find(MAPPING, row.id()).orElseThrow();
    }

    private CaseId caseOf(Row row) {
        return Objects.requireNonNull(report(row).of(), "no case of " + row.id());
    }

    /**
     * The case ends with the first of its requests that the city did not call a duplicate. One that it called a duplicate
     * of a request that is not in the file is withdrawn.
     */
    private void closed(Row row, Map<String, Row> byId) {
        CaseId of = caseOf(row);
        List<Row> together = together(of, byId);
        Optional<Row> driver =
                together.stream().filter(each -> !each.duplicate()).findFirst();
        if (driver.isEmpty() && together.get(0).equals(row)) {
            withdrawals.withdraw(of, "市里记为重复", officer(CLERK));
        } else if (driver.filter(row::equals).isPresent()) {
            if (row.transferred()) {
                passedOn(of, row);
            }
            openTask(of).ifPresent(each -> done(of, each, row, true));
        }
    }

    private List<Row> together(CaseId of, Map<String, Row> byId) {
        return reports.of(of).stream()
                .map(each -> Objects.requireNonNull(byId.get(each.reference())))
                .toList();
    }

    /** What the city transferred to another agency goes up to the department in charge, and ends there. */
    private void passedOn(CaseId of, Row row) {
        for (int levels = 0; levels < 10; levels++) {
            OpenTask task = openTask(of).orElseThrow();
            if (task.step().equals("user_department")) {
                return;
            }
            done(of, task, row, false);
        }
        throw new AssertionError("no department for " + row.id());
    }

    private Optional<OpenTask> openTask(CaseId of) {
        return cases.openTasks(of).stream().findFirst();
    }

    private void done(CaseId of, OpenTask task, Row row, boolean solved) {
        Officer officer = task.groups().stream()
                .flatMap(each -> officers.with(Duty.of(each)).stream())
                .findFirst()
                .orElseThrow();
        ObjectNode content = json.createObjectNode().put("solved", solved);
        content.put(
                "description", row.notes().isBlank() ? "按市里的记录" : row.notes().strip());
        if (solved) {
            content.put("answer", "已经处理").putArray("photos").add(photo(of, row, officer));
        }
        tasks.complete(task.id(), content, officer);
    }

    private String photo(CaseId of, Row row, Officer by) {
        var picture = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        var colours = new Random(row.number());
        for (int i = 0; i < 256; i++) {
            picture.setRGB(i % 16, i / 16, colours.nextInt(1 << 24));
        }
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return String.valueOf(files.keep(
                        Case.ABOUT + of.value(),
                        "现场.png",
                        bytes.toByteArray(),
                        null,
                        null,
                        null,
                        by.id().value())
                .id()
                .value());
    }

    private void followedNoLonger(Row row) {
        CaseId of = caseOf(row);
        if (reports.of(of).get(0).reference().equals(row.id()) && openTask(of).isPresent()) {
            clocks.of(of).stream().filter(CaseClock::open).forEach(each -> clocks.pause(each.id(), "重放不再跟进"));
        }
    }

    /** How a row ended; the case only with the row that opened it. */
    private record End(
            Row row,
            Fate fate,
            String why,
            List<Row> together,
            @Nullable Case of,
            @Nullable Instant solved) {
        Row driver() {
            return together.stream()
                    .filter(each -> !each.duplicate())
                    .findFirst()
                    .orElse(together.get(0));
        }

        Case its() {
            return Objects.requireNonNull(of);
        }

        Instant solvedAt() {
            return Objects.requireNonNull(solved);
        }
    }

    private End end(Row row, @Nullable String refused, Map<String, Row> byId) {
        if (refused != null) {
            return new End(row, Fate.REFUSED, refused, List.of(), null, null);
        }
        Case of = cases.find(caseOf(row)).orElseThrow();
        List<Row> together = together(of.id(), byId);
        if (!together.get(0).equals(row)) {
            return new End(row, Fate.MERGED, "case " + of.id().value(), together, null, null);
        }
        if (of.open()) {
            return new End(row, Fate.OPEN, "", together, of, null);
        }
        if (of.details().has(Withdrawn.WITHDRAWN)) {
            return new End(row, Fate.WITHDRAWN, "", together, of, null);
        }
        Instant solved = clocks.of(of.id()).stream()
                .filter(each -> each.item().equals("reporter"))
                .map(CaseClock::startedAt)
                .findFirst()
                .orElseThrow();
        return new End(row, Fate.CLOSED, "", together, of, solved);
    }

    private List<String> lines(List<End> ends) {
        List<String> lines = new ArrayList<>();
        if (ALL) {
            Map<Integer, List<End>> years = ends.stream()
                    .collect(Collectors.groupingBy(each -> day(each.row).getYear(), TreeMap::new, Collectors.toList()));
            years.forEach((year, its) -> lines.addAll(lines(String.valueOf(year), its)));
            lines.addAll(lines("all", ends));
        } else {
            lines.addAll(lines("sample", ends));
        }
        return lines;
    }

    private List<String> lines(String label, List<End> ends) {
        Map<Fate, Long> fates = new EnumMap<>(Fate.class);
        ends.forEach(each -> fates.merge(each.fate, 1L, Long::sum));
        List<End> closed =
                ends.stream().filter(each -> each.fate == Fate.CLOSED).toList();
        List<End> timed =
                closed.stream().filter(each -> !each.driver().closedBefore()).toList();
        long rows = 0;
        for (Fate each : Fate.values()) {
            rows += fates.getOrDefault(each, 0L);
        }
        return List.of(
                line(
                        label,
                        rows,
                        fates.getOrDefault(Fate.REFUSED, 0L),
                        fates.getOrDefault(Fate.MERGED, 0L),
                        fates.getOrDefault(Fate.CLOSED, 0L),
                        fates.getOrDefault(Fate.WITHDRAWN, 0L),
                        fates.getOrDefault(Fate.OPEN, 0L),
                        count(closed, each -> each.driver().transferred()),
                        closed.size() - timed.size()),
                line(
                        label,
                        timed.size(),
                        count(timed, each -> inTime(each, Length.Counting.WORKING)),
                        count(timed, each -> inTime(each, Length.Counting.RUNNING)),
                        median(timed, Length.Counting.WORKING),
                        median(timed, Length.Counting.RUNNING)),
                line(
                        label,
                        count(timed, each -> value(each, "overdue").isEmpty()),
                        count(timed, each -> value(each, "level").equals("worker")),
                        count(timed, each -> value(each, "level").equals("leader")),
                        count(timed, each -> value(each, "level").equals("secretary")),
                        count(timed, each -> value(each, "level").equals("office")),
                        count(timed, each -> value(each, "level").equals("department")),
                        ends.stream()
                                .filter(each -> each.of != null)
                                .mapToInt(each -> each.its()
                                        .details()
                                        .at("/values/overdue")
                                        .asInt())
                                .sum()));
    }

    private static String line(String label, Number... figures) {
        return "| " + label + " | "
                + Arrays.stream(figures).map(String::valueOf).collect(Collectors.joining(" | ")) + " |";
    }

    private static long count(List<End> ends, Predicate<End> which) {
        return ends.stream().filter(which).count();
    }

    private static String value(End end, String name) {
        return end.its().details().path("values").path(name).asText("");
    }

    private boolean inTime(End end, Length.Counting counting) {
        Length limit = limit(end);
        Length counted = new Length(limit.amount(), limit.unit(), counting);
        return !end.solvedAt()
                .isAfter(calendar.plus(end.its().openedAt(), counted).at());
    }

    /** Until when it is to be finished, by the rules' answer to the report that opened it. */
    private Length limit(End end) {
        return limits.computeIfAbsent(value(end, "grade"), grade -> {
            Report report = report(end.row);
            ItemStand finish = decisions.answers(Set.of(report.fact())).getOrDefault(report.fact(), List.of()).stream()
                    .filter(each -> each.ruleSet().equals("response-clocks"))
                    .flatMap(each -> decisions.explain(each).evaluation().held().stream())
                    .filter(each -> each.item().equals("finish"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no limit for " + grade));
            return Length.of(
                    ((Number) Objects.requireNonNull(finish.values().get("length"))).intValue(),
                    String.valueOf(finish.values().get("unit")),
                    String.valueOf(finish.values().get("clock")));
        });
    }

    private long median(List<End> ends, Length.Counting counting) {
        List<Duration> took = ends.stream()
                .map(each -> calendar.between(each.its().openedAt(), each.solvedAt(), counting))
                .sorted()
                .toList();
        return took.isEmpty() ? 0 : took.get((took.size() - 1) / 2).toHours();
    }
}
