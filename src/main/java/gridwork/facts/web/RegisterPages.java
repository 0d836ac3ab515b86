package gridwork.facts.web;

import gridwork.facts.Fact;
import gridwork.facts.FactId;
import gridwork.facts.FactKinds;
import gridwork.facts.Facts;
import gridwork.facts.PersonalData;
import gridwork.facts.Subject;
import gridwork.facts.SubjectDetails;
import gridwork.facts.SubjectId;
import gridwork.facts.SubjectRef;
import gridwork.facts.Subjects;
import gridwork.platform.Numbers;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Jurisdiction;
import gridwork.street.Reach;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriUtils;

@Controller
@PreAuthorize("hasAnyRole('ADMINISTRATOR', 'OFFICE_CLERK')")
@ConditionalOnWebApplication
class RegisterPages {
    private static final int ALIKE = 8;
    private final Subjects subjects;
    private final Facts facts;
    private final FactKinds kinds;
    private final Areas areas;
    private final PersonalData personal;
    private final Jurisdiction jurisdiction;
    private final StreetClock clock;
    private final Work work;
    private final Set<String> subjectKinds;

    RegisterPages(
            Subjects subjects,
            Facts facts,
            FactKinds kinds,
            Areas areas,
            PersonalData personal,
            Jurisdiction jurisdiction,
            StreetClock clock,
            Work work,
            @Value("${gridwork.subject-kinds}") Set<String> subjectKinds) {
        this.subjects = subjects;
        this.facts = facts;
        this.kinds = kinds;
        this.areas = areas;
        this.personal = personal;
        this.jurisdiction = jurisdiction;
        this.clock = clock;
        this.work = work;
        this.subjectKinds = subjectKinds;
    }

    /** What stands in the form; numbers and days still as text, so that a wrong one is told by its name. */
    record Entry(String name, String area, String address, String latitude, String longitude, String openedOn) {
        static Entry of(Subject subject) {
            return new Entry(
                    subject.name(),
                    text(subject.area()),
                    text(subject.address()),
                    text(
                            subject.latitude() == null
                                    ? null
                                    : subject.latitude().stripTrailingZeros().toPlainString()),
                    text(
                            subject.longitude() == null
                                    ? null
                                    : subject.longitude().stripTrailingZeros().toPlainString()),
                    text(subject.openedOn()));
        }

        private static String text(@Nullable Object held) {
            return held == null ? "" : held.toString();
        }
    }

    @GetMapping("/subjects/new")
    String blank(@RequestParam(defaultValue = "site") String kind, Model model) {
        model.addAttribute("kind", kindOf(kind));
        model.addAttribute("entry", new Entry("", "", "", "", "", clock.today().toString()));
        model.addAttribute("areas", within());
        return "facts/new";
    }

    @PostMapping("/subjects/new")
    String register(
            @RequestParam String kind, @RequestParam String code, Entry entry, Principal by, RedirectAttributes then) {
        String stripped = code.strip();
        if (stripped.isEmpty() || stripped.length() > 100) {
            throw new Refused("subject-code", stripped);
        }
        SubjectRef ref = new SubjectRef(kindOf(kind), stripped);
        SubjectDetails details = details(entry);
        work.run(() -> {
            if (subjects.find(ref).isPresent()) {
                throw new Refused("subject-exists", ref.toString());
            }
            subjects.register(Map.of(ref, details), Map.of(), by.getName());
        });
        then.addFlashAttribute("done", "facts.registered");
        return "redirect:" + page(ref);
    }

    @GetMapping("/subjects/{kind}/{code}/edit")
    String edit(@PathVariable String kind, @PathVariable String code, Model model) {
        return edit(kind + "/" + code, model);
    }

    /** For codes that hold a slash, too. */
    @GetMapping("/subjects/edit")
    String edit(@RequestParam String subject, Model model) {
        SubjectRef ref = ref(subject);
        Subject found = seen(subjects.find(ref).orElseThrow(() -> notFound(subject)));
        model.addAttribute("subject", found);
        model.addAttribute("entry", Entry.of(found));
        model.addAttribute("areas", within());
        model.addAttribute("today", clock.today());
        model.addAttribute("back", page(ref));
        model.addAttribute("alike", subjects.alike(found, jurisdiction.reach(), ALIKE));
        return "facts/edit";
    }

    @PostMapping("/subjects/edit/{id}")
    String edit(@PathVariable long id, @RequestParam int version, Entry entry, Principal by, RedirectAttributes then) {
        Subject subject = seen(subjects.find(new SubjectId(id)).orElseThrow(() -> notFound(String.valueOf(id))));
        SubjectDetails details = details(entry);
        work.run(() -> subjects.edit(subject.id(), details, by.getName(), version));
        then.addFlashAttribute("done", "facts.edited");
        return "redirect:" + page(subject.ref());
    }

