package gridwork.cases.appeal;

import gridwork.cases.procedure.BesideProcesses;
import gridwork.facts.Fact;
import gridwork.facts.FactKind;
import gridwork.facts.FactKinds;
import gridwork.facts.Subject;
import gridwork.platform.StreetClock;
import gridwork.street.Matter;
import gridwork.street.Matters;
import gridwork.street.Roles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every {@code bpmn/<process>/reply.yaml}; a word that nobody reads is an error. */
@Component
class ReplyForms {
    private final Map<String, ReplyForm> all;
    private final Matters matters;
    private final FactKinds kinds;
    private final Roles roles;
    private final StreetClock clock;

    ReplyForms(Matters matters, FactKinds kinds, Roles roles, StreetClock clock) {
        this.matters = matters;
        this.roles = roles;
        this.kinds = kinds;
        this.clock = clock;
        this.all = BesideProcesses.read("classpath*:bpmn/*/reply.yaml", ReplyForm.class);
        all.values().forEach(this::check);
    }

    /** What nothing else knows is found when the program starts, not when somebody answers. */
    private void check(ReplyForm form) {
        form.kinds().forEach(each -> must(form, kinds.find(each).isPresent(), each));
        form.repaired()
                .forEach(each -> must(
                        form,
                        kinds.find(each.kind())
                                .flatMap(kind -> kind.category(each.category()))
                                .isPresent(),
                        each.kind() + "/" + each.category()));
        form.levels().stream()
                .flatMap(each -> each.roles().stream())
                .forEach(each -> must(form, roles.find(each).isPresent(), each));
    }

    private static void must(ReplyForm form, boolean known, String name) {
        if (!known) {
            throw new IllegalArgumentException(
                    "bpmn/" + form.process() + "/reply.yaml names " + name + ", which is not there");
        }
    }

    Optional<ReplyForm> ofMatter(String matter) {
        return matters.find(matter).map(Matter::process).map(all::get);
    }

    ReplyForm must(String matter) {
        return ofMatter(matter).orElseThrow(() -> new IllegalArgumentException("nobody replies in matter " + matter));
    }

    /** The matters in which a subject may reply today, whatever it is about. */
    List<Matter> offered(Subject subject) {
        return matters.carriedBy(all.keySet(), subject.ref().kind(), clock.today());
    }

    /** @param fact null = it is about a result */
    boolean fits(Matter matter, Target.Kind about, @Nullable Fact fact) {
        ReplyForm form = must(matter.id());
        return form.about().contains(about) && (fact == null || fits(form, fact));
    }

    private boolean fits(ReplyForm form, Fact fact) {
        return form.kinds().isEmpty()
                ? kinds.find(fact.kind()).filter(FactKind::internal).isEmpty()
                : form.kinds().contains(fact.kind());
    }
}
