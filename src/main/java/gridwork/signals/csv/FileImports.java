package gridwork.signals.csv;

import gridwork.facts.FactKind;
import gridwork.facts.Facts;
import gridwork.facts.NewFact;
import gridwork.facts.Recorded;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Ids;
import gridwork.platform.Progress;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.platform.TableFile;
import gridwork.platform.TableLook;
import gridwork.platform.TableRows;
import gridwork.platform.Work;
import gridwork.signals.ImportLimits;
import gridwork.signals.ImportRun;
import gridwork.signals.ImportRunId;
import gridwork.signals.Imports;
import gridwork.signals.RefusedRow;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

@Component
@EnableConfigurationProperties(ImportLimits.class)
class FileImports implements Imports {
    private static final Logger LOG = LoggerFactory.getLogger(FileImports.class);
    private static final List<String> DELIMITERS = List.of(",", ";", "\t", "|");
    /** Looks at a run that somebody may still work at; where nothing moves in all of them, nobody does. */
    private static final int LOOKS = 6;

    private static final int BETWEEN_LOOKS_MS = 500;
    private static final int PAGE = 500;
    private static final int REMEMBERED = 50_000;
    /** The most rows of which one transaction makes decisions and cases. */
    private static final int AT_ONCE = 100;

    private final Mappings mappings;
    private final ImportRuns runs;
    private final Subjects subjects;
    private final Facts facts;
    private final ObjectProvider<Areas> areas;
    private final Work work;
    private final StreetClock clock;
    private final ImportLimits limits;
    private final MessageSource messages;

    FileImports(
            Mappings mappings,
            ImportRuns runs,
            Subjects subjects,
            Facts facts,
            ObjectProvider<Areas> areas,
            Work work,
            StreetClock clock,
            ImportLimits limits,
            MessageSource messages) {
        this.mappings = mappings;
        this.runs = runs;
        this.subjects = subjects;
        this.facts = facts;
        this.areas = areas;
        this.work = work;
        this.clock = clock;
        this.limits = limits;
        this.messages = messages;
    }

    @Override
    public List<Named> mappings() {
        return mappings.all().stream()
                .map(each -> new Named(each.id(), each.title(), each.history(), each.atOnce()))
                .toList();
    }

    @Override
    public ImportRun run(String mapping, Path file, Manner manner, String by, Progress progress) {
        return run(mapping, file, String.valueOf(file.getFileName()), manner, by, progress);
    }