    @PostMapping("/subjects/edit/{id}/close")
    String close(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam String on,
            @RequestParam String reason,
            Principal by,
            RedirectAttributes then) {
        Subject subject = seen(subjects.find(new SubjectId(id)).orElseThrow(() -> notFound(String.valueOf(id))));
        LocalDate day = dayOrToday("closedOn", on);
        work.run(() -> subjects.close(subject.id(), day, checked(reason), by.getName(), version));
        then.addFlashAttribute("done", "facts.closed");
        return "redirect:" + page(subject.ref());
    }

    @PostMapping("/subjects/edit/{id}/reopen")
    String reopen(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam String from,
            @RequestParam String reason,
            Principal by,
            RedirectAttributes then) {
        Subject subject = seen(subjects.find(new SubjectId(id)).orElseThrow(() -> notFound(String.valueOf(id))));
        LocalDate day = dayOrToday("reopenedOn", from);
        work.run(() -> subjects.reopen(subject.id(), day, checked(reason), by.getName(), version));
        then.addFlashAttribute("done", "facts.reopened");
        return "redirect:" + page(subject.ref());
    }

    private LocalDate dayOrToday(String field, String text) {
        LocalDate day = day(field, text);
        return day == null ? clock.today() : day;
    }

    @GetMapping("/facts/{id}/void")
    String mistaken(@PathVariable long id, Model model) {
        Fact fact = fact(id);
        Subject subject = seen(subjects.find(fact.subject()).orElseThrow(() -> notFound(String.valueOf(id))));
        model.addAttribute("fact", fact);
        model.addAttribute("details", personal.shown(fact.payload()));
        model.addAttribute("at", fact.occurredAt().atZone(clock.zone()));
        model.addAttribute("kind", kinds.find(fact.kind()).orElse(null));
        model.addAttribute(
                "category",
                kinds.find(fact.kind())
                        .flatMap(each -> each.category(fact.category()))
                        .orElse(null));
        model.addAttribute("subject", subject);
        model.addAttribute("back", page(subject.ref()));
        return "facts/void";
    }

    @PostMapping("/facts/{id}/void")
    String voidFact(@PathVariable long id, @RequestParam String reason, Principal by, RedirectAttributes then) {
        Fact fact = fact(id);
        Subject subject = seen(subjects.find(fact.subject()).orElseThrow(() -> notFound(String.valueOf(id))));
        work.run(() -> facts.voidFact(fact.id(), checked(reason), by.getName()));
        then.addFlashAttribute("done", "facts.voided");
        return "redirect:" + page(subject.ref());
    }

    static String checked(String reason) {
        if (reason.isBlank() || reason.length() > 500) {
            throw new Refused("reason-missing");
        }
        return reason.strip();
    }

    private Fact fact(long id) {
        return facts.find(List.of(new FactId(id))).stream()
                .findFirst()
                .orElseThrow(() -> new Refused("fact-not-found", String.valueOf(id)));
    }

    private Subject seen(Subject subject) {
        if (!jurisdiction.reach().covers(subject.ref().kind(), subject.area())) {
            throw notFound(subject.ref().toString());
        }
        return subject;
    }

    static Refused notFound(String what) {
        return new Refused("subject-not-found", what);
    }

    static SubjectRef ref(String written) {
        try {
            return SubjectRef.of(written);
        } catch (IllegalArgumentException none) {
            throw notFound(written);
        }
    }

    private String kindOf(String kind) {
        if (!subjectKinds.contains(kind)) {
            throw new Refused("subject-kind-not-found", kind);
        }
        return kind;
    }

    private List<Area> within() {
        Reach reach = jurisdiction.reach();
        return areas.all().stream()
                .filter(each -> each.kind() != Area.Kind.DEPARTMENT && reach.touches(each.id()))
                .toList();
    }

    private SubjectDetails details(Entry entry) {
        AreaId area = null;
        if (!entry.area().isBlank()) {
            area = within().stream()
                    .map(Area::id)
                    .filter(each -> each.value().equals(entry.area()))
                    .findFirst()
                    .orElseThrow(() -> new Refused("area-unknown", entry.area()));
        }
        return new SubjectDetails(
                entry.name().strip(),
                area,
                entry.address().isBlank() ? null : entry.address().strip(),
                number("latitude", entry.latitude()),
                number("longitude", entry.longitude()),
                day("openedOn", entry.openedOn()));
    }

    private static @Nullable BigDecimal number(String field, String text) {
        return text.isBlank() ? null : Numbers.read(text).orElseThrow(() -> new Refused("subject-place", field, text));
    }

    private static @Nullable LocalDate day(String field, String text) {
        try {
            return text.isBlank() ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException none) {
            throw new Refused("subject-day", field, text);
        }
    }

    /** Its address, whatever its code holds. */
    static String page(SubjectRef ref) {
        StringBuilder address = new StringBuilder("/subjects/").append(ref.kind());
        for (String part : ref.code().split("/", -1)) {
            address.append('/').append(UriUtils.encodePathSegment(part, StandardCharsets.UTF_8));
        }
        return address.toString();
    }
}
