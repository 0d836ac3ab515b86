package gridwork.cases.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.follow.Codes;
import gridwork.cases.own.PublicAddress;
import gridwork.cases.own.QrCode;
import gridwork.evidence.EvidenceFiles;
import gridwork.facts.Subject;
import gridwork.facts.Subjects;
import gridwork.platform.Demonstration;
import gridwork.platform.Ids;
import gridwork.platform.StreetClock;
import gridwork.printing.Printing;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Matter;
import gridwork.street.Matters;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The permits there are: issued with a number and a document, looked up by anyone who holds one in their hand. */
@Component
public class Permits {
    private static final Logger LOG = LoggerFactory.getLogger(Permits.class);
    private static final String PROGRAM = "program";
    private final StoredPermits stored;
    private final StoredApplications applications;
    private final ApplicationForms forms;
    private final Verdicts verdicts;
    private final CaseBook book;
    private final Subjects subjects;
    private final Matters matters;
    private final Areas areas;
    private final Printing printing;
    private final EvidenceFiles files;
    private final PublicAddress addresses;
    private final Demonstration demonstration;
    private final StreetClock clock;
    private final MessageSource messages;

    Permits(
            StoredPermits stored,
            StoredApplications applications,
            ApplicationForms forms,
            Verdicts verdicts,
            CaseBook book,
            Subjects subjects,
            Matters matters,
            Areas areas,
            Printing printing,
            EvidenceFiles files,
            PublicAddress addresses,
            Demonstration demonstration,
            StreetClock clock,
            MessageSource messages) {
        this.stored = stored;
        this.applications = applications;
        this.forms = forms;
        this.verdicts = verdicts;
        this.book = book;
        this.subjects = subjects;
        this.matters = matters;
        this.areas = areas;
        this.printing = printing;
        this.files = files;
        this.addresses = addresses;
        this.demonstration = demonstration;
        this.clock = clock;
        this.messages = messages;
    }

    /** By its number, or by the code in the picture on it. */
    public Optional<Permit> find(String numberOrCode) {
        return stored.find(numberOrCode);
    }

    Optional<Permit> ofCase(CaseId of) {
        return stored.ofCase(of);
    }

    /** A case without one is absent. One query. */
    Map<CaseId, Permit> ofCases(Collection<CaseId> ids) {
        return stored.ofCases(ids).stream().collect(Collectors.toMap(Permit::of, Function.identity()));
    }

    /** As it was issued; one that is not good any more, or not for long, says so across its head. */
    Optional<byte[]> document(Permit permit) {
        String stamp = stamp(permit);
        return stamp.isEmpty()
                ? Optional.ofNullable(permit.file()).flatMap(files::content)
                : Optional.of(stamped(permit, stamp));
    }

    private String stamp(Permit permit) {
        Permit.Revoked revoked = permit.revoked();
        Instant withdrawn = permit.withdrawnAt();
        if (withdrawn != null) {
            return said("withdrawn", day(clock.dayOf(withdrawn)));
        }
        if (revoked != null) {
            return said("revoked", day(revoked.from()));
        }
        return permit.state(clock.today()).equals("expired") ? said("expired", day(permit.validUntil())) : "";
    }

    private String said(String state, String day) {
        return messages.getMessage("cases.permit.stamp." + state, new Object[] {day}, Locale.SIMPLIFIED_CHINESE);
    }

    /** Whoever scans it comes to its number: what its own picture said is known to nobody but its holder. */
    private byte[] stamped(Permit permit, String stamp) {
        Case of = book.get(permit.of());
        ApplicationForm form = forms.must(permit.matter());
        String address = addresses.of("/permits/" + permit.number());
        return printing.pdf(
                form.permit().report(),
                printed(of, form, permit.number(), address, clock.dayOf(permit.issuedAt()), stamp),
                Locale.SIMPLIFIED_CHINESE);
    }

