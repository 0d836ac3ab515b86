package gridwork.cases.photos;

import com.fasterxml.jackson.databind.JsonNode;
import gridwork.cases.Case;
import gridwork.cases.CaseId;
import gridwork.cases.CaseReaders;
import gridwork.cases.Cases;
import gridwork.cases.TrailEntry;
import gridwork.evidence.Alike;
import gridwork.evidence.Evidence;
import gridwork.evidence.EvidenceFiles;
import gridwork.evidence.EvidenceId;
import gridwork.platform.Ids;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
public class CasePhotos {
    private static final int MOST = 5;
    private static final String RECTIFIED = "rectified";
    private final Cases cases;
    private final CaseReaders readers;
    private final EvidenceFiles files;

    CasePhotos(Cases cases, CaseReaders readers, EvidenceFiles files) {
        this.cases = cases;
        this.readers = readers;
        this.files = files;
    }

    /** Ids of pictures: when it was found, and when it was last put right. */
    public record Pair(List<String> before, List<String> after) {}

    /** Where a picture was used besides. */
    public enum Where {
        /** Once more in the same case. */
        OWN,
        /** In a case that the reader may see. */
        CASE,
        /** In a case of which the reader learns no more than that. */
        ELSEWHERE
    }

    /**
     * @param exact the same file; else it looks the same
     * @param in only where the reader may see that case
     */
    public record Reuse(
            String photo,
            boolean exact,
            Where where,
            @Nullable String in) {
        /** Of the message that says it, see {@code evidence.reuse.*}. */
        public String code() {
            String kind = exact ? "exact" : "alike";
            return where == Where.CASE ? kind : kind + "-" + where.name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Empty until something was put right. */
    public Optional<Pair> pair(Case of) {
        List<TrailEntry> done = cases.trail(of.id()).stream()
                .filter(each -> each.what().equals(RECTIFIED))
                .toList();
        return done.isEmpty()
                ? Optional.empty()
                : Optional.of(new Pair(
                        texts(of.details().path("photos")),
                        texts(done.get(done.size() - 1).content().path("photos"))));
    }

    /** A secret case that the reader was not named for is not there, and neither are its pictures. */
    public List<Reuse> reuse(Case of) {
        List<Evidence> pictures = files.about(of.about()).stream()
                .filter(each -> each.mediaType().startsWith("image/"))
                .toList();
        Map<EvidenceId, List<Alike>> alike = files.alike(pictures, MOST);
        Map<CaseId, Boolean> known = readers.known(alike.values().stream()
                .flatMap(List::stream)
                .flatMap(each -> caseOf(each.other()).stream())
                .collect(Collectors.toSet()));
        Set<Reuse> all = new LinkedHashSet<>();
        for (Evidence each : pictures) {
            for (Alike other : alike.getOrDefault(each.id(), List.of())) {
                said(of, each, other, known).ifPresent(all::add);
            }
        }
        return List.copyOf(all);
    }

    private static Optional<Reuse> said(Case of, Evidence picture, Alike alike, Map<CaseId, Boolean> known) {
        String photo = String.valueOf(picture.id().value());
        Optional<CaseId> in = caseOf(alike.other());
        if (in.filter(of.id()::equals).isPresent()) {
            return Optional.of(new Reuse(photo, true, Where.OWN, null));
        }
        if (in.isPresent() && !known.containsKey(in.get())) {
            return Optional.empty();
        }
        return in.filter(each -> Boolean.TRUE.equals(known.get(each)))
                .map(each -> new Reuse(photo, alike.exact(), Where.CASE, String.valueOf(each.value())))
                .or(() -> Optional.of(new Reuse(photo, alike.exact(), Where.ELSEWHERE, null)));
    }

    private static Optional<CaseId> caseOf(Evidence file) {
        return Ids.after(Case.ABOUT, file.about()).map(CaseId::new);
    }

    private static List<String> texts(JsonNode array) {
        List<String> all = new ArrayList<>();
        array.forEach(each -> all.add(each.asText()));
        return all;
    }
}
