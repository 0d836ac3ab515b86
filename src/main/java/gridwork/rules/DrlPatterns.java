package gridwork.rules;

import gridwork.platform.Label;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.definition.rule.Rule;
import org.kie.api.runtime.KieSession;

/**
 * Patterns written in DRL. Compiled once into a container of its own, which nothing else holds: with the release that
 * it belongs to it is freed, after the last caller. Every question gets a session that lives as long as the question.
 */
final class DrlPatterns implements Patterns {
    /** Containers are told apart by this within a program; reusing one mixes the classes of two releases. */
    private static final AtomicLong COMPILED = new AtomicLong();

    private static final int REMEMBERED = 400;

    private final PatternFile file;
    private final Tables tables;
    private final KieBase rules;
    private final Map<String, RowHit> rows = new LinkedHashMap<>();
    private final Map<String, String> patterns = new LinkedHashMap<>();
    private final List<Grade> palette;
    private final Map<LocalDate, Limits> limits = new ConcurrentHashMap<>();

    private DrlPatterns(PatternFile file, Tables tables, KieBase rules) {
        this.file = file;
        this.tables = tables;
        this.rules = rules;
        List<Grade> grades = new ArrayList<>();
        file.palette().forEach(each -> grades.add(new Grade(each.id(), each.label(), grades.size(), each.tone())));
        this.palette = List.copyOf(grades);
        rules.getKiePackages().stream()
                .flatMap(each -> each.getRules().stream())
                .sorted(Comparator.comparing(Rule::getName))
                .forEach(this::add);
        rows.putAll(tables.rows());
    }

    private void add(Rule rule) {
        String pattern = said(rule, "pattern");
        rows.put(
                rule.getName(), new RowHit(rule.getName(), file.title().zh(), said(rule, "text"), said(rule, "basis")));
        patterns.put(rule.getName(), pattern);
    }

    private static String said(Rule rule, String annotation) {
        return String.valueOf(rule.getMetaData().get(annotation)).replaceAll("^\"|\"$", "");
    }

    static boolean isIn(SourceTree tree, String folder) {
        return !tree.below(folder, ".drl").isEmpty();
    }

    static DrlPatterns load(SourceTree tree, String folder) {
        String name = folder + "/rule-set.yaml";
        PatternFile file = Yaml.read(PatternFile.class, name, tree.bytes(name));
        String model = folder + "/" + file.model();
        String program = folder + "/" + file.program();
        return new DrlPatterns(file, Tables.compile(model, tree.bytes(model)), compile(program, tree.bytes(program)));
    }

    private static KieBase compile(String name, byte[] program) {
        KieServices services = KieServices.get();
        ReleaseId id =
                services.newReleaseId("gridwork.patterns", "compiled", String.valueOf(COMPILED.incrementAndGet()));
        var files = services.newKieFileSystem()
                .generateAndWritePomXML(id)
                .write(services.getResources()
                        .newByteArrayResource(program, "UTF-8")
                        .setSourcePath(
                                "src/main/resources/gridwork/compiled/" + name.replaceAll("^.*?/|-(?=.*/)", "")));
        var builder = services.newKieBuilder(files, DrlPatterns.class.getClassLoader())
                .buildAll(ExecutableModelProject.class);
        if (builder.getResults().hasMessages(Message.Level.ERROR)) {
            services.getRepository().removeKieModule(id);
            throw new IllegalStateException(name + " cannot be compiled: "
                    + builder.getResults().getMessages(Message.Level.ERROR).stream()
                            .map(Message::getText)
                            .collect(Collectors.joining("; ")));
        }
        KieBase rules =
                services.newKieContainer(id, DrlPatterns.class.getClassLoader()).getKieBase();
        services.getRepository().removeKieModule(id);
        return rules;
    }

    @Override
    public String id() {
        return file.id();
    }

    @Override
    public Label title() {
        return file.title();
    }

    @Override
    public Label question() {
        return file.question();
    }

    @Override
    public String owner() {
        return file.owner();
    }

    @Override
    public List<Grade> palette() {
        return palette;
    }

    /** Every rule, and every row of the parameters. */
    Collection<RowHit> rows() {
        return rows.values();
    }

    /** The file, within the folder, in which a rule or a row of the parameters stands. */
    String fileOf(RowHit row) {
        return patterns.containsKey(row.id()) ? file.program() : file.model();
    }

    @Override
    public Optional<RowHit> row(String id) {
        return Optional.ofNullable(rows.get(id));
    }

    @Override
    public Set<String> factKinds() {
        var kinds = new LinkedHashSet<String>();
        for (PatternFile.Read each : file.reads()) {
            kinds.addAll(each.kinds());
            kinds.addAll(each.lastingKinds());
        }
        return kinds;
    }

    @Override
    public List<Reach> reaches(LocalDate on) {
        Limits today = limits(on);
        return file.reads().stream()
                .map(each -> new Reach(
                        each.kinds(),
                        today.time(each.span()),
                        each.within() == null ? 0 : today.number(each.within()).intValue(),
                        each.of() != null,
                        each.lastingKinds(),
                        each.lasts() == null ? Duration.ZERO : today.time(each.lasts())))
                .toList();
    }

    @Override
    public int locateWithin(LocalDate on) {
        return limits(on).number(file.locate()).intValue();
    }

    @Override
    public List<PatternFound> find(Collection<Observed> facts, LocalDate on) {
        return find(facts, limits(on));
    }

    List<PatternFound> find(Collection<Observed> facts, Limits today) {
        if (facts.isEmpty()) {
            return List.of();
        }
        var found = new FoundPatterns(id -> String.valueOf(patterns.get(id)));
        KieSession session = rules.newKieSession();
        try {
            session.setGlobal("found", found);
            session.insert(today);
            facts.forEach(session::insert);
            session.fireAllRules();
        } finally {
            session.dispose();
        }
        return found.all(id -> Objects.requireNonNull(rows.get(id)), today.rows());
    }

    Limits limits(LocalDate on) {
        if (limits.size() > REMEMBERED) {
            limits.clear();
        }
        return limits.computeIfAbsent(on, this::read);
    }

    private Limits read(LocalDate day) {
        var source = file.parameters();
        var answer = tables.ask(source.decision(), source.date() == null ? Map.of() : Map.of(source.date(), day));
        var numbers = new LinkedHashMap<String, BigDecimal>();
        var units = new LinkedHashMap<String, String>();
        if (answer.value() instanceof Collection<?> lines) {
            for (Object line : lines) {
                if (line instanceof Map<?, ?> cells
                        && cells.get(source.name()) instanceof String name
                        && cells.get(source.number()) instanceof BigDecimal number) {
                    if (numbers.put(name, number) != null) {
                        throw new IllegalStateException(id() + ": two rows say " + name + " on " + day);
                    }
                    units.put(name, String.valueOf(cells.get(source.unit())));
                }
            }
        }
        return new Limits(numbers, units, answer.rows());
    }
}
