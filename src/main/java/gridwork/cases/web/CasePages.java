package gridwork.cases.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gridwork.cases.Case;
import gridwork.cases.CaseFilter;
import gridwork.cases.CaseId;
import gridwork.cases.CasePage;
import gridwork.cases.CaseReaders;
import gridwork.cases.Cases;
import gridwork.cases.OpenTask;
import gridwork.cases.TrailEntry;
import gridwork.cases.TrailVerified;
import gridwork.cases.VerifyTrail;
import gridwork.cases.WithdrawCase;
import gridwork.cases.clock.ClockRights;
import gridwork.cases.clock.ClockViews;
import gridwork.cases.follow.FollowCodes;
import gridwork.cases.joint.Inspected;
import gridwork.cases.moves.Copies;
import gridwork.cases.moves.OfferedMoves;
import gridwork.cases.moves.Reminders;
import gridwork.cases.moves.SplitCase;
import gridwork.cases.moves.Ties;
import gridwork.cases.opening.Reasons;
import gridwork.cases.opening.WaitingCases;
import gridwork.cases.photos.CasePhotos;
import gridwork.cases.procedure.Procedure;
import gridwork.cases.spotcheck.SpotChecks;
import gridwork.evidence.Evidence;
import gridwork.evidence.EvidenceFiles;
import gridwork.evidence.EvidenceId;
import gridwork.evidence.Signature;
import gridwork.evidence.Signatures;
import gridwork.facts.FactKinds;
import gridwork.facts.Subject;
import gridwork.facts.SubjectFilter;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Label;
import gridwork.platform.Paging;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Duty;
import gridwork.street.Jurisdiction;
import gridwork.street.Matter;
import gridwork.street.Matters;
import gridwork.street.Officer;
import gridwork.street.OfficerId;
import gridwork.street.Officers;
import gridwork.street.Roles;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** The ledger of cases, and one case with everything that happened in it. */
@Controller
class CasePages {
    private static final Set<TrailVerified.Kind> SIGNERS =
            Set.of(TrailVerified.Kind.SIGNED_CHANGED, TrailVerified.Kind.SIGNED_UNKNOWN);
    private static final Set<String> OF_SOMEBODY = Set.of("signer-added", "signer-removed", "copied");
    private static final int SIZE = 50;
    private static final int FOUND = 500;

    private final Cases cases;
    private final WithdrawCase withdrawals;
    private final CaseReaders readers;
    private final Subjects subjects;
    private final Matters matters;
    private final Officers officers;
    private final Areas areas;
    private final Roles roles;
    private final Jurisdiction jurisdiction;
    private final EvidenceFiles files;
    private final Signatures signatures;
    private final VerifyTrail trails;
    private final CasePhotos photos;
    private final FactKinds kinds;
    private final ClockViews clocks;
    private final ClockRights rights;
    private final Inspected inspected;
    private final SpotChecks spotChecks;
    private final ShownReports reports;
    private final Reasons reasons;
    private final WaitingCases waiting;
    private final FollowCodes codes;
    private final OfferedMoves moves;
    private final Reminders reminders;
    private final Copies copies;
    private final Ties ties;
    private final StreetClock clock;
    private final MessageSource messages;
    private final ObjectMapper json = new ObjectMapper();

