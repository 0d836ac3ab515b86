package gridwork.cases.application;

import gridwork.cases.procedure.BesideProcesses;
import gridwork.facts.Subject;
import gridwork.platform.StreetClock;
import gridwork.street.Matter;
import gridwork.street.Matters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Every {@code bpmn/<process>/application.yaml}; a word that nobody reads is an error. */
@Component
class ApplicationForms {
    private final Map<String, ApplicationForm> all;
    private final Matters matters;
    private final StreetClock clock;

    @Autowired
    ApplicationForms(Matters matters, StreetClock clock) {
        this(matters, clock, "classpath*:bpmn/*/application.yaml");
    }

    /** @param where a pattern of resources */
    ApplicationForms(Matters matters, StreetClock clock, String where) {
        this.matters = matters;
        this.clock = clock;
        this.all = BesideProcesses.read(where, ApplicationForm.class);
    }

    Optional<ApplicationForm> ofMatter(String matter) {
        return matters.find(matter).map(Matter::process).map(all::get);
    }

    ApplicationForm must(String matter) {
        return ofMatter(matter).orElseThrow(() -> new IllegalArgumentException("nobody applies for matter " + matter));
    }

    /** What a subject may apply for today. */
    List<Matter> offered(Subject subject) {
        return matters.carriedBy(all.keySet(), subject.ref().kind(), clock.today());
    }
}
