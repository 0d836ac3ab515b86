package gridwork.cases.appeal;

import com.fasterxml.jackson.databind.JsonNode;
import gridwork.cases.Case;
import gridwork.cases.own.AttachedFile;
import gridwork.facts.Fact;
import gridwork.facts.FactKind;
import gridwork.facts.Subject;
import gridwork.facts.Subjects;
import gridwork.platform.Label;
import gridwork.platform.StreetClock;
import gridwork.street.Area;
import gridwork.street.AreaId;
import gridwork.street.Areas;
import gridwork.street.Matters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** What was replied and answered, for pages and forms; officers are not named in it, only where they stand. */
@Component("replySheet")
public class ReplySheet {
    private final ReplyForms forms;
    private final Targets targets;
    private final Subjects subjects;
    private final Matters matters;
    private final Areas areas;
    private final StreetClock clock;

    ReplySheet(ReplyForms forms, Targets targets, Subjects subjects, Matters matters, Areas areas, StreetClock clock) {
        this.forms = forms;
        this.targets = targets;
        this.subjects = subjects;
        this.matters = matters;
        this.areas = areas;
        this.clock = clock;
    }

    /**
     * A fact that it is about.
     *
     * @param counts false = it was voided or corrected by now
     * @param categories what else it could be
     */
    public record Line(String id, Label name, LocalDate on, boolean counts, String link, List<Choice> categories) {}

    public record Choice(String id, Label title) {}

    /**
     * A fact that the answer changed.
     *
     * @param how {@code void}, {@code correct} or {@code repaired}
     * @param is what it is from now on
     */
    public record Changed(String how, Label was, Label is, LocalDate on) {}

    /**
     * @param by where it was answered
     * @param outcome {@code upheld}, {@code rejected}, {@code repaired} or {@code not-repaired}
     */
    public record Answer(String outcome, String reason, Label by, LocalDate on, List<Changed> changed) {}

    /**
     * @param about what it is about, in words
     * @param with where it is looked at
     * @param answer null = there is none
     */
    public record Sheet(
            String way,
            Label about,
            String words,
            List<AttachedFile> files,
            List<Line> facts,
            Label with,
            @Nullable Answer answer) {}

    /** Whether a case is a reply's. */
    public boolean isOne(Case of) {
        return ReplyCase.isOne(of) && forms.ofMatter(of.matter()).isPresent();
    }

    public Sheet of(Case of) {
        JsonNode sent = of.details().path(ReplyCase.REPLY);
        Subject subject = subjects.find(of.subject()).orElseThrow();
        List<Fact> facts = targets.facts(ReplyCase.facts(of));
        return new Sheet(
                forms.must(of.matter()).way().name().toLowerCase(Locale.ROOT),
                Target.parse(sent.path(ReplyCase.TARGET).asText())
                        .flatMap(about -> targets.find(of.subject(), about))
                        .map(targets::name)
                        .orElse(new Label("", "")),
                sent.path(Reply.WORDS).asText(),
                AttachedFile.in(sent.path(Reply.FILES)),
                facts.stream().map(each -> line(subject, each)).toList(),
                stands(of),
                answer(of));
    }

    private Line line(Subject subject, Fact fact) {
        return new Line(
                String.valueOf(fact.id().value()),
                targets.name(fact.kind(), fact.category()),
                fact.occurredOn(),
                fact.voidedBy() == null,
                "/subjects/" + subject.ref().kind() + "/"
                        + UriUtils.encodePath(subject.ref().code(), StandardCharsets.UTF_8) + "#fact-"
                        + fact.id().value(),
                targets.categories(fact.kind()).stream()
                        .filter(each -> !each.id().equals(fact.category()))
                        .map((FactKind.Category each) -> new Choice(each.id(), each.title()))
                        .toList());
    }

    /** Of the level that has it: the department's name, else the street's own words for it. */
    private Label stands(Case of) {
        ReplyForm form = forms.must(of.matter());
        int level = Math.min(
                of.details().path(ReplyCase.LEVEL).asInt(), form.levels().size() - 1);
        ReplyForm.Level at = form.levels().get(level);
        if (at.in() == Area.Kind.DEPARTMENT) {
            AreaId lead = matters.matter(of.matter()).lead();
            String name = areas.find(lead).map(Area::name).orElse(lead.value());
            return new Label(name, name);
        }
        return at.title();
    }

    private @Nullable Answer answer(Case of) {
        JsonNode answer = of.details().path(ReplyCase.ANSWER);
        if (answer.isMissingNode()) {
            return null;
        }
        List<Changed> changed = new ArrayList<>();
        for (JsonNode each : answer.path(ReplyCase.CORRECTED)) {
            changed.add(new Changed(
                    each.path("how").asText(),
                    targets.name(each.path("kind").asText(), each.path("was").textValue()),
                    targets.name(each.path("kind").asText(), each.path("is").textValue()),
                    LocalDate.parse(each.path("on").asText())));
        }
        return new Answer(
                answer.path(ReplyCase.OUTCOME).asText(),
                answer.path(ReplyCase.REASON).asText(),
                stands(of),
                clock.dayOf(Instant.parse(answer.path("at").asText())),
                changed);
    }
}
