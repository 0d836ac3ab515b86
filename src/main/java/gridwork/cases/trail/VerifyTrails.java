package gridwork.cases.trail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.TrailVerified;
import gridwork.cases.TrailVerified.Break;
import gridwork.cases.TrailVerified.Kind;
import gridwork.cases.VerifyTrail;
import gridwork.evidence.EvidenceFiles;
import gridwork.evidence.EvidenceId;
import gridwork.evidence.Signature;
import gridwork.evidence.Signatures;
import gridwork.platform.Progress;
import gridwork.platform.Refused;
import gridwork.platform.Stored;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class VerifyTrails implements VerifyTrail {
    private static final Set<Kind> TRAIL = Set.of(Kind.CHANGED, Kind.MISSING, Kind.CUT);
    private static final int CASES = 200;
    private static final int SEALED = 5000;
    private final JdbcClient jdbc;
    private final Signatures signatures;
    private final EvidenceFiles files;
    private final ObjectMapper json = new ObjectMapper();

    VerifyTrails(JdbcClient jdbc, Signatures signatures, EvidenceFiles files) {
        this.jdbc = jdbc;
        this.signatures = signatures;
        this.files = files;
    }

    @Override
    public TrailVerified of(CaseId id, Also also) {
        var found = new Found();
        look(List.of(id.value()), also, found);
        if (found.cases == 0) {
            throw new Refused("case-unknown", String.valueOf(id.value()));
        }
        sealed(id, found);
        return found.verified();
    }

    @Override
    public TrailVerified all(@Nullable String noted, Also also, Progress progress) {
        var found = new Found();
        long total =
                jdbc.sql("select count(*) from street_case").query(Long.class).single();
        for (List<Long> ids = ids(Long.MIN_VALUE); !ids.isEmpty(); ids = ids(ids.get(ids.size() - 1))) {
            look(ids, also, found);
            progress.at(found.cases, Math.max(total, found.cases), "");
        }
        seals(found);
        sealed(null, found);
        if (noted != null && !isSeal(noted)) {
            found.add(null, Kind.NOTED_UNKNOWN, 0, noted);
        }
        return found.verified();
    }

    private static final class Found {
        private int cases;
        private int entries;
        private int signatures;
        private int files;
        private int seals;
        private final List<Break> breaks = new ArrayList<>();

        void add(@Nullable CaseId of, Kind kind, int number, String detail) {
            breaks.add(new Break(of, kind, number, detail));
        }

        TrailVerified verified() {
            return new TrailVerified(cases, entries, signatures, files, seals, List.copyOf(breaks));
        }
    }

    private List<Long> ids(long after) {
        return jdbc.sql("select id from street_case where id > :after order by id limit " + CASES)
                .param("after", after)
                .query(Long.class)
                .list();
    }

    // --- trails

    /** What a trail told on the way through it. */
    private static final class Trail {
        private int length;
        private String hash = Chain.START;
        private int headLength;
        private String headHash = Chain.START;
        private boolean broken;
        /** By the hash of what was signed, which is the same where the same was signed twice. */
        private final Map<String, List<Signed>> signed = new HashMap<>();

        private final Map<Long, String> files = new LinkedHashMap<>();

        /** What more signatures are named of than there are. */
        private List<String> gone(Map<String, Integer> there) {
            return signed.entrySet().stream()
                    .filter(each -> there.getOrDefault(each.getKey(), 0)
                            < each.getValue().size())
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    /** @param at null where the entry does not say */
    private record Signed(@Nullable String by, @Nullable Instant at) {
        boolean is(Signature signature) {
            return signature.by().equals(by)
                    && (at == null || at.equals(signature.signedAt().truncatedTo(ChronoUnit.MICROS)));
        }
    }

    private void look(List<Long> ids, Also also, Found found) {
        // signatures first: one that is given meanwhile is then on the trail, but not among them
        Map<String, List<Signature>> signatures = this.signatures.about(
                ids.stream().map(each -> Case.ABOUT + each).toList());
        Map<Long, Trail> trails = new LinkedHashMap<>();
        jdbc.sql("""
                        select c.id as of_case, h.length, h.hash as head_hash, t.seq, t.happened_at, t.who, t.what, t.came_by, t.content, t.hash
                        from street_case c
                        left join case_trail_head h on h.case_id = c.id
                        left join case_trail t on t.case_id = c.id
                        where c.id in (:ids)
                        order by c.id, t.seq
                        """).param("ids", ids).query((RowCallbackHandler) row -> entry(row, trails, found));
        Map<EvidenceId, String> hashes = files.hashes(trails.values().stream()
                .flatMap(each -> each.files.keySet().stream())
                .map(EvidenceId::new)
                .toList());
        trails.forEach((id, trail) -> {
            var of = new CaseId(id);
            found.cases++;
            if (!trail.broken && (trail.length != trail.headLength || !trail.hash.equals(trail.headHash))) {
                found.add(of, Kind.CUT, trail.length + 1, "");
            }
            signatures(of, trail, signatures.getOrDefault(Case.ABOUT + id, List.of()), found);
            files(of, trail, hashes, also, found);
        });
    }

    private void entry(ResultSet row, Map<Long, Trail> trails, Found found) throws SQLException {
        var of = new CaseId(row.getLong("of_case"));
        var trail = trails.computeIfAbsent(of.value(), none -> new Trail());
        trail.headLength = row.getInt("length");
        trail.headHash = Optional.ofNullable(row.getString("head_hash")).orElse(Chain.START);
        int seq = row.getInt("seq");
        if (row.wasNull()) {
            return;
        }
        found.entries++;
        String content = row.getString("content");
        gather(row.getString("who"), content, trail);
        if (trail.broken) {
            return;
        }
        String hash = hash(row, of, seq, trail.hash, content);
        if (seq != trail.length + 1) {
            trail.broken = true;
            found.add(of, Kind.MISSING, trail.length + 1, "");
        } else if (!hash.equals(row.getString("hash"))) {
            trail.broken = true;
            found.add(of, Kind.CHANGED, seq, "");
        }
        trail.length = seq;
        trail.hash = hash;
    }

    private static String hash(ResultSet row, CaseId of, int seq, String before, String content) throws SQLException {
        Instant at = Stored.instant(row.getObject("happened_at", LocalDateTime.class));
        return Chain.entry(
                of.value(),
                seq,
                before,
                at,
                row.getString("who"),
                row.getString("what"),
                row.getString("came_by"),
                content);
    }

    private void gather(@Nullable String who, String content, Trail trail) {
        try {
            JsonNode said = json.readTree(content);
            if (said.path(Anchors.SIGNATURE).isTextual()) {
                Instant at = said.has(Anchors.SIGNED_AT)
                        ? Instant.parse(said.path(Anchors.SIGNED_AT).asText())
                        : null;
                trail.signed
                        .computeIfAbsent(said.path(Anchors.SIGNATURE).asText(), none -> new ArrayList<>())
                        .add(new Signed(who, at));
            }
            said.path(Anchors.FILES)
                    .fields()
                    .forEachRemaining(each -> trail.files.put(
                            Long.parseLong(each.getKey()), each.getValue().asText()));
        } catch (JsonProcessingException | NumberFormatException | DateTimeException changed) {
            // not what the program writes: the entry's hash says so
        }
    }

    // --- what the trails vouch for

    private void signatures(CaseId of, Trail trail, List<Signature> given, Found found) {
        Map<String, Integer> there = numbers(given);
        for (Signature each : given) {
            found.signatures++;
            List<Signed> named = trail.signed.getOrDefault(each.sha256(), List.of());
            if (!each.intact() || (!named.isEmpty() && named.stream().noneMatch(one -> one.is(each)))) {
                found.add(of, Kind.SIGNED_CHANGED, 0, each.by());
            } else if (named.isEmpty()) {
                found.add(of, Kind.SIGNED_UNKNOWN, 0, each.by());
            }
        }
        if (!trail.gone(there).isEmpty()) { // some may have been given since they were read
            trail.gone(numbers(signatures.about(Case.ABOUT + of.value())))
                    .forEach(each -> found.add(of, Kind.SIGNED_GONE, 0, each));
        }
    }

    private static Map<String, Integer> numbers(List<Signature> given) {
        Map<String, Integer> numbers = new HashMap<>();
        given.forEach(each -> numbers.merge(each.sha256(), 1, Integer::sum));
        return numbers;
    }

    private void files(CaseId of, Trail trail, Map<EvidenceId, String> hashes, Also also, Found found) {
        trail.files.forEach((id, named) -> {
            found.files++;
            var file = new EvidenceId(id);
            String kept = hashes.get(file);
            if (kept == null) {
                found.add(of, Kind.FILE_GONE, 0, String.valueOf(id));
            } else if (!kept.equals(named) || (also == Also.BYTES && !files.isAsItCame(file))) {
                found.add(of, Kind.FILE_CHANGED, 0, String.valueOf(id));
            }
        });
    }

    // --- seals

    private boolean isSeal(String hash) {
        return jdbc.sql("select count(*) from trail_seal where hash = :hash")
                        .param("hash", hash.strip().toLowerCase(java.util.Locale.ROOT))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private record Seal(int number, Instant at, String hash) {}

    private void seals(Found found) {
        String before = Chain.START;
        int expected = 1;
        for (Seal each : jdbc.sql("select number, sealed_at, hash from trail_seal order by number")
                .query((row, at) -> new Seal(
                        row.getInt("number"),
                        Stored.instant(row.getObject("sealed_at", LocalDateTime.class)),
                        row.getString("hash")))
                .list()) {
            found.seals++;
            if (each.number() != expected
                    || !Chain.seal(each.number(), before, each.at(), covered(each.number()))
                            .equals(each.hash())) {
                found.add(null, Kind.SEAL_CHANGED, expected, "");
                return;
            }
            before = each.hash();
            expected++;
        }
    }

    private List<List<Object>> covered(int seal) {
        return jdbc.sql("select case_id, length, hash from trail_sealed where seal = :seal order by case_id")
                .param("seal", seal)
                .query((row, at) ->
                        List.<Object>of(row.getLong("case_id"), row.getInt("length"), row.getString("hash")))
                .list();
    }

    /** @param only null = all */
    private void sealed(@Nullable CaseId only, Found found) {
        Set<CaseId> known = new HashSet<>();
        found.breaks.stream()
                .filter(each -> TRAIL.contains(each.kind()))
                .forEach(each -> Optional.ofNullable(each.of()).ifPresent(known::add));
        Map<CaseId, Break> first = new HashMap<>();
        jdbc.sql("""
                        select s.seal, s.case_id, s.length
                        from trail_sealed s
                        left join case_trail t on t.case_id = s.case_id and t.seq = s.length
                        where (t.hash is null or t.hash <> s.hash) and (:only = 0 or s.case_id = :only)
                        order by s.case_id, s.seal limit %d
                        """.formatted(SEALED))
                .param("only", only == null ? 0 : only.value())
                .query((RowCallbackHandler) row -> {
                    var of = new CaseId(row.getLong("case_id"));
                    first.putIfAbsent(of, new Break(of, Kind.SEALED_GONE, row.getInt("length"), row.getString("seal")));
                });
        first.values().stream().filter(each -> !known.contains(each.of())).forEach(found.breaks::add);
    }
}