    CasePages(
            Cases cases,
            WithdrawCase withdrawals,
            CaseReaders readers,
            Subjects subjects,
            Matters matters,
            Officers officers,
            Areas areas,
            Roles roles,
            Jurisdiction jurisdiction,
            EvidenceFiles files,
            Signatures signatures,
            VerifyTrail trails,
            CasePhotos photos,
            FactKinds kinds,
            ClockViews clocks,
            ClockRights rights,
            Inspected inspected,
            SpotChecks spotChecks,
            ShownReports reports,
            Reasons reasons,
            WaitingCases waiting,
            FollowCodes codes,
            OfferedMoves moves,
            Reminders reminders,
            Copies copies,
            Ties ties,
            StreetClock clock,
            MessageSource messages) {
        this.cases = cases;
        this.withdrawals = withdrawals;
        this.readers = readers;
        this.subjects = subjects;
        this.matters = matters;
        this.officers = officers;
        this.areas = areas;
        this.roles = roles;
        this.jurisdiction = jurisdiction;
        this.files = files;
        this.signatures = signatures;
        this.trails = trails;
        this.photos = photos;
        this.kinds = kinds;
        this.clocks = clocks;
        this.rights = rights;
        this.inspected = inspected;
        this.spotChecks = spotChecks;
        this.reports = reports;
        this.reasons = reasons;
        this.waiting = waiting;
        this.codes = codes;
        this.moves = moves;
        this.reminders = reminders;
        this.copies = copies;
        this.ties = ties;
        this.clock = clock;
        this.messages = messages;
    }

    /** What the address asks for. */
    record Asked(
            @Nullable String q,
            @Nullable String matter,
            @Nullable String state,
            @Nullable String who,
            int from) {
        String address() {
            return UriComponentsBuilder.fromPath("/cases")
                    .queryParam("q", q == null ? "" : q)
                    .queryParam("matter", matter == null ? "" : matter)
                    .queryParam("state", state == null ? "" : state)
                    .queryParam("who", who == null ? "" : who)
                    .encode()
                    .build()
                    .toUriString();
        }
    }

    /** A row of the ledger. */
    record Row(
            Case item,
            Label matter,
            @Nullable Label category,
            @Nullable Subject subject,
            String area,
            boolean overdue,
            ZonedDateTime opened) {
        /** What its badge says: {@code open}, {@code withdrawn}, {@code merged} or {@code closed}. */
        public String state() {
            return item.open()
                    ? "open"
                    : item.mergedIntoAnother() ? "merged" : item.details().has("withdrawn") ? "withdrawn" : "closed";
        }
    }

    @GetMapping("/cases")
    String all(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String matter,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String who,
            @RequestParam(defaultValue = "0") int from,
            Model model) {
        var asked = new Asked(q, matter, state, who, Math.max(0, from));
        CasePage page = cases.page(filter(asked));
        model.addAttribute("asked", asked);
        model.addAttribute("matters", readers.matters());
        model.addAttribute("waiting", waiting(readers.matters()));
        model.addAttribute("rows", rows(page.cases()));
        model.addAttribute(
                "clocks", clocks.mostUrgent(page.cases().stream().map(Case::id).toList()));
        model.addAttribute("page", new Paging(page.total(), asked.from(), SIZE, asked.address()));
        return "cases/all";
    }

    private Map<Label, Long> waiting(List<Matter> of) {
        Map<String, Long> all = waiting.count();
        Map<Label, Long> shown = new LinkedHashMap<>();
        of.stream()
                .filter(each -> all.containsKey(each.id()))
                .forEach(each -> shown.put(each.title(), all.get(each.id())));
        return shown;
    }

    private CaseFilter filter(Asked asked) {
        boolean overdue = "overdue".equals(asked.state());
        return new CaseFilter(
                asked.matter() == null || asked.matter().isBlank() ? null : Set.of(asked.matter()),
                "closed".equals(asked.state())
                        ? Case.State.CLOSED
                        : "open".equals(asked.state()) ? Case.State.OPEN : null,
                readers.reach(),
                named(asked.q()),
                overdue ? clock.today() : null,
                who(asked, "me"),
                who(asked, "copied"),
                asked.from(),
                SIZE);
    }

    private @Nullable OfficerId who(Asked asked, String chosen) {
        return chosen.equals(asked.who())
                ? jurisdiction.officer().map(each -> each.id()).orElse(null)
                : null;
    }

    private @Nullable Set<SubjectId> named(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return subjects.page(new SubjectFilter(null, text.strip(), readers.reach(), true, 0, FOUND)).subjects().stream()
                .map(Subject::id)
                .collect(Collectors.toSet());
    }

