package gridwork.cases.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.WithdrawCase;
import gridwork.cases.opening.SubjectCases;
import gridwork.cases.opening.Wanted;
import gridwork.cases.own.AttachedFile;
import gridwork.evidence.EvidenceFiles;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.Label;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What an applicant does with an application: writes it, adds documents, sends it, mends it, takes it back. */
@Component
public class Applications {
    /** Who sent what came by a subject's own code: no officer. */
    public static final String APPLICANT = "applicant";

    private static final Logger LOG = LoggerFactory.getLogger(Applications.class);
    private static final int FILES = 5;
    private final StoredApplications stored;
    private final ApplicationForms forms;
    private final Permits permits;
    private final SubjectCases opening;
    private final CaseBook book;
    private final WithdrawCase withdrawals;
    private final Subjects subjects;
    private final EvidenceFiles files;
    private final StreetClock clock;
    private final Work work;

    Applications(
            StoredApplications stored,
            ApplicationForms forms,
            Permits permits,
            SubjectCases opening,
            CaseBook book,
            WithdrawCase withdrawals,
            Subjects subjects,
            EvidenceFiles files,
            StreetClock clock,
            Work work) {
        this.stored = stored;
        this.forms = forms;
        this.permits = permits;
        this.opening = opening;
        this.book = book;
        this.withdrawals = withdrawals;
        this.subjects = subjects;
        this.files = files;
        this.clock = clock;
        this.work = work;
    }

    /** The draft of a matter, a new one where there is none, with what is known filled in. */
    public Application begin(Subject subject, String matter) {
        var begun = new AtomicLong();
        work.run(() -> {
            subjects.lock(List.of(subject.id()));
            if (!subject.openOn(clock.today())) {
                throw new Refused("application-subject-closed", subject.name());
            }
            if (forms.offered(subject).stream().noneMatch(each -> each.id().equals(matter))) {
                throw new Refused("application-not-offered");
            }
            begun.set(stored.draft(subject.id(), matter)
                    .map(Application::id)
                    .orElseGet(() -> stored.add(subject.id(), matter, prefilled(subject, matter))));
        });
        return stored.find(begun.get()).orElseThrow();
    }

    private ObjectNode prefilled(Subject subject, String matter) {
        JsonNode last = stored.of(subject.id()).stream()
                .filter(each -> each.matter().equals(matter))
                .findFirst()
                .map(each -> each.content().path(Approval.FIELDS))
                .orElse(stored.blank());
        ObjectNode content = stored.blank();
        ObjectNode fields = content.putObject(Approval.FIELDS);
        content.putObject(Approval.DOCUMENTS);
        for (ApplicationForm.Field each : forms.must(matter).fields()) {
            String known = "address".equals(each.prefill())
                    ? subject.address()
                    : "last".equals(each.prefill()) ? last.path(each.id()).textValue() : null;
            if (known != null && !known.isBlank()) {
                fields.put(each.id(), known);
            }
        }
        return content;
    }

    /** One of the subject's own, and of nobody else's. */
    public Optional<Application> find(SubjectId subject, long id) {
        return stored.find(id).filter(each -> subjects.itself(each.subject()).equals(subject));
    }

    /** The one that a case is about. */
    public Optional<Application> ofCase(CaseId of) {
        return stored.ofCase(of);
    }

    /** Keeps what was written, however incomplete; a field that is too long or of a wrong kind is refused, the others are kept. */
    public void write(Application application, Map<String, String> written) {
        List<Refused> wrong = new ArrayList<>();
        change(application, content -> {
            wrong.clear();
            ObjectNode fields = content.withObject("/" + Approval.FIELDS);
            for (ApplicationForm.Field each : forms.must(application.matter()).fields()) {
                String held = written.getOrDefault(each.id(), "").strip();
                Optional<Refused> why = held.isEmpty() ? Optional.empty() : wrong(each, held);
                why.ifPresent(wrong::add);
                if (held.isEmpty()) {
                    fields.remove(each.id());
                } else if (why.isEmpty()) {
                    fields.put(each.id(), held);
                }
            }
        });
        if (!wrong.isEmpty()) {
            throw wrong.get(0);
        }
    }

    private static Optional<Refused> wrong(ApplicationForm.Field field, String held) {
        String name = field.title().in(LocaleContextHolder.getLocale());
        return switch (field.kind()) {
            case NUMBER ->
                held.matches("[0-9]{1,9}") && Integer.parseInt(held) <= field.longest()
                        ? Optional.empty()
                        : Optional.of(new Refused("application-number", name, field.longest()));
            case DAY -> isDay(held) ? Optional.empty() : Optional.of(new Refused("application-day", name));
            case PHONE ->
                held.matches("[0-9+() -]{5,30}")
                        ? Optional.empty()
                        : Optional.of(new Refused("application-phone", name));
            default ->
                held.length() <= field.longest()
                        ? Optional.empty()
                        : Optional.of(new Refused("application-too-long", name, field.longest()));
        };
    }

    /** Of a year of four digits: no other has a place in the register of permits. */
    private static boolean isDay(String held) {
        try {
            return held.matches("[0-9].{9}") && !LocalDate.parse(held).isBefore(LocalDate.EPOCH);
        } catch (DateTimeParseException noDay) {
            return false;
        }
    }

