package gridwork.facts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import gridwork.street.Reach;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredDetections implements Detections {
    private static final TypeReference<Map<String, Object>> PAYLOAD = new TypeReference<>() {};
    private static final String UNVOIDED_VERDICTS = """
             from fact v join subject s on s.id = v.subject_id left join fact gone on gone.voids = v.id
             where v.source = :own and v.reference like :verdicts and v.occurred_on >= :since and gone.id is null
            """;

    private final JdbcClient jdbc;
    private final Facts facts;
    private final Subjects subjects;
    private final FactKinds kinds;
    private final ObjectMapper json = new ObjectMapper();

    StoredDetections(JdbcClient jdbc, Facts facts, Subjects subjects, FactKinds kinds) {
        this.jdbc = jdbc;
        this.facts = facts;
        this.subjects = subjects;
        this.kinds = kinds;
    }

    @Override
    public Page page(Asked asked, int from, int size) {
        if (asked.limits().isEmpty()) {
            return new Page(List.of(), 0);
        }
        Map<String, Object> parameters = new HashMap<>();
        String where = where(asked, parameters);
        long total = jdbc.sql("select count(*)" + where)
                .params(parameters)
                .query(Long.class)
                .single();
        List<FactId> ids = jdbc.sql("select f.id" + where
                        + " order by f.occurred_on desc, f.occurred_at desc, f.id desc limit :size offset :start")
                .params(parameters)
                .param("size", size)
                .param("start", from)
                .query((row, number) -> new FactId(row.getLong(1)))
                .list();
        Map<FactId, Fact> found = new HashMap<>();
        facts.find(ids).forEach(each -> found.put(each.id(), each));
        Map<SubjectId, Subject> about =
                subjects.find(found.values().stream().map(Fact::subject).toList());
        Map<FactId, Fact> verdicts = asked.state() == State.JUDGED ? verdicts(ids) : Map.of();
        return new Page(
                ids.stream()
                        .map(each -> Objects.requireNonNull(found.get(each)))
                        .map(each -> new Found(
                                each, Objects.requireNonNull(about.get(each.subject())), verdicts.get(each.id())))
                        .toList(),
                total);
    }

    /** Read by subject and day, the way the facts are kept; the verdict is found by its reference. */
    private String where(Asked asked, Map<String, Object> parameters) {
        var where = new StringBuilder("""
                 from subject s join fact f on f.subject_id = s.id
                 left join fact gone on gone.voids = f.id
                 left join (fact v left join fact undone on undone.voids = v.id)
                   on v.source = :own and v.reference = concat('finding-verdict/', f.id) and undone.id is null
                 where f.occurred_on > :after and gone.id is null
                """);
        parameters.put("own", Facts.OWN_SOURCE);
        parameters.put("after", asked.after());
        List<String> about = asked.limits().keySet().stream()
                .map(each -> kinds.find(each).map(FactKind::subjectKind).orElse("*"))
                .distinct()
                .toList();
        if (!about.contains("*")) {
            where.append(" and s.kind in (:subjectKinds)");
            parameters.put("subjectKinds", about);
        }
        List<String> either = new ArrayList<>();
        for (var limit : asked.limits().entrySet()) {
            String n = String.valueOf(either.size());
            String confidence = switch (asked.state()) {
                case WAITING -> " and f.confidence < :limit" + n;
                case SURE -> " and (f.confidence is null or f.confidence >= :limit" + n + ")";
                case JUDGED -> "";
            };
            either.add("f.kind = :kind" + n + confidence);
            parameters.put("kind" + n, limit.getKey());
            parameters.put("limit" + n, limit.getValue());
        }
        where.append(" and (").append(String.join(" or ", either)).append(")");
        where.append(asked.state() == State.JUDGED ? " and v.id is not null" : " and v.id is null");
        where.append(" and ").append(within(asked.reach(), parameters));
        if (asked.text() != null && !asked.text().isBlank()) {
            where.append(" and (lower(s.name) like :part escape '!' or lower(s.code) like :part escape '!'"
                    + " or lower(f.payload) like :camera escape '!')");
            String part = asked.text().strip().toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0");
            parameters.put("part", "%" + part + "%");
            parameters.put("camera", "%\"camera\":\"%" + part + "%");
        }
        return where.toString();
    }

    @Override
    public Map<FactId, Fact> verdicts(Collection<FactId> findings) {
        List<String> references = findings.stream().map(Detections::reference).toList();
        List<FactId> ids = InLists.ask(
                references,
                some -> jdbc.sql("""
                        select v.id from fact v left join fact gone on gone.voids = v.id
                        where v.source = :own and v.reference in (:references) and gone.id is null""")
                        .param("own", Facts.OWN_SOURCE)
                        .param("references", some)
                        .query((row, number) -> new FactId(row.getLong(1)))
                        .list());
        Map<FactId, Fact> verdicts = new HashMap<>();
        for (Fact each : facts.find(ids)) {
            if (each.kind().equals(VERDICT)) {
                verdicts.put(
                        new FactId(Long.parseLong(String.valueOf(each.payload().get("finding")))), each);
            }
        }
        return verdicts;
    }

    @Override
    public Measured precision(LocalDate since, Reach reach) {
        Map<String, long[]> months = new LinkedHashMap<>();
        Map<String, long[]> cameras = new LinkedHashMap<>();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("own", Facts.OWN_SOURCE);
        parameters.put("verdicts", VERDICT + "/%");
        parameters.put("since", since);
        String where = UNVOIDED_VERDICTS + " and " + within(reach, parameters);
        jdbc.sql("select v.category, v.payload" + where).params(parameters).query(row -> {
            Map<String, Object> payload = read(row.getString("payload"));
            String foundOn = String.valueOf(payload.get("findingOn"));
            if (LocalDate.parse(foundOn).isBefore(since)) {
                return;
            }
            boolean confirmed = CONFIRMED.equals(row.getString("category"));
            boolean doubtful = Boolean.TRUE.equals(payload.get("doubtful"));
            add(months, foundOn.substring(0, 7), confirmed, doubtful);
            add(cameras, String.valueOf(payload.getOrDefault("camera", "")), confirmed, doubtful);
        });
        return new Measured(
                told(months, Comparator.comparing(Precision::of).reversed()),
                told(
                        cameras,
                        Comparator.comparingLong(Precision::base).reversed().thenComparing(Precision::of)));
    }

    /** A reach speaks of a subject's kind and area, and facts have a kind too. */
    private static String within(Reach reach, Map<String, Object> parameters) {
        return "s.id in (select id from subject where " + reach.ofSubjects(parameters) + ")";
    }

    private static void add(Map<String, long[]> counts, String of, boolean confirmed, boolean doubtful) {
        long[] its = counts.computeIfAbsent(of, any -> new long[3]);
        its[confirmed ? 0 : 1]++;
        its[2] += doubtful ? 1 : 0;
    }

    private static List<Precision> told(Map<String, long[]> counts, Comparator<Precision> order) {
        return counts.entrySet().stream()
                .map(each -> new Precision(each.getKey(), each.getValue()[0], each.getValue()[1], each.getValue()[2]))
                .sorted(order)
                .toList();
    }

    private Map<String, Object> read(String payload) {
        try {
            return json.readValue(payload, PAYLOAD);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored payload is no JSON", broken);
        }
    }
}