    private List<Row> rows(List<Case> all) {
        Map<SubjectId, Subject> about =
                subjects.find(all.stream().map(Case::subject).collect(Collectors.toSet()));
        return all.stream().map(each -> row(each, about.get(each.subject()))).toList();
    }

    private Row row(Case each, @Nullable Subject subject) {
        return new Row(
                each,
                matters.find(each.matter()).map(Matter::title).orElseGet(() -> new Label(each.matter(), "")),
                category(each),
                subject,
                each.area() == null
                        ? ""
                        : areas.find(each.area())
                                .map(area -> area.name())
                                .orElse(each.area().value()),
                each.open() && each.dueOn() != null && each.dueOn().isBefore(clock.today()),
                at(each.openedAt()));
    }

    @GetMapping("/cases/{id}")
    String one(@PathVariable long id, Model model) {
        Case item = readable(id);
        Subject subject = subjects.find(item.subject())
                .orElseThrow(() -> new Refused("subject-unknown", item.subject().value()));
        List<OpenTask> tasks = cases.openTasks(item.id());
        model.addAttribute("row", row(item, subject));
        model.addAttribute("clocks", clocks.of(item.id()));
        model.addAttribute("mayPause", rights.mayPause(item));
        model.addAttribute("mayExtend", rights.mayExtend(item));
        model.addAttribute(
                "checkType", category("check", item.details().path("checkType").asText("")));
        model.addAttribute(
                "officers", cases.officers(item.id()).stream().map(this::name).toList());
        model.addAttribute(
                "parent", item.parent() == null ? null : item.parent().value());
        model.addAttribute("record", item.details().path("record"));
        model.addAttribute("findings", findings(item));
        List<Case> cameFrom = cases.cameFrom(item.id());
        model.addAttribute("joint", inspected.of(item, cameFrom).orElse(null));
        model.addAttribute("department", inspected.department(item));
        model.addAttribute(
                "parentTitle",
                item.parent() == null
                        ? null
                        : cases.find(item.parent())
                                .flatMap(each -> matters.find(each.matter()))
                                .map(Matter::title)
                                .orElse(null));
        model.addAttribute(
                "cameFrom",
                rows(cameFrom.stream()
                        .filter(each -> inspected.department(each) == null && !spotChecks.isSpotCheck(each))
                        .toList()));
        model.addAttribute("spot", spotChecks.of(item.id()).orElse(null));
        model.addAttribute("spotCheck", spotChecks.isSpotCheck(item));
        model.addAttribute(
                "trail",
                cases.trail(item.id()).stream().map(each -> shown(item, each)).toList());
        model.addAttribute(
                "breaks",
                trails.of(item.id(), VerifyTrail.Also.NOTHING).breaks().stream()
                        .map(each -> broken(item.id(), each))
                        .toList());
        model.addAttribute("pair", photos.pair(item).orElse(null));
        model.addAttribute("reuse", photos.reuse(item));
        List<CaseId> takenIn = ties.takenIn(item.id());
        model.addAttribute("files", files(item, takenIn));
        model.addAttribute("ties", tied(item));
        model.addAttribute(
                "splitBecause",
                item.details().path(SplitCase.SPLIT_FROM).path("reason").asText(""));
        model.addAttribute("reports", reports.of(item));
        model.addAttribute("reasons", reasons.of(item));
        model.addAttribute("subjectClosed", item.open() && !subject.openOn(clock.today()));
        model.addAttribute(
                "signatures",
                Stream.concat(
                                signatures.about(item.about()).stream().map(each -> signed(each, null)),
                                takenIn.stream()
                                        .flatMap(of -> signatures.about(Case.ABOUT + of.value()).stream()
                                                .map(each -> signed(each, of))))
                        .toList());
        model.addAttribute(
                "tasks",
                tasks.stream()
                        .map(each -> new Open(
                                each,
                                each.assignee() == null
                                        ? each.groups().stream()
                                                .map(this::group)
                                                .collect(Collectors.joining("、"))
                                        : name(each.assignee()),
                                each.due() == null ? null : clock.dayOf(each.due()),
                                readers.mayDo(each)))
                        .toList());
        model.addAttribute(
                "moves",
                jurisdiction
                        .officer()
                        .map(each -> moves.of(item, each).stream()
                                .map(this::readable)
                                .flatMap(Optional::stream)
                                .toList())
                        .orElse(List.of()));
        model.addAttribute(
                "copies",
                copies.of(item.id()).stream().map(each -> name(each.value())).toList());
        model.addAttribute(
                "reminders", reminders.of(tasks.stream().map(OpenTask::id).toList()));
        model.addAttribute(
                "vacant",
                item.open()
                        && item.details().path("places").asInt()
                                > cases.officers(item.id()).size());
        model.addAttribute(
                "withdrawable",
                jurisdiction
                        .officer()
                        .filter(each -> withdrawals.mayWithdraw(item, each))
                        .isPresent());
        return "cases/one";
    }

