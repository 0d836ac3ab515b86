package gridwork.cases.moves;

import gridwork.cases.Case;
import gridwork.cases.opening.Reasons;
import gridwork.cases.report.Report;
import gridwork.cases.report.Reports;
import gridwork.evidence.Evidence;
import gridwork.evidence.EvidenceFiles;
import gridwork.facts.FactKinds;
import gridwork.platform.Label;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What is in a case and can become a case of its own: reports, what it was opened for, and files that go along. */
@Component
class Separable {
    private static final String REPORT = "report-";
    private static final String REASON = "reason-";
    private static final String FILE = "file-";
    private final Reports reports;
    private final Reasons reasons;
    private final EvidenceFiles files;
    private final FactKinds kinds;
    private final StreetClock clock;

    Separable(Reports reports, Reasons reasons, EvidenceFiles files, FactKinds kinds, StreetClock clock) {
        this.reports = reports;
        this.reasons = reasons;
        this.files = files;
        this.kinds = kinds;
        this.clock = clock;
    }

    /**
     * @param reasons their places among the reasons of the case
     * @param stays the reports that stay
     */
    record Chosen(List<Report> reports, Set<Integer> reasons, List<Evidence> files, List<Report> stays) {}

    /** By what is chosen, with what people call it. Of the only report or reason of a case nothing can be taken away. */
    Map<String, String> of(Case it) {
        Map<String, String> named = new LinkedHashMap<>();
        List<Report> told = reports.of(it.id());
        if (told.size() > 1) {
            told.forEach(each -> named.put(REPORT + each.id(), name(each)));
        }
        List<Reasons.Reason> why = reasons.of(it);
        if (why.size() > 1) {
            for (int at = 0; at < why.size(); at++) {
                named.put(
                        reason(at, why.get(at)),
                        in(why.get(at).label()) + " · " + why.get(at).on());
            }
        }
        files.about(it.about()).forEach(each -> named.put(FILE + each.id().value(), each.name()));
        return named;
    }

    /** By its place and by what it is: whoever chose before somebody else took one away has not chosen another by that. */
    private static String reason(int at, Reasons.Reason of) {
        return REASON + at + "-" + of.decision() + "-" + of.item();
    }

    private String name(Report of) {
        String category = kinds.find(of.kind())
                .flatMap(each -> each.category(of.category()))
                .map(each -> in(each.title()))
                .orElse(of.category());
        return category + " · " + clock.dayOf(of.reportedAt());
    }

    private static String in(Label label) {
        return label.in(LocaleContextHolder.getLocale());
    }

    /** @throws Refused where something is not there any more, or nothing would stay */
    Chosen chosen(Case it, Set<String> taken) {
        Set<String> left = new TreeSet<>(taken);
        List<Report> told = reports.of(it.id());
        List<Report> leave = new ArrayList<>(told);
        leave.removeIf(each -> !left.remove(REPORT + each.id()));
        Set<Integer> places = new TreeSet<>();
        List<Reasons.Reason> why = reasons.of(it);
        for (int at = 0; at < why.size(); at++) {
            if (left.remove(reason(at, why.get(at)))) {
                places.add(at);
            }
        }
        List<Evidence> along = new ArrayList<>(files.about(it.about()));
        along.removeIf(each -> !left.remove(FILE + each.id().value()));
        if (!left.isEmpty()) {
            throw new Refused("split-gone");
        }
        if ((!told.isEmpty() && leave.size() == told.size()) || (!why.isEmpty() && places.size() == why.size())) {
            throw new Refused("split-leaves-nothing");
        }
        return new Chosen(
                leave,
                places,
                along,
                told.stream().filter(each -> !leave.contains(each)).toList());
    }
}
