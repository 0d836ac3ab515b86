package gridwork.evidence;

import gridwork.platform.Ids;
import gridwork.platform.Refused;
import gridwork.platform.Sha256;
import gridwork.platform.Stored;
import gridwork.platform.StreetClock;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Files in the database itself: they commit and are backed up with the facts that name them. */
@Repository
@EnableConfigurationProperties(EvidenceLimits.class)
class StoredEvidence implements EvidenceFiles {
    private static final int NAME_LENGTH = 200;
    private static final int LOOKED_AT = 256;
    private static final String COLUMNS =
            "id, about, name, media_type, size_bytes, sha256, taken_at, received_at, latitude, longitude, kept_by";

    private final JdbcClient jdbc;
    private final StreetClock clock;
    private final EvidenceLimits limits;
    private final StoredLooks looks;

    StoredEvidence(JdbcClient jdbc, StreetClock clock, EvidenceLimits limits, StoredLooks looks) {
        this.jdbc = jdbc;
        this.looks = looks;
        this.clock = clock;
        this.limits = limits;
    }

    @Override
    @Transactional
    public Evidence keep(
            String about,
            String name,
            byte[] content,
            @Nullable Instant takenAt,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            String by) {
        String type = admit(content);
        boolean picture = type.startsWith("image/");
        OptionalLong look = picture ? Looks.of(Pictures.read(content, LOOKED_AT)) : OptionalLong.empty();
        Camera camera = picture ? Camera.of(content, clock.zone()) : Camera.SILENT;
        boolean placed = latitude != null && longitude != null;
        var kept = new Evidence(
                new EvidenceId(Ids.next()),
                about,
                shortName(name),
                type,
                content.length,
                Sha256.of(content),
                takenAt == null ? camera.takenAt() : takenAt,
                clock.now(),
                placed ? latitude : camera.latitude(),
                placed ? longitude : camera.longitude(),
                by);
        jdbc.sql("""
                        insert into evidence(id, about, name, media_type, size_bytes, sha256, taken_at, received_at, latitude, longitude, kept_by, content)
                        values (:id, :about, :name, :type, :size, :sha256, :takenAt, :receivedAt, :latitude, :longitude, :by, :content)
                        """)
                .param("id", kept.id().value())
                .param("about", about)
                .param("name", kept.name())
                .param("type", type)
                .param("size", kept.size())
                .param("sha256", kept.sha256())
                .param("takenAt", kept.takenAt() == null ? null : Stored.utc(kept.takenAt()))
                .param("receivedAt", Stored.utc(kept.receivedAt()))
                .param("latitude", kept.latitude())
                .param("longitude", kept.longitude())
                .param("by", by)
                .param("content", content)
                .update();
        if (picture) {
            looks.add(kept.id(), look);
        }
        return kept;
    }

    @Override
    public List<Evidence> about(String about) {
        return jdbc.sql("select " + COLUMNS + " from evidence where about = :about order by received_at, id")
                .param("about", about)
                .query(StoredEvidence::row)
                .list();
    }

    @Override
    public Optional<Evidence> find(EvidenceId id) {
        return jdbc.sql("select " + COLUMNS + " from evidence where id = :id")
                .param("id", id.value())
                .query(StoredEvidence::row)
                .optional();
    }

    @Override
    public Map<EvidenceId, List<Alike>> alike(Collection<Evidence> files, int most) {
        if (files.isEmpty()) {
            return Map.of();
        }
        Map<EvidenceId, Set<EvidenceId>> looking = looks.alike(files, limits.alikeBits());
        Map<EvidenceId, Evidence> others = new HashMap<>();
        jdbc.sql("select " + COLUMNS + " from evidence where sha256 in (:hashes) or id in (:alike)")
                .param("hashes", files.stream().map(Evidence::sha256).toList())
                .param(
                        "alike",
                        Stream.concat(
                                        Stream.of(0L),
                                        looking.values().stream()
                                                .flatMap(Set::stream)
                                                .map(EvidenceId::value))
                                .toList())
                .query(StoredEvidence::row)
                .list()
                .forEach(each -> others.put(each.id(), each));
        Map<EvidenceId, List<Alike>> all = new HashMap<>();
        for (Evidence file : files) {
            List<Alike> found = others.values().stream()
                    .filter(each -> !each.id().equals(file.id()))
                    .map(each -> new Alike(each, each.sha256().equals(file.sha256())))
                    .filter(each -> each.exact()
                            || (!each.other().about().equals(file.about())
                                    && looking.getOrDefault(file.id(), Set.of())
                                            .contains(each.other().id())))
                    .sorted(Comparator.comparing((Alike each) -> each.other().receivedAt())
                            .reversed())
                    .limit(most)
                    .toList();
            if (!found.isEmpty()) {
                all.put(file.id(), found);
            }
        }
        return all;
    }

    @Override
    public Map<EvidenceId, String> hashes(Collection<EvidenceId> ids) {
        Map<EvidenceId, String> all = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("select id, sha256 from evidence where id in (:ids)")
                    .param("ids", ids.stream().map(EvidenceId::value).toList())
                    .query((RowCallbackHandler)
                            row -> all.put(new EvidenceId(row.getLong("id")), row.getString("sha256")));
        }
        return all;
    }

    @Override
    public boolean isAsItCame(EvidenceId id) {
        String kept = hashes(List.of(id)).get(id);
        return content(id).map(Sha256::of).filter(now -> now.equals(kept)).isPresent();
    }

    @Override
    public Optional<byte[]> content(EvidenceId id) {
        return jdbc.sql("select content from evidence where id = :id")
                .param("id", id.value())
                .query((row, number) -> row.getBytes("content"))
                .optional();
    }

    @Override
    public byte[] shown(EvidenceId id) {
        return Pictures.shown(content(id).orElseThrow(EvidenceReaders::closed), limits.shownEdge());
    }

    private String admit(byte[] content) {
        if (content.length == 0) {
            throw new Refused("evidence-empty");
        }
        if (content.length > limits.maxSize().toBytes()) {
            throw new Refused("evidence-too-large", limits.maxSize().toMegabytes());
        }
        String type = Pictures.typeOf(content).orElseThrow(() -> new Refused("evidence-unknown-type"));
        if (type.startsWith("image/")) {
            long pixels = Pictures.pixels(content).orElseThrow(() -> new Refused("evidence-unknown-type"));
            if (pixels > limits.maxPixels()) {
                throw new Refused("evidence-too-many-pixels", limits.maxPixels() / 1_000_000);
            }
        }
        Structure.check(content, type);
        return type;
    }

    /** The last part of a path, without control characters, as a browser or phone may have sent it. */
    private static String shortName(String sent) {
        String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        String clean = last.replaceAll("[\\p{Cntrl}\"<>|:*?]", "").strip();
        if (clean.codePointCount(0, clean.length()) > NAME_LENGTH) {
            clean = clean.substring(0, clean.offsetByCodePoints(0, NAME_LENGTH));
        }
        return clean.isEmpty() ? "-" : clean;
    }

    private static Evidence row(ResultSet row, int number) throws SQLException {
        LocalDateTime taken = row.getObject("taken_at", LocalDateTime.class);
        return new Evidence(
                new EvidenceId(row.getLong("id")),
                row.getString("about"),
                row.getString("name"),
                row.getString("media_type"),
                row.getLong("size_bytes"),
                row.getString("sha256"),
                taken == null ? null : Stored.instant(taken),
                Stored.instant(row.getObject("received_at", LocalDateTime.class)),
                row.getBigDecimal("latitude"),
                row.getBigDecimal("longitude"),
                row.getString("kept_by"));
    }
}