    @PostMapping("/cases/{id}/withdraw")
    String withdraw(@PathVariable long id, @RequestParam(defaultValue = "") String reason, RedirectAttributes then) {
        Case item = readable(id);
        Officer officer = jurisdiction.officer().orElseThrow(() -> new Refused("case-withdraw-office"));
        withdrawals.withdraw(item.id(), reason, officer);
        then.addFlashAttribute("done", "cases.withdrawn.done");
        return "redirect:/cases/" + id;
    }

    /** Shown once: only its hash is kept. */
    @PostMapping("/cases/{id}/reports/{report}/code")
    String code(@PathVariable long id, @PathVariable long report, RedirectAttributes then) {
        Case item = readable(id);
        String officer = jurisdiction.officer().map(each -> each.id().value()).orElseThrow();
        reports.find(item, report).ifPresent(each -> then.addFlashAttribute("code", codes.make(each, officer)));
        return "redirect:/cases/" + id;
    }

    private Case readable(long id) {
        return cases.find(new CaseId(id))
                .filter(each -> readers.mayRead(each, cases.openTasks(each.id())))
                .orElseThrow(() -> new Refused("case-unknown", String.valueOf(id)));
    }

    /**
     * @param record which version of the record was signed; 1 = there is no other
     * @param checklist which version of the checklist it answers; 0 = what was signed names none
     * @param from the number of the case in which it was given; null = in this one
     */
    record Signed(
            String who,
            ZonedDateTime at,
            String sha256,
            int record,
            int checklist,
            @Nullable Long from) {}

    private static int record(Signature signed) {
        String version = signed.part().replaceFirst(".*/", "");
        return signed.part().contains("/") && version.matches("[0-9]{1,6}") ? Integer.parseInt(version) : 1;
    }

    private int checklist(Signature signed) {
        try {
            JsonNode named = json.readTree(signed.signed()).findValue("checklist");
            return named == null ? 0 : named.isObject() ? named.path("version").asInt() : named.asInt();
        } catch (JsonProcessingException broken) {
            return 0; // the trail says that it was changed
        }
    }

    /** Of the cases into which it can go those that may be read. */
    private Optional<OfferedMoves.Offered> readable(OfferedMoves.Offered each) {
        if (each.move() != Procedure.Moving.MERGE) {
            return Optional.of(each);
        }
        Map<CaseId, Boolean> known = readers.known(each.to().keySet().stream()
                .map(id -> new CaseId(Long.parseLong(id)))
                .toList());
        Map<String, String> to = new LinkedHashMap<>();
        each.to().forEach((id, name) -> {
            if (known.getOrDefault(new CaseId(Long.parseLong(id)), false)) {
                to.put(id, name);
            }
        });
        return to.isEmpty()
                ? Optional.empty()
                : Optional.of(new OfferedMoves.Offered(
                        each.move(), each.task(), each.step(), each.name(), to, each.reason()));
    }