    Permit issue(Case of) {
        ApplicationForm form = forms.must(of.matter());
        ApplicationForm.Permit rules = form.permit();
        JsonNode fields = of.details().path(Approval.APPLICATION).path(Approval.FIELDS);
        Application application = applications.ofCase(of.id()).orElseThrow();
        LocalDate today = clock.today();
        String year = String.valueOf(today.getYear());
        int next = stored.next(rules.number().replace("{year}", year));
        String number = rules.number().replace("{year}", year).replace("{number}", "%04d".formatted(next));
        String code = Codes.make();
        Instant now = clock.now();
        byte[] pdf = printing.pdf(
                rules.report(),
                printed(of, form, number, addresses.of("/permits/" + code), today, ""),
                Locale.SIMPLIFIED_CHINESE);
        var permit = new Permit(
                Ids.next(),
                of.id(),
                of.matter(),
                number,
                fields.path(rules.what()).asText(),
                fields.path(rules.place()).asText(),
                LocalDate.parse(fields.path(rules.from()).asText()),
                LocalDate.parse(fields.path(rules.until()).asText()),
                now,
                null,
                null,
                null,
                files.keep(application.about(), number + ".pdf", pdf, now, null, null, PROGRAM)
                        .id());
        stored.add(permit, code);
        told(of, form, Approval.GRANTED, permit, Map.of());
        LOG.info("case {} has permit {}", of.id().value(), permit.id());
        return permit;
    }

    /** Given back by its holder, or taken back; what was printed says so from now on when it is looked up. */
    void withdraw(Case of, Permit permit, String why) {
        if (stored.withdraw(permit, clock.now(), why)) {
            told(of, forms.must(of.matter()), Approval.WITHDRAWN, permit, Map.of());
        }
    }

    /** By an officer, on a ground of the law; from that day on whoever looks it up is told so. */
    void revoked(Case of, Permit permit, String ground, LocalDate from) {
        if (stored.revoke(permit, from, ground)) {
            told(
                    of,
                    forms.must(of.matter()),
                    Approval.REVOKED,
                    permit,
                    Map.of("ground", ground, "revokedFrom", from.toString()));
        }
    }

    private void told(Case of, ApplicationForm form, String category, Permit permit, Map<String, String> more) {
        Map<String, Object> payload = new LinkedHashMap<>(more);
        payload.put("caseId", String.valueOf(of.id().value()));
        payload.put("matter", of.matter());
        payload.put("number", permit.number());
        payload.put("validFrom", permit.validFrom().toString());
        payload.put("validUntil", permit.validUntil().toString());
        book.record(of, form.permit().fact(), category, category, clock.now(), null, payload);
    }

    /** What the report prints, see its sample.json. */
    private JsonNode printed(
            Case of, ApplicationForm form, String number, String address, LocalDate issued, String stamp) {
        Subject holder = subjects.find(of.subject()).orElseThrow();
        String title =
                matters.find(of.matter()).map(Matter::title).orElseThrow().zh();
        String street = areas.street().flatMap(areas::find).map(Area::name).orElse("");
        JsonNode fields = of.details().path(Approval.APPLICATION).path(Approval.FIELDS);
        ObjectNode data = applications.blank();
        data.put("title", title + " " + number);
        data.put("author", street);
        data.put("subject", title);
        data.put("masthead", title);
        data.put("number", number);
        data.put("stamp", stamp);
        data.put("holder", holder.name());
        data.put("holderCode", holder.ref().code());
        data.put("madeUp", demonstration.active() ? "演示数据，不是真实许可" : "");
        data.put("issuedBy", street);
        data.put("issuedOn", day(issued));
        data.put("address", address);
        var qr = data.putArray("qr");
        QrCode.of(address).rows().forEach(qr::add);
        var rows = data.putArray("rows");
        for (ApplicationForm.Field each : form.fields()) {
            String held = fields.path(each.id()).asText("");
            if (!held.isEmpty() && each.printed()) {
                rows.addObject().put("name", each.title().zh()).put("value", held);
            }
        }
        var conditions = data.putArray("conditions");
        var departments = data.putArray("departments");
        verdicts.last(of).forEach((department, part) -> {
            JsonNode decision = part.details().path(Approval.DECISION);
            String name = name(department);
            departments
                    .addObject()
                    .put("department", name)
                    .put("on", day(clock.dayOf(Instant.parse(decision.path("at").asText()))));
            String condition = decision.path(Approval.CONDITIONS).asText("");
            if (!condition.isBlank()) {
                conditions.addObject().put("department", name).put("text", condition);
            }
        });
        return data;
    }

    private String name(AreaId department) {
        return areas.find(department).map(Area::name).orElse(department.value());
    }

    private static String day(LocalDate day) {
        return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }
}
