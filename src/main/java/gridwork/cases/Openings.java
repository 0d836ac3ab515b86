package gridwork.cases;

import gridwork.facts.NewFact;
import gridwork.street.OfficerId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Opens cases (立案), one or a hundred in the same steps: what they have in common is written together. */
@Component
class Openings {
    private static final Logger LOG = LoggerFactory.getLogger(Openings.class);
    private static final String OPENED = "case-opened";
    private final StoredCases cases;
    private final CaseFacts facts;
    private final Deadlines deadlines;
    private final Starts starts;

    Openings(StoredCases cases, CaseFacts facts, Deadlines deadlines, Starts starts) {
        this.cases = cases;
        this.facts = facts;
        this.deadlines = deadlines;
        this.starts = starts;
    }

    /**
     * Within the locks of their subjects, where nothing of the same matter and cause is there.
     *
     * @param who orders it; null = the program
     * @return in the order asked for
     */
    List<Case> open(List<NewCase> asked, @Nullable String who, String cameBy) {
        Map<Case, NewCase> opened = new LinkedHashMap<>();
        for (NewCase each : asked) {
            Case one = cases.fresh(
                    each.matter(),
                    each.subject().id(),
                    each.subject().area(),
                    each.cause(),
                    null,
                    each.dueOn(),
                    each.secret(),
                    each.details());
            opened.put(one, each);
        }
        List<Case> all = List.copyOf(opened.keySet());
        cases.add(all);
        name(opened);
        cases.trail(
                opened.entrySet().stream()
                        .map(each ->
                                Map.entry(each.getKey().id(), each.getValue().said()))
                        .toList(),
                who,
                "opened",
                cameBy);
        tell(opened);
        begin(opened);
        opened.forEach((each, its) -> {
            starts.start(each, its.process());
            LOG.info(
                    "opened {} {} of subject {}",
                    each.matter(),
                    each.id().value(),
                    each.subject().value());
        });
        return all;
    }

    private void name(Map<Case, NewCase> opened) {
        Map<CaseId, List<OfficerId>> officers = new LinkedHashMap<>();
        opened.forEach((each, its) -> officers.put(each.id(), its.officers()));
        cases.name(officers);
    }

    /** What is secret is told by nothing that others may see. */
    private void tell(Map<Case, NewCase> opened) {
        List<NewFact> news = new ArrayList<>();
        opened.forEach((each, its) -> {
            if (!each.secret()) {
                news.add(facts.reached(
                        each,
                        its.subject(),
                        OPENED,
                        OPENED,
                        each.dueOn() == null
                                ? Map.of()
                                : Map.of("dueOn", each.dueOn().toString())));
            }
        });
        if (!news.isEmpty()) {
            facts.record(news);
        }
    }

    private void begin(Map<Case, NewCase> opened) {
        Map<Case, NewCase.Time> times = new LinkedHashMap<>();
        opened.forEach((each, its) -> {
            NewCase.Time time = its.time();
            if (time != null) {
                times.put(each, time);
            }
        });
        if (!times.isEmpty()) {
            deadlines.begin(times);
        }
    }
}