    /** With those of the cases that went into it, and those that went along when it was split from another. */
    private List<Kept> files(Case item, List<CaseId> takenIn) {
        List<Kept> all = new ArrayList<>();
        files.about(item.about()).forEach(each -> all.add(kept(each, null)));
        for (CaseId of : takenIn) {
            files.about(Case.ABOUT + of.value()).forEach(each -> all.add(kept(each, of)));
        }
        JsonNode split = item.details().path(SplitCase.SPLIT_FROM);
        for (JsonNode each : split.path("files")) {
            files.find(new EvidenceId(each.asLong()))
                    .ifPresent(file ->
                            all.add(kept(file, new CaseId(split.path("case").asLong()))));
        }
        return all;
    }

    private Kept kept(Evidence each, @Nullable CaseId of) {
        return new Kept(
                each,
                each.takenAt() == null ? null : at(each.takenAt()),
                at(each.receivedAt()),
                of == null ? null : of.value());
    }

    private Signed signed(Signature each, @Nullable CaseId of) {
        return new Signed(
                inspected.department(each.part()).map(it -> it + " · ").orElse("") + name(each.by()),
                at(each.signedAt()),
                each.sha256(),
                record(each),
                checklist(each),
                of == null ? null : of.value());
    }

    private List<Tied> tied(Case item) {
        List<Ties.Tie> all = ties.of(item.id());
        Map<CaseId, Boolean> known = readers.known(all.stream()
                .map(each -> each.from().equals(item.id()) ? each.to() : each.from())
                .collect(Collectors.toSet()));
        return all.stream()
                .map(each -> {
                    boolean from = each.from().equals(item.id());
                    CaseId other = from ? each.to() : each.from();
                    return new Tied(
                            each.kind().name().toLowerCase(Locale.ROOT) + (from ? "-to" : "-from"),
                            other.value(),
                            known.getOrDefault(other, false),
                            at(each.at()));
                })
                .toList();
    }

    /** @param how {@code merged-to}, {@code merged-from}, {@code split-to} or {@code split-from} */
    record Tied(String how, long other, boolean readable, ZonedDateTime at) {}

    record Open(OpenTask task, String who, java.time.@Nullable LocalDate due, boolean mine) {}

    record Finding(int number, Label category, String description, List<String> photos) {}

    record Entry(
            String what,
            String about,
            String missing,
            @Nullable String who,
            String cameBy,
            ZonedDateTime at,
            String said,
            String code,
            String due,
            String recheckDue,
            @Nullable Label clock,
            @Nullable ZonedDateTime clockDue,
            List<String> photos) {
        public boolean byReporter() {
            return what.equals("reporter-confirmed") || what.equals("reporter-reopened");
        }
    }

    /** @param from the number of the case for which it was sent; null = for this one */
    record Kept(
            Evidence file,
            @Nullable ZonedDateTime taken,
            ZonedDateTime received,
            @Nullable Long from) {}

    /** @param code of a message, see {@code evidence.trail.break.*} */
    record Broken(String code, String caseId, int number, String detail) {}

    private Broken broken(CaseId of, TrailVerified.Break each) {
        return new Broken(
                each.kind().code(),
                String.valueOf(of.value()),
                each.number(),
                SIGNERS.contains(each.kind()) ? name(each.detail()) : each.detail());
    }

    private List<Finding> findings(Case item) {
        List<Finding> all = new java.util.ArrayList<>();
        for (JsonNode each : item.details().path("record").path("findings")) {
            Label category = category("violation", each.path("category").asText());
            all.add(new Finding(
                    all.size() + 1,
                    category == null ? new Label(each.path("category").asText(), "") : category,
                    each.path("description").asText(),
                    texts(each.path("photos"))));
        }
        return all;
    }

