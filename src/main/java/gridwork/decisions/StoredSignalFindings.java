package gridwork.decisions;

import gridwork.facts.Fact;
import gridwork.facts.FactId;
import gridwork.facts.Facts;
import gridwork.facts.FactsAround;
import gridwork.facts.FactsAround.Located;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import gridwork.rules.Grade;
import gridwork.rules.Patterns;
import gridwork.rules.Release;
import gridwork.rules.RowHit;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredSignalFindings implements SignalFindings {
    private final JdbcClient jdbc;
    private final KnownReleases releases;
    private final DecisionLog log;
    private final Facts facts;
    private final FactsAround around;
    private final Subjects subjects;
    private final StreetClock clock;

    StoredSignalFindings(
            JdbcClient jdbc,
            KnownReleases releases,
            DecisionLog log,
            Facts facts,
            FactsAround around,
            Subjects subjects,
            StreetClock clock) {
        this.jdbc = jdbc;
        this.releases = releases;
        this.log = log;
        this.facts = facts;
        this.around = around;
        this.subjects = subjects;
        this.clock = clock;
    }

    private record Row(
            long id,
            String ruleSet,
            String pattern,
            String result,
            Instant at,
            @Nullable String area,
            SubjectId subject) {}

    @Override
    public Lines page(Function<Map<String, Object>, String> reach, int from, int size) {
        Map<String, Object> parameters = new HashMap<>();
        String those =
                " from (select p.*, s.kind from pattern_finding p join subject s on s.id = p.subject_id) found where "
                        + reach.apply(parameters);
        long total = jdbc.sql("select count(*)" + those)
                .params(parameters)
                .query(Long.class)
                .single();
        List<Row> rows = jdbc.sql("select fact_id, rule_set, pattern, result, occurred_at, area, subject_id" + those
                        + " order by occurred_at desc, reference limit :size offset :start")
                .params(parameters)
                .param("size", size)
                .param("start", from)
                .query((row, n) -> new Row(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        Stored.instant(row.getObject(5, LocalDateTime.class)),
                        row.getString(6),
                        new SubjectId(row.getLong(7))))
                .list();
        Release release = releases.on(clock.today());
        Map<SubjectId, Subject> known =
                subjects.find(rows.stream().map(Row::subject).toList());
        return new Lines(
                rows.stream()
                        .map(each -> new Line(
                                new DecisionId(each.id()),
                                grade(release, each.ruleSet(), each.pattern()),
                                grade(release, each.ruleSet(), each.result()),
                                each.at(),
                                each.area(),
                                Objects.requireNonNull(known.get(each.subject()))))
                        .toList(),
                total);
    }

    private static Grade grade(Release release, String patterns, String pattern) {
        return release.findPatterns(patterns)
                .map(each -> each.grade(pattern))
                .orElseThrow(() -> new IllegalStateException("there are no patterns " + patterns));
    }

    @Override
    public Optional<Finding> find(DecisionId id) {
        Optional<LoggedDecision> logged = log.find(id);
        Optional<Fact> fact = facts.find(List.of(new FactId(id.value()))).stream()
                .filter(each -> each.kind().equals(Patterns.FACT_KIND))
                .findFirst();
        return logged.isEmpty() || fact.isEmpty() ? Optional.empty() : Optional.of(read(logged.get(), fact.get()));
    }

    private Finding read(LoggedDecision logged, Fact fact) {
        Release release = releases.numbered(logged.release());
        Patterns patterns = release.findPatterns(logged.ruleSet()).orElseThrow();
        List<Located> evidence = around.find(logged.facts()).stream()
                .sorted(Comparator.comparing((Located each) -> each.fact().occurredAt())
                        .thenComparing(each -> each.fact().id().value()))
                .toList();
        KeptFindings.Kept kept = KeptFindings.Kept.of(
                new Located(fact, subjects.find(fact.subject()).orElseThrow()));
        List<RowHit> rules = kept.rules().stream()
                .flatMap(each -> patterns.row(each).stream())
                .toList();
        return new Finding(
                logged,
                fact,
                kept.subject(),
                release,
                patterns,
                patterns.grade(kept.pattern()),
                rules,
                logged.rows().stream()
                        .filter(each -> !kept.rules().contains(each))
                        .flatMap(each -> patterns.row(each).stream())
                        .toList(),
                evidence,
                kept.values(),
                kept.area(),
                same(logged, fact, patterns, evidence),
                newer(fact));
    }

    /** The evidence alone is looked at again: what was absent then is absent from it. */
    private boolean same(LoggedDecision logged, Fact fact, Patterns patterns, List<Located> evidence) {
        if (logged.facts().isEmpty()) {
            return logged.result().equals(Patterns.WITHDRAWN);
        }
        Set<FactId> ids = new HashSet<>(logged.facts());
        return patterns
                .find(evidence.stream().map(FindPatterns::observed).toList(), clock.dayOf(fact.occurredAt()))
                .stream()
                .anyMatch(each -> each.pattern().equals(logged.result())
                        && each.rows().stream().map(RowHit::id).toList().equals(logged.rows())
                        && each.evidence().stream()
                                .map(one -> new FactId(one.id()))
                                .allMatch(ids::contains)
                        && each.evidence().size() == ids.size());
    }

    private @Nullable DecisionId newer(Fact fact) {
        return jdbc.sql("select fact_id from pattern_finding where reference = :reference")
                .param("reference", fact.reference())
                .query(Long.class)
                .optional()
                .filter(each -> each != fact.id().value())
                .map(DecisionId::new)
                .orElse(null);
    }
}
