package gridwork.cases.application;

import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.own.AttachedFile;
import gridwork.facts.Subject;
import gridwork.platform.Label;
import gridwork.platform.StreetClock;
import gridwork.street.Matter;
import gridwork.street.Matters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an applicant sees of the own applications. */
@Component
public class ApplicationDesk {
    private final StoredApplications stored;
    private final ApplicationForms forms;
    private final Applications applications;
    private final ApplicationSheet sheets;
    private final Permits permits;
    private final CaseBook book;
    private final Matters matters;
    private final StreetClock clock;

    ApplicationDesk(
            StoredApplications stored,
            ApplicationForms forms,
            Applications applications,
            ApplicationSheet sheets,
            Permits permits,
            CaseBook book,
            Matters matters,
            StreetClock clock) {
        this.stored = stored;
        this.forms = forms;
        this.applications = applications;
        this.sheets = sheets;
        this.permits = permits;
        this.book = book;
        this.matters = matters;
        this.clock = clock;
    }

    /**
     * @param what of what, as far as it is written
     * @param state {@code draft}, {@code under-way}, {@code returned}, {@code granted}, {@code refused}, {@code withdrawn}
     * @param permit how the permit stands, see {@link Permit#state}; null = there is none
     */
    public record Row(
            long id,
            Label matter,
            String what,
            String state,
            @Nullable String permit) {}

    /** A field as it stands in the form. */
    public record Asked(ApplicationForm.Field field, String value) {}

    /** A document as it stands in the form. */
    public record Wanted(ApplicationForm.Document document, List<AttachedFile> files) {}

    /**
     * @param fields what may be written; empty = nothing at present
     * @param sheet what was sent and what became of it; null = it was not sent yet
     * @param mendUntil the last day on which it may be mended; null = nothing has to be
     */
    public record Shown(
            Row row,
            List<Asked> fields,
            List<Wanted> documents,
            List<Label> missing,
            ApplicationSheet.@Nullable Sheet sheet,
            @Nullable String mendUntil,
            boolean withdrawable) {}

    /** What may be applied for: the matter's id and title. */
    public Map<String, Label> offered(Subject subject) {
        Map<String, Label> offered = new LinkedHashMap<>();
        if (subject.openOn(clock.today())) {
            forms.offered(subject).forEach(each -> offered.put(each.id(), each.title()));
        }
        return offered;
    }

    public List<Row> of(Subject subject) {
        List<Application> all = stored.of(subject.id());
        List<CaseId> ids =
                all.stream().flatMap(each -> Stream.ofNullable(each.of())).toList();
        Map<CaseId, Case> cases = book.find(ids);
        Map<CaseId, Permit> issued = permits.ofCases(ids);
        return all.stream()
                .map(each -> row(each, cases.get(each.of()), issued.get(each.of())))
                .toList();
    }

    public Shown shown(Application application) {
        ApplicationForm form = forms.must(application.matter());
        Optional<Case> of = Optional.ofNullable(application.of()).map(book::get);
        Row row = row(
                application,
                of.orElse(null),
                of.flatMap(it -> permits.ofCase(it.id())).orElse(null));
        boolean writable = applications.isWritable(application);
        return new Shown(
                row,
                writable ? fields(form, application) : List.of(),
                writable ? documents(form, application) : List.of(),
                writable ? applications.missing(application) : List.of(),
                of.map(sheets::of).orElse(null),
                of.map(each -> each.details().path(Approval.MEND_UNTIL).textValue())
                        .orElse(null),
                of.map(Case::open).orElse(false) || of.map(this::givesBack).orElse(false));
    }

    private boolean givesBack(Case of) {
        return permits.ofCase(of.id())
                .filter(each -> each.revoked() == null && each.holds(clock.today()))
                .isPresent();
    }

    private static List<Asked> fields(ApplicationForm form, Application application) {
        return form.fields().stream()
                .map(each -> new Asked(
                        each,
                        application
                                .content()
                                .path(Approval.FIELDS)
                                .path(each.id())
                                .asText("")))
                .toList();
    }

    private static List<Wanted> documents(ApplicationForm form, Application application) {
        return form.documents().stream()
                .map(each -> new Wanted(
                        each,
                        AttachedFile.in(
                                application.content().path(Approval.DOCUMENTS).path(each.id()))))
                .toList();
    }

    private Row row(Application each, @Nullable Case of, @Nullable Permit permit) {
        ApplicationForm form = forms.must(each.matter());
        return new Row(
                each.id(),
                matters.find(each.matter()).map(Matter::title).orElse(new Label(each.matter(), "")),
                each.content().path(Approval.FIELDS).path(form.permit().what()).asText(""),
                of == null ? "draft" : state(of),
                permit == null ? null : permit.state(clock.today()));
    }

    private static String state(Case of) {
        if (of.open()) {
            return of.details().path(Approval.RETURNED).asBoolean(false) ? "returned" : "under-way";
        }
        return of.details().has("withdrawn")
                ? Approval.WITHDRAWN
                : of.details().path(Approval.ENDED).asText(Approval.WITHDRAWN);
    }

    /** The permit's document; empty = there is none. */
    public Optional<byte[]> document(Application application) {
        return Optional.ofNullable(application.of()).flatMap(permits::ofCase).flatMap(permits::document);
    }
}
