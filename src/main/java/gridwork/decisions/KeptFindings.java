package gridwork.decisions;

import gridwork.facts.FactId;
import gridwork.facts.Facts;
import gridwork.facts.FactsAround;
import gridwork.facts.FactsAround.Located;
import gridwork.facts.NewFact;
import gridwork.facts.Recorded;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.platform.Sha256;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import gridwork.rules.Evaluation;
import gridwork.rules.Observed;
import gridwork.rules.PatternFound;
import gridwork.rules.Patterns;
import gridwork.rules.Place;
import gridwork.rules.Release;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Findings as they are kept: each a fact of the program's own source whose reference comes from the evidence alone, and
 * a logged decision of the same number. A change is a correction of the fact; what no longer holds is corrected to
 * {@link Patterns#WITHDRAWN} and comes back under the same reference.
 */
@Repository
class KeptFindings {
    static final String SOURCE = Facts.OWN_SOURCE + "-patterns";
    private static final Logger LOG = LoggerFactory.getLogger(KeptFindings.class);
    private static final int READABLE = 200;

    private final Facts facts;
    private final FactsAround around;
    private final DecisionLog log;
    private final JdbcTemplate jdbc;
    private final StreetClock clock;
    private final ApplicationEventPublisher events;

    KeptFindings(
            Facts facts,
            FactsAround around,
            DecisionLog log,
            JdbcTemplate jdbc,
            StreetClock clock,
            ApplicationEventPublisher events) {
        this.facts = facts;
        this.around = around;
        this.log = log;
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** @param seenAs the kind of the fact that says where */
    record Kept(
            FactId fact,
            String key,
            Subject subject,
            String pattern,
            String result,
            Instant at,
            String seenAs,
            @Nullable Place place,
            @Nullable String area,
            List<String> rules,
            List<String> evidence,
            Map<String, Object> values) {
        static Kept of(Located located) {
            Map<String, Object> payload = located.fact().payload();
            return new Kept(
                    located.fact().id(),
                    located.fact().reference(),
                    located.subject(),
                    String.valueOf(payload.get("pattern")),
                    String.valueOf(located.fact().category()),
                    located.fact().occurredAt(),
                    String.valueOf(payload.get("seenAs")),
                    FindPatterns.place(located),
                    payload.get("area") instanceof String area ? area : null,
                    words(payload.get("rules")),
                    words(payload.get("evidence")),
                    values(payload.get("values")));
        }

        private static List<String> words(@Nullable Object held) {
            return held instanceof List<?> list
                    ? list.stream().map(String::valueOf).toList()
                    : List.of();
        }

        private static Map<String, Object> values(@Nullable Object held) {
            Map<String, Object> values = new LinkedHashMap<>();
            if (held instanceof Map<?, ?> map) {
                map.forEach((name, value) -> values.put(String.valueOf(name), value));
            }
            return values;
        }

        boolean withdrawn() {
            return result.equals(Patterns.WITHDRAWN);
        }
    }

    /**
     * @param key the fact's reference
     * @param found null = it does not hold
     * @param about the fact of what is found that says where
     * @param before null = it was never found
     */
    record Change(
            String key,
            @Nullable PatternFound found,
            @Nullable Located about,
            @Nullable Kept before) {
        Subject subject() {
            return about == null ? Objects.requireNonNull(before).subject() : about.subject();
        }

        boolean needed() {
            if (found == null) {
                return before != null && !before.withdrawn();
            }
            return before == null
                    || !before.result().equals(found.pattern())
                    || !before.subject().id().equals(subject().id())
                    || !before.at().equals(found.at())
                    || !before.evidence().equals(ids(found))
                    || !before.rules().equals(found.ruleIds())
                    || !same(before.values(), found.values());
        }

        private static boolean same(Map<String, Object> was, Map<String, Object> is) {
            return was.keySet().equals(is.keySet())
                    && was.entrySet().stream().allMatch(each -> same(each.getValue(), is.get(each.getKey())));
        }

        private static boolean same(Object was, @Nullable Object is) {
            return was instanceof Number one && is instanceof Number other
                    ? new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0
                    : was.equals(is);
        }
    }

    /** What identifies a finding in the store of facts; long keys are folded. */
    static String reference(String key) {
        if (key.length() <= READABLE) {
            return key;
        }
        return key.substring(0, key.indexOf('/') + 1) + Sha256.of(key);
    }

    private static List<String> ids(PatternFound found) {
        return found.evidence().stream().map(each -> String.valueOf(each.id())).toList();
    }

    void bringTo(List<Change> changes, Patterns patterns, Release release) {
        List<Change> needed = changes.stream().filter(Change::needed).toList();
        if (needed.isEmpty()) {
            return;
        }
        List<NewFact> news =
                needed.stream().map(each -> fact(each, patterns, release)).toList();
        List<Recorded> answers = facts.record(news, Facts.How.NOW);
        Instant now = clock.now();
        List<DecisionLog.Entry> entries = new ArrayList<>();
        List<DecisionMade> made = new ArrayList<>();
        for (int i = 0; i < needed.size(); i++) {
            Change change = needed.get(i);
            NewFact fact = news.get(i);
            FactId id = answers.get(i).fold(Recorded.Stored::id, known -> null, Recorded.Corrected::id, refused -> {
                throw new IllegalStateException("a finding was refused: " + refused);
            });
            if (id == null) {
                continue; // an officer voided exactly this one
            }
            Subject subject = change.subject();
            Evaluation evaluation = evaluation(change.found());
            String previous = change.before() == null ? null : change.before().result();
            var decision = new DecisionId(id.value());
            entries.add(new DecisionLog.Entry(
                    decision,
                    subject.id(),
                    patterns.id(),
                    release.number(),
                    clock.dayOf(fact.occurredAt()),
                    now,
                    now,
                    previous,
                    evaluation,
                    null,
                    null,
                    Map.of(),
                    Cause.FACT,
                    false));
            made.add(new DecisionMade(
                    decision,
                    subject.id(),
                    patterns.id(),
                    null,
                    null,
                    previous,
                    evaluation,
                    clock.dayOf(fact.occurredAt()),
                    List.of(),
                    List.of(),
                    false));
            list(fact, id, subject.id(), patterns);
            LOG.info("finding {} of {}: {}", id.value(), patterns.id(), evaluation.result());
        }
        log.add(entries);
        made.forEach(events::publishEvent);
    }

    private NewFact fact(Change change, Patterns patterns, Release release) {
        PatternFound found = change.found();
        Kept before = change.before();
        Map<String, Object> payload = new LinkedHashMap<>();
        if (found == null) {
            Kept was = Objects.requireNonNull(before);
            payload.put("pattern", was.pattern());
            payload.put("seenAs", was.seenAs());
            payload.put("rules", List.of());
            payload.put("evidence", List.of());
            payload.put("release", release.number());
            put(payload, was.place(), was.area());
            payload.put("replaces", String.valueOf(was.fact().value()));
            return new NewFact(
                    was.subject().ref(),
                    Patterns.FACT_KIND,
                    Patterns.WITHDRAWN,
                    was.at(),
                    null,
                    SOURCE,
                    change.key(),
                    null,
                    null,
                    payload);
        }
        payload.put("pattern", found.pattern());
        payload.put("seenAs", found.about().kind());
        payload.put("rules", found.ruleIds());
        payload.put("evidence", ids(found));
        payload.put("release", release.number());
        put(payload, found.about().place(), area(Objects.requireNonNull(change.about()), found, patterns));
        payload.put("values", found.values());
        if (before != null) {
            payload.put("replaces", String.valueOf(before.fact().value()));
        }
        return new NewFact(
                change.subject().ref(),
                Patterns.FACT_KIND,
                found.pattern(),
                found.at(),
                null,
                SOURCE,
                change.key(),
                null,
                null,
                payload);
    }

    private static void put(Map<String, Object> payload, @Nullable Place place, @Nullable String area) {
        if (place != null) {
            payload.put("latitude", place.latitude());
            payload.put("longitude", place.longitude());
        }
        if (area != null) {
            payload.put("area", area);
        }
    }

    /** The grid in which its subject lies, else the nearest. */
    private @Nullable String area(Located about, PatternFound found, Patterns patterns) {
        if (about.grid() != null) {
            return about.grid();
        }
        Place place = found.about().place();
        return place == null
                ? null
                : around.gridNear(
                                degrees(place.latitude()),
                                degrees(place.longitude()),
                                patterns.locateWithin(found.about().on()))
                        .orElse(null);
    }

    private static BigDecimal degrees(double value) {
        return BigDecimal.valueOf(value).setScale(8, RoundingMode.HALF_UP);
    }

    static Evaluation evaluation(@Nullable PatternFound found) {
        if (found == null) {
            return new Evaluation(Patterns.WITHDRAWN, Map.of(), Map.of(), List.of(), List.of(), null, List.of());
        }
        return new Evaluation(
                found.pattern(),
                found.values(),
                Map.of("evidence", found.evidence().size()),
                found.rows(),
                found.evidence().stream().map(Observed::id).toList(),
                null,
                List.of());
    }

    private void list(NewFact fact, FactId id, SubjectId subject, Patterns patterns) {
        Object area = fact.payload().get("area");
        Object[] values = {
            id.value(),
            patterns.id(),
            String.valueOf(fact.payload().get("pattern")),
            String.valueOf(fact.category()),
            Stored.utc(fact.occurredAt()),
            area,
            subject.value(),
            fact.reference()
        };
        int changed = jdbc.update("""
                update pattern_finding set fact_id = ?, rule_set = ?, pattern = ?, result = ?, occurred_at = ?, area = ?,
                  subject_id = ? where reference = ?""", values);
        if (changed == 0) {
            jdbc.update("""
                    insert into pattern_finding (fact_id, rule_set, pattern, result, occurred_at, area, subject_id, reference)
                    values (?, ?, ?, ?, ?, ?, ?, ?)""", values);
        }
    }
}