    private Entry shown(Case item, TrailEntry each) {
        JsonNode content = each.content();
        boolean replaced = content.has("replacedBy");
        String said = OF_SOMEBODY.contains(each.what())
                ? orDash(content.path("officer")) + after(content)
                : replaced
                        ? orDash(content.path("left")) + " → " + orDash(content.path("replacedBy")) + after(content)
                        : each.what().equals("rechecked")
                                ? (content.path("passed").asBoolean() ? "✓ " : "✗ ")
                                        + content.path("description").asText("")
                                : joined(
                                        reports.outcome(item, each),
                                        first(content, "description", "remark", "note", "reason"));
        return new Entry(
                each.what(),
                content.has("case")
                        ? content.path("case").asText()
                        : content.has("stepName") ? steps(content) : reports.about(item, each),
                content.path("missing").asText(""),
                each.who() == null ? null : who(each.who(), content),
                each.cameBy(),
                at(each.at()),
                said,
                content.path("code").asText(""),
                content.path("dueOn").asText(""),
                content.path("recheckDueOn").asText(""),
                content.has("clock")
                        ? new Label(
                                content.path("title").path("zh").asText(),
                                content.path("title").path("en").asText())
                        : null,
                content.has("dueAt") ? at(Instant.parse(content.path("dueAt").asText())) : null,
                texts(content.path("photos")));
    }

    private static String joined(String... parts) {
        return Stream.of(parts).filter(each -> !each.isEmpty()).collect(Collectors.joining(" · "));
    }

    private static String after(JsonNode content) {
        String reason = content.path("reason").asText("");
        return reason.isEmpty() ? "" : " · " + reason;
    }

    /** The step that it is about, and where it went from there. */
    private String steps(JsonNode content) {
        String from = step(content.path("step"), content.path("stepName"));
        return content.has("to") ? from + " → " + step(content.path("to"), content.path("toName")) : from;
    }

    private String step(JsonNode id, JsonNode name) {
        return Objects.requireNonNull(
                messages.getMessage("cases.step." + id.asText(), null, name.asText(), LocaleContextHolder.getLocale()));
    }

    /** Who did it, and in whose place. */
    private String who(String officer, JsonNode content) {
        String inPlaceOf = content.path("inPlaceOf").asText("");
        return inPlaceOf.isEmpty()
                ? name(officer)
                : messages.getMessage(
                        "cases.trail.in-place-of",
                        new Object[] {name(officer), name(inPlaceOf)},
                        LocaleContextHolder.getLocale());
    }

    /** A role in an area, as people say it. */
    private String group(String group) {
        Duty duty = Duty.of(group);
        String role = roles.find(duty.role())
                .map(each -> each.title().in(LocaleContextHolder.getLocale()))
                .orElse(duty.role());
        String area = areas.find(new AreaId(duty.area())).map(Area::name).orElse(duty.area());
        return role + "（" + area + "）";
    }

    private String orDash(JsonNode officer) {
        return officer.isTextual() ? name(officer.asText()) : "—";
    }

    private static String first(JsonNode content, String... names) {
        for (String name : names) {
            if (!content.path(name).asText("").isBlank()) {
                return content.path(name).asText();
            }
        }
        return "";
    }

    private static List<String> texts(JsonNode array) {
        List<String> all = new java.util.ArrayList<>();
        array.forEach(each -> all.add(each.asText()));
        return all;
    }

    private @Nullable Label category(Case of) {
        JsonNode about = of.details().path("about");
        return about.isMissingNode()
                ? category("violation", of.details().path("category").asText(""))
                : category(about.path("kind").asText(), about.path("category").asText());
    }

    private @Nullable Label category(String kind, String id) {
        return kinds.find(kind)
                .flatMap(each -> each.category(id))
                .map(each -> each.title())
                .orElse(null);
    }

    private String name(String officer) {
        return officers.find(new OfficerId(officer)).map(each -> each.name()).orElse(officer);
    }

    private ZonedDateTime at(Instant moment) {
        return moment.atZone(clock.zone());
    }
}