    /** Adds a file to a document; the file is looked at first, by its content. */
    public void attach(Application application, String document, String name, byte[] file) {
        if (forms.must(application.matter()).document(document).isEmpty()) {
            throw new Refused("application-not-offered");
        }
        change(application, content -> {
            ArrayNode all = content.withObject("/" + Approval.DOCUMENTS).withArray("/" + document);
            if (all.size() >= FILES) {
                throw new Refused("application-files", FILES);
            }
            AttachedFile.add(all, files.keep(application.about(), name, file, null, null, null, APPLICANT));
        });
    }

    /** Takes a file out; what departments have seen stays with what was sent. */
    public void detach(Application application, String document, String file) {
        change(application, content -> {
            AttachedFile.remove(content.withObject("/" + Approval.DOCUMENTS).withArray("/" + document), file);
        });
    }

    private interface Change {
        void to(ObjectNode content);
    }

    private void change(Application application, Change change) {
        work.run(() -> {
            subjects.lock(List.of(application.subject()));
            Application now = stored.find(application.id()).orElseThrow();
            mustBeWritable(now);
            ObjectNode content = now.content().deepCopy();
            change.to(content);
            stored.write(now, content);
        });
    }

    private void mustBeWritable(Application now) {
        if (!isWritable(now)) {
            throw new Refused("application-sent");
        }
    }

    /** Until it is sent, and while it has to be mended. */
    public boolean isWritable(Application now) {
        if (now.of() == null) {
            return true;
        }
        Case of = book.get(now.of());
        return of.open() && of.details().path(Approval.RETURNED).asBoolean(false);
    }

    /** What still has to be filled in or added before it can be sent. */
    public List<Label> missing(Application application) {
        ApplicationForm form = forms.must(application.matter());
        List<Label> missing = new ArrayList<>();
        form.fields().stream()
                .filter(each -> each.required()
                        && !application.content().path(Approval.FIELDS).hasNonNull(each.id()))
                .forEach(each -> missing.add(each.title()));
        form.documents().stream()
                .filter(each -> each.required()
                        && application
                                .content()
                                .path(Approval.DOCUMENTS)
                                .path(each.id())
                                .isEmpty())
                .forEach(each -> missing.add(each.title()));
        return missing;
    }

    /** For the first time it opens a case; mended it goes to those who refused. */
    public CaseId send(Application application) {
        var sent = new AtomicLong();
        work.run(() -> {
            SubjectId told = application.subject();
            SubjectId holder = subjects.lock(List.of(told)).getOrDefault(told, told);
            Application now = stored.find(application.id()).orElseThrow();
            mustBeWritable(now);
            mustBeWhole(now);
            CaseId its = now.of();
            sent.set((its == null ? first(now, holder) : again(now, book.get(its))).value());
        });
        LOG.info("application {} was sent as case {}", application.id(), sent.get());
        return new CaseId(sent.get());
    }

    private void mustBeWhole(Application now) {
        List<Label> missing = missing(now);
        if (!missing.isEmpty()) {
            throw new Refused("application-incomplete", Label.joined(missing).in(LocaleContextHolder.getLocale()));
        }
        ApplicationForm.Permit permit = forms.must(now.matter()).permit();
        JsonNode fields = now.content().path(Approval.FIELDS);
        LocalDate from = LocalDate.parse(fields.path(permit.from()).asText());
        LocalDate until = LocalDate.parse(fields.path(permit.until()).asText());
        if (until.isBefore(from)) {
            throw new Refused("application-days-order");
        }
        if (from.isBefore(clock.today())) {
            throw new Refused("application-days-past");
        }
    }

    private CaseId first(Application now, SubjectId holder) {
        ObjectNode details = book.details();
        details.set(Approval.APPLICATION, snapshot(now, 1));
        CaseId of = opening.open(new Wanted(now.matter(), holder, Application.ABOUT + now.id(), null, "", details));
        stored.became(now, of);
        return of;
    }

    private CaseId again(Application now, Case of) {
        ObjectNode details = of.details().deepCopy();
        int version = details.path(Approval.APPLICATION).path(Approval.VERSION).asInt() + 1;
        details.set(Approval.APPLICATION, snapshot(now, version));
        details.put(Approval.RETURNED, false);
        details.remove(Approval.MEND_UNTIL);
        book.change(of, null, details);
        book.done(book.get(of.id()), Approval.MEND_BY);
        book.trail(of.id(), null, "application-resubmitted", details.path(Approval.APPLICATION));
        if (!book.tell(of.id(), Approval.RESUBMITTED)) {
            throw new Refused("application-sent");
        }
        return of.id();
    }

    private ObjectNode snapshot(Application now, int version) {
        ObjectNode sent = now.content().deepCopy();
        sent.put("id", String.valueOf(now.id()));
        sent.put(Approval.VERSION, version);
        sent.put("sentAt", clock.now().toString());
        return sent;
    }

    /** Before it is decided the application ends; afterwards the permit is given back. */
    public void withdraw(Application application) {
        work.run(() -> {
            subjects.lock(List.of(application.subject()));
            CaseId its = stored.find(application.id()).orElseThrow().of();
            if (its == null) {
                throw new Refused("application-not-sent");
            }
            Case of = book.get(its);
            if (of.open()) {
                withdrawals.byApplicant(of.id());
                return;
            }
            Permit permit = permits.ofCase(its)
                    .filter(each -> each.revoked() == null && each.holds(clock.today()))
                    .orElseThrow(() -> new Refused("application-over"));
            permits.withdraw(of, permit, APPLICANT);
            book.trail(its, null, "permit-withdrawn", book.details().put("code", APPLICANT));
        });
    }
}
