package gridwork.cases.appeal;

import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.own.AttachedFile;
import gridwork.decisions.Decisions;
import gridwork.decisions.Standing;
import gridwork.facts.Subject;
import gridwork.platform.Label;
import gridwork.platform.StreetClock;
import gridwork.street.Matter;
import gridwork.street.Matters;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What whoever has a subject's own code sees of its replies. */
@Component("replyDesk")
public class ReplyDesk {
    private final StoredReplies stored;
    private final ReplyForms forms;
    private final Targets targets;
    private final ReplySheet sheets;
    private final CaseBook book;
    private final Matters matters;
    private final Decisions decisions;
    private final StreetClock clock;

    ReplyDesk(
            StoredReplies stored,
            ReplyForms forms,
            Targets targets,
            ReplySheet sheets,
            CaseBook book,
            Matters matters,
            Decisions decisions,
            StreetClock clock) {
        this.stored = stored;
        this.forms = forms;
        this.targets = targets;
        this.sheets = sheets;
        this.book = book;
        this.matters = matters;
        this.decisions = decisions;
        this.clock = clock;
    }

    /**
     * @param about what it is about, in words
     * @param state {@code draft}, {@code under-way}, {@code upheld}, {@code rejected}, {@code repaired}, {@code
     *     not-repaired}, {@code withdrawn}, {@code moot}
     * @param due the last day on which it is to be answered
     */
    public record Row(
            long id,
            Label matter,
            Label about,
            String state,
            @Nullable LocalDate due) {
        public boolean underWay() {
            return state.equals("under-way");
        }
    }

    /**
     * @param writable whether it may be written still
     * @param words as they are written so far
     * @param sheet what was sent and answered; null = it was not sent
     */
    public record Shown(
            Row row,
            String way,
            boolean writable,
            String words,
            int longest,
            int most,
            List<AttachedFile> files,
            ReplySheet.@Nullable Sheet sheet) {}

    /** @param way {@code appeal} or {@code repair} */
    public record Offer(String matter, Label title, String way, int times) {}

    /** @param offers in which ways one may reply; empty = in none */
    public record Asked(Target about, Label name, @Nullable LocalDate on, List<Offer> offers, List<Row> earlier) {}

    public List<Row> of(Subject subject) {
        return rows(subject, stored.of(subject.id()));
    }

    private List<Row> rows(Subject subject, List<Reply> all) {
        Map<CaseId, Case> cases = book.find(
                all.stream().flatMap(each -> Stream.ofNullable(each.of())).toList());
        Map<Target, Label> names =
                targets.names(subject.id(), all.stream().map(Reply::about).collect(Collectors.toSet()));
        return all.stream()
                .map(each -> row(each, cases.get(each.of()), names.get(each.about())))
                .toList();
    }

    /** Whether a subject may reply to anything today. */
    public boolean open(Subject subject) {
        return subject.openOn(clock.today()) && !forms.offered(subject).isEmpty();
    }

    /** The result under a rule set as one replies to it; empty = there is none. */
    public String result(Subject subject, String ruleSet) {
        return decisions
                .standing(subject.id(), ruleSet)
                .map(Standing::decision)
                .map(each -> new Target(Target.Kind.DECISION, each.value()).written())
                .orElse("");
    }

    /** Empty = nothing of the subject's own. */
    public Optional<Asked> asked(Subject subject, Target about) {
        return targets.find(subject.id(), about)
                .map(found -> new Asked(
                        about,
                        targets.name(found),
                        found.fact() == null ? null : found.fact().occurredOn(),
                        found.counts() ? offers(subject, found) : List.of(),
                        rows(subject, stored.about(subject.id(), about))));
    }

    private List<Offer> offers(Subject subject, Targets.Found found) {
        return forms.offered(subject).stream()
                .filter(each -> forms.fits(each, found.target().kind(), found.fact()))
                .map((Matter each) -> new Offer(
                        each.id(),
                        each.title(),
                        way(each.id()),
                        forms.must(each.id()).times()))
                .toList();
    }

    private String way(String matter) {
        return forms.must(matter).way().name().toLowerCase(Locale.ROOT);
    }

    public Shown shown(Reply reply) {
        Optional<Case> of = Optional.ofNullable(reply.of()).map(book::get);
        ReplyForm form = forms.must(reply.matter());
        return new Shown(
                row(
                        reply,
                        of.orElse(null),
                        targets.names(reply.subject(), Set.of(reply.about())).get(reply.about())),
                way(reply.matter()),
                reply.draft(),
                reply.content().path(Reply.WORDS).asText(""),
                form.longest(),
                form.files(),
                AttachedFile.in(reply.content().path(Reply.FILES)),
                of.map(sheets::of).orElse(null));
    }

    private Row row(Reply each, @Nullable Case of, @Nullable Label about) {
        return new Row(
                each.id(),
                matters.find(each.matter()).map(Matter::title).orElse(new Label(each.matter(), "")),
                about == null ? new Label("", "") : about,
                of == null ? each.content().path(Reply.ENDED).asText("draft") : state(of),
                of == null || !of.open() ? null : of.dueOn());
    }

    private static String state(Case of) {
        if (of.open()) {
            return "under-way";
        }
        if (of.details().has("withdrawn")) {
            return "withdrawn";
        }
        return of.details()
                .path(ReplyCase.ANSWER)
                .path(ReplyCase.OUTCOME)
                .asText(of.details().path(Reply.ENDED).asText("withdrawn"));
    }
}