    @Override
    public ImportRun run(
            String mapping, InputStream content, String name, Manner manner, String by, Progress progress) {
        try {
            Path file = Files.createTempFile("gridwork", ".import");
            try {
                Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
                return run(mapping, file, name, manner, by, progress);
            } finally {
                Files.delete(file);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private ImportRun run(String name, Path file, String fileName, Manner manner, String by, Progress progress) {
        Mapping mapping = mappings.find(name);
        if (!Files.isReadable(file)) {
            throw new Refused("import-unreadable-file", fileName);
        }
        TableLook look = TableLook.at(file, fileName, mapping.encodings(), limits.tables());
        try (TableRows rows = rows(look, mapping)) {
            RowReader reader = reader(mapping, rows, look);
            ImportRuns.Claim claim = manner == Manner.DRY_RUN
                    ? runs.begin(mapping, look, manner, by)
                    : runs.cutShort(mapping.id(), look.sha256())
                            .map(this::takeOver)
                            .orElseGet(() -> runs.begin(mapping, look, manner, by));
            return read(claim, mapping, look, rows, reader, progress);
        }
    }

    @Override
    public ImportRun upload(String mapping, InputStream content, String name, Manner manner, String by) {
        ImportRunId id = runs.keep(mappings.find(mapping), content, name, manner, by);
        return runs.find(id).orElseThrow();
    }

    @Override
    public ImportRun resume(ImportRunId id) {
        if (!runs.resume(id)) {
            throw new Refused("import-not-resumable");
        }
        return runs.find(id).orElseThrow();
    }

    /**
     * Reads an uploaded file to its end. What cannot be read ends the run and is said there; what fails otherwise stops it
     * with a reference to the log, and it can go on from its last chunk.
     */
    ImportRun workOff(ImportRuns.Claim claim) {
        ImportRun run = runs.find(claim.run()).orElseThrow();
        try {
            Mapping mapping = mappings.find(run.mapping());
            Path file = Files.createTempFile("gridwork", ".upload");
            try {
                runs.unpack(run.id(), file);
                TableLook look = TableLook.at(file, run.fileName(), mapping.encodings(), limits.tables());
                try (TableRows rows = rows(look, mapping)) {
                    return read(claim, mapping, look, rows, reader(mapping, rows, look), Progress.SILENT);
                }
            } finally {
                Files.delete(file);
            }
        } catch (Refused unreadable) {
            if (unreadable.code().equals("import-taken-over")) {
                return runs.find(claim.run()).orElseThrow();
            }
            runs.end(claim, ImportRun.State.STOPPED, unreadable);
            return runs.find(claim.run()).orElseThrow();
        } catch (IOException | RuntimeException failure) {
            String reference = Long.toString(Ids.next(), 36).toUpperCase(Locale.ROOT);
            LOG.error("{} import {} failed and stops", reference, claim.run().value(), failure);
            runs.halt(claim, new Refused(ImportRun.FAILED, reference));
            return runs.find(claim.run()).orElseThrow();
        }
    }

    private ImportRuns.Claim takeOver(ImportRun run) {
        long claim = runs.claimOf(run.id());
        long read = run.read();
        for (int look = 0; look < LOOKS; look++) {
            try {
                Thread.sleep(BETWEEN_LOOKS_MS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new Refused("import-running", run.fileName());
            }
            ImportRun now = runs.find(run.id()).orElseThrow();
            if (now.read() != read || runs.claimOf(run.id()) != claim) {
                throw new Refused("import-running", run.fileName());
            }
        }
        LOG.info("import {} goes on after row {}", run.id().value(), read);
        return runs.take(run.id(), claim).orElseThrow(() -> new Refused("import-running", run.fileName()));
    }

    private TableRows rows(TableLook look, Mapping mapping) {
        return look.rows(mapping.delimiter().charAt(0), limits.tables());
    }

    private RowReader reader(Mapping mapping, TableRows rows, TableLook look) {
        if (rows.columns().size() == 1 && look.shape() != TableLook.Shape.XLSX) {
            String only = rows.columns().get(0);
            for (String other : DELIMITERS) {
                if (!other.equals(mapping.delimiter()) && only.contains(other)) {
                    throw new Refused("import-delimiter", look.name(), shown(mapping.delimiter()), shown(other));
                }
            }
        }
        Set<AreaId> known = areas.stream()
                .flatMap(each -> each.all().stream())
                .map(Area::id)
                .collect(Collectors.toSet());
        return new RowReader(mapping, rows.columns(), known, clock.zone());
    }

    private static String shown(String delimiter) {
        return delimiter.equals("\t") ? "Tab" : delimiter;
    }

    private ImportRun read(
            ImportRuns.Claim claim,
            Mapping mapping,
            TableLook look,
            TableRows rows,
            RowReader reader,
            Progress progress) {
        ImportRun run = runs.find(claim.run()).orElseThrow();
        runs.looked(claim, look, rows.columns());
        long total = look.lines() < 0 ? -1 : Math.max(0, look.lines() - 1);
        SeenRows seen = new SeenRows();
        Set<SubjectRef> registered = new HashSet<>();
        ImportRuns.Counts counts = ImportRuns.Counts.of(run);
        Refused broken = null;
        int together = mapping.atOnce() ? Math.min(AT_ONCE, limits.chunk()) : limits.chunk();
        List<TableRows.Row> chunk = new ArrayList<>(together);
        try {
            for (long skipped = 0; skipped < counts.read(); skipped++) {
                if (rows.next() == null) {
                    break;
                }
            }
            for (TableRows.Row row = rows.next(); row != null; row = rows.next()) {
                chunk.add(row);
                if (chunk.size() == together) {
                    counts = record(
                            claim,
                            mapping,
                            reader,
                            chunk,
                            counts,
                            run.dryRun() ? seen : null,
                            registered,
                            run.startedBy());
                    chunk.clear();
                    progress.at(counts.read(), Math.max(total, counts.read() + 1), look.name());
                    if (Thread.currentThread().isInterrupted()) {
                        return runs.find(claim.run()).orElseThrow();
                    }
                }
            }
        } catch (Refused unreadable) {
            if (unreadable.code().equals("import-taken-over")) {
                throw unreadable;
            }
            broken = unreadable;
        }
        if (!chunk.isEmpty()) {
            counts = record(
                    claim, mapping, reader, chunk, counts, run.dryRun() ? seen : null, registered, run.startedBy());
        }
        progress.at(counts.read(), counts.read(), look.name());
        runs.end(claim, broken == null ? ImportRun.State.DONE : ImportRun.State.STOPPED, broken);
        ImportRun ended = runs.find(claim.run()).orElseThrow();
        LOG.info(
                "import {} by {}: {} read, {} accepted, {} known, {} refused",
                ended.id().value(),
                ended.mapping(),
                ended.read(),
                ended.accepted(),
                ended.known(),
                ended.refused());
        return ended;
    }

    /** What one chunk came to. */
    private static final class Tally {
        long accepted;
        long known;
        long corrected;
        long unclassified;
        long outdated;
        final List<RefusedRow> refused = new ArrayList<>();

        ImportRuns.Counts added(ImportRuns.Counts before, int rows) {
            return new ImportRuns.Counts(
                    before.read() + rows,
                    before.accepted() + accepted,
                    before.known() + known,
                    before.refused() + refused.size(),
                    before.corrected() + corrected,
                    before.unclassified() + unclassified,
                    before.outdated() + outdated);
        }
    }

    /** Ends a dry run's transaction, so that nothing of it stays. */
    private static final class Undone extends RuntimeException {
        Undone() {
            super("dry run", null, false, false);
        }
    }

    private ImportRuns.Counts record(
            ImportRuns.Claim claim,
            Mapping mapping,
            RowReader reader,
            List<TableRows.Row> chunk,
            ImportRuns.Counts before,
            @Nullable SeenRows dry,
            Set<SubjectRef> registered,
            String by) {
        List<RowReader.Said> said = new ArrayList<>(chunk.size());
        List<RefusedRow> unread = new ArrayList<>();
        for (TableRows.Row row : chunk) {
            reader.read(row, said::add, unread::add);
        }
        Tally[] tally = new Tally[1];
        ImportRuns.Counts[] after = new ImportRuns.Counts[1];
        Runnable act = () -> {
            tally[0] = mapping.fact() == null
                    ? register(said, by)
                    : record(reader, said, dry, registered, by, how(mapping, dry != null));
            tally[0].refused.addAll(unread);
            after[0] = tally[0].added(before, chunk.size());
        };
        if (dry == null) {
            work.run(() -> {
                act.run();
                runs.progress(claim, Objects.requireNonNull(after[0]), tally[0].refused);
            });
            remember(registered, said);
        } else {
            try {
                work.run(() -> {
                    act.run();
                    throw new Undone();
                });
            } catch (Undone asMeant) {
                work.run(() -> runs.progress(claim, Objects.requireNonNull(after[0]), tally[0].refused));
            }
        }
        return Objects.requireNonNull(after[0]);
    }

    /** A dry run decides nothing. */
    private static Facts.How how(Mapping mapping, boolean dry) {
        if (mapping.history()) {
            return Facts.How.PAST;
        }
        return mapping.atOnce() && !dry ? Facts.How.NOW : Facts.How.HISTORY;
    }

    private Tally register(List<RowReader.Said> said, String by) {
        Tally tally = new Tally();
        Set<SubjectRef> known = new HashSet<>(subjects.findAll(refs(said)).keySet());
        subjects.register(details(said), known(said), by);
        for (RowReader.Said each : said) {
            if (known.add(each.subject())) {
                tally.accepted++;
            } else {
                tally.known++;
            }
        }
        return tally;
    }

    /** Subjects that this run has met need not be looked for again. */
    private static void remember(Set<SubjectRef> registered, List<RowReader.Said> said) {
        if (registered.size() > REMEMBERED) {
            registered.clear();
        }
        said.forEach(each -> registered.add(each.subject()));
    }

    private Tally record(
            RowReader reader,
            List<RowReader.Said> said,
            @Nullable SeenRows dry,
            Set<SubjectRef> registered,
            String by,
            Facts.How how) {
        Map<SubjectRef, SubjectDetails> met = details(said);
        met.keySet().removeAll(registered);
        if (!met.isEmpty()) {
            subjects.register(met, known(said), by);
        }
        List<NewFact> news =
                said.stream().map(each -> Objects.requireNonNull(each.fact())).toList();
        List<Recorded> answers = facts.record(news, how);
        Tally tally = new Tally();
        for (int i = 0; i < answers.size(); i++) {
            NewFact fact = news.get(i);
            RowReader.Said row = said.get(i);
            boolean twice = dry != null && !dry.add(mark(fact));
            answers.get(i)
                    .fold(
                            stored -> twice ? tally.known++ : accept(tally, fact),
                            known -> {
                                tally.outdated += known.outdated() ? 1 : 0;
                                return tally.known++;
                            },
                            corrected -> {
                                tally.corrected++;
                                return accept(tally, fact);
                            },
                            refused -> {
                                tally.refused.add(reader.refused(row.row(), refused));
                                return 0L;
                            });
        }
        return tally;
    }

    private static long accept(Tally tally, NewFact fact) {
        if (FactKind.UNCLASSIFIED.equals(fact.category())) {
            tally.unclassified++;
        }
        return tally.accepted++;
    }

    private static long mark(NewFact fact) {
        return (long) fact.hashCode() << 32 ^ fact.reference().hashCode();
    }

    private static Set<SubjectRef> refs(List<RowReader.Said> said) {
        return said.stream().map(RowReader.Said::subject).collect(Collectors.toSet());
    }

    private static Map<SubjectRef, SubjectDetails> details(List<RowReader.Said> said) {
        Map<SubjectRef, SubjectDetails> details = new LinkedHashMap<>();
        said.forEach(each -> details.putIfAbsent(each.subject(), each.details()));
        return details;
    }

    private static Map<SubjectRef, Instant> known(List<RowReader.Said> said) {
        Map<SubjectRef, Instant> known = new HashMap<>();
        for (RowReader.Said each : said) {
            if (each.knownFrom() != null) {
                known.putIfAbsent(each.subject(), each.knownFrom());
            }
        }
        return known;
    }

    @Override
    public Optional<ImportRun> find(ImportRunId id) {
        return runs.find(id);
    }

    @Override
    public List<ImportRun> runs(int from, int size) {
        return runs.latest(from, size);
    }

    @Override
    public long count() {
        return runs.count();
    }

    @Override
    public List<RefusedRow> refused(ImportRunId id, int from, int size) {
        return runs.refused(id, from, size);
    }

    @Override
    public void writeRefused(ImportRunId id, TableFile.Shape shape, OutputStream out, Locale locale) {
        ImportRun run = runs.find(id).orElseThrow(() -> new Refused("import-unknown"));
        List<String> columns = runs.columns(id);
        List<String> first = new ArrayList<>(columns);
        String reason = messages.getMessage("signals.import.reason", null, locale);
        boolean again = columns.contains(reason);
        if (!again) {
            first.add(reason);
        }
        shape.mustHold(run.refused());
        try (TableFile table = shape == TableFile.Shape.CSV
                ? TableFile.csv(out, runs.delimiter(id).charAt(0))
                : shape.to(out, messages.getMessage("signals.import.refused-rows", null, locale))) {
            table.row(first);
            for (int from = 0; ; from += PAGE) {
                List<RefusedRow> page = runs.refused(id, from, PAGE);
                for (RefusedRow each : page) {
                    table.row(withReason(each, columns, again ? columns.indexOf(reason) : -1, locale));
                }
                if (page.size() < PAGE) {
                    return;
                }
            }
        }
    }

    private List<String> withReason(RefusedRow row, List<String> columns, int at, Locale locale) {
        List<String> cells = new ArrayList<>(row.cells());
        String reason = messages.getMessage(
                "signals.import.row-refused",
                new Object[] {
                    row.number(),
                    messages.getMessage("refused." + row.code(), new Object[] {row.column(), row.value()}, locale)
                },
                locale);
        while (cells.size() < columns.size()) {
            cells.add("");
        }
        if (at >= 0) {
            cells.set(at, reason);
        } else {
            cells.add(reason);
        }
        return cells;
    }
}
