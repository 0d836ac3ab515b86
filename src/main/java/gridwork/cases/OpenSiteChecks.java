package gridwork.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Refused;
import gridwork.platform.Work;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class OpenSiteChecks implements SiteChecks {
    private static final String OVER = "overQuota";
    private final StoredCases cases;
    private final CaseFacts facts;
    private final Openings openings;
    private final Subjects subjects;
    private final Work work;
    private final Doer doer;

    OpenSiteChecks(StoredCases cases, CaseFacts facts, Openings openings, Subjects subjects, Work work, Doer doer) {
        this.cases = cases;
        this.facts = facts;
        this.openings = openings;
        this.subjects = subjects;
        this.work = work;
        this.doer = doer;
    }

    private record Key(SubjectId site, String cause) {}

    @Override
    public List<CaseId> open(List<Wanted> all) {
        Map<Key, Wanted> asked = new LinkedHashMap<>();
        for (Wanted each : all) {
            if (each.inspectors().isEmpty()) {
                throw new Refused("check-without-inspectors");
            }
            asked.putIfAbsent(key(each), each);
        }
        Map<Key, CaseId> opened = new HashMap<>();
        work.run(() -> {
            opened.clear();
            subjects.lock(all.stream().map(Wanted::site).collect(Collectors.toSet()));
            opened.putAll(openOnce(asked));
        });
        return all.stream()
                .map(each -> Objects.requireNonNull(opened.get(key(each))))
                .toList();
    }

    private static Key key(Wanted of) {
        return new Key(of.site(), of.cause());
    }

    /** One for a cause, and another only where that was withdrawn. */
    private Map<Key, CaseId> openOnce(Map<Key, Wanted> asked) {
        Map<Key, Case> there = there(asked.keySet());
        Map<Key, CaseId> ids = new HashMap<>();
        Map<Key, Wanted> missing = new LinkedHashMap<>();
        Map<Key, Wanted> again = new LinkedHashMap<>();
        asked.forEach((key, each) -> {
            Case found = there.get(key);
            if (found == null) {
                missing.put(key, each);
            } else if (found.details().has(Withdrawn.WITHDRAWN)) {
                again.put(key, each.because(again(each.cause(), found)));
            } else {
                ids.put(key, found.id());
            }
        });
        ids.putAll(openNew(missing));
        if (!again.isEmpty()) {
            Map<Key, Wanted> others = new LinkedHashMap<>();
            again.values().forEach(each -> others.putIfAbsent(key(each), each));
            Map<Key, CaseId> reopened = openOnce(others);
            again.forEach((key, each) -> ids.put(key, Objects.requireNonNull(reopened.get(key(each)))));
        }
        return ids;
    }

    private Map<Key, Case> there(Set<Key> asked) {
        return cases
                .find(
                        SiteCheck.MATTER,
                        asked.stream().map(Key::site).collect(Collectors.toSet()),
                        asked.stream().map(Key::cause).collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(each -> new Key(each.subject(), each.cause()), each -> each));
    }

    private static String again(String cause, Case withdrawn) {
        return cause.replaceFirst("/.*", "") + "/" + withdrawn.id().value();
    }

    private Map<Key, CaseId> openNew(Map<Key, Wanted> missing) {
        if (missing.isEmpty()) {
            return Map.of();
        }
        Map<SubjectId, Subject> sites =
                subjects.find(missing.keySet().stream().map(Key::site).collect(Collectors.toSet()));
        List<Key> keys = List.copyOf(missing.keySet());
        List<NewCase> news = keys.stream()
                .map(key -> fresh(Objects.requireNonNull(missing.get(key)), sites.get(key.site())))
                .toList();
        List<Case> opened = openings.open(news, doer.officer(), doer.cameBy());
        opened.forEach(this::tellOver);
        Map<Key, CaseId> ids = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            ids.put(keys.get(i), opened.get(i).id());
        }
        return ids;
    }

    /** That somebody let it go over a quota is on its trail, and a fact. */
    private void tellOver(Case opened) {
        JsonNode over = opened.details().path(OVER);
        if (!over.isMissingNode()) {
            cases.trail(opened.id(), over.path("by").asText(), "over-quota", "program", over);
            facts.milestone(
                    opened, "over-quota", Map.of("reason", over.path("reason").asText()));
        }
    }

    private NewCase fresh(Wanted asked, @Nullable Subject site) {
        if (site == null) {
            throw new Refused("subject-unknown", asked.site().value());
        }
        LocalDate dueOn = asked.dueOn();
        ObjectNode details = cases.details();
        details.put(SiteCheck.CHECK_TYPE, asked.checkType());
        details.put(SiteCheck.PLACES, asked.inspectors().size());
        Over over = asked.over();
        if (over != null) {
            details.putObject(OVER)
                    .put("by", over.by())
                    .put("reason", over.reason())
                    .put("at", over.at().toString());
        }
        ObjectNode said = cases.details();
        said.put(SiteCheck.CHECK_TYPE, asked.checkType()).put("dueOn", dueOn.toString());
        asked.inspectors().forEach(each -> said.withArray(SiteCheck.INSPECTORS).add(each.value()));
        return new NewCase(
                SiteCheck.MATTER,
                site,
                asked.cause(),
                dueOn,
                asked.drawn(),
                details,
                asked.inspectors(),
                said,
                NewCase.Time.until(SiteCheck.CHECK_BY, null, dueOn, "plan"),
                SiteCheck.PROCESS);
    }

    @Override
    public void reveal(CaseId id) {
        Case of = cases.get(id);
        if (of.secret() && of.open()) {
            cases.reveal(id);
            facts.milestone(of, "case-opened", Map.of("dueOn", String.valueOf(of.dueOn())));
        }
    }
}
