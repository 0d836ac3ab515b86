package gridwork.cases.spotcheck;

import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.plan.PeriodDraws;
import gridwork.decisions.Decisions;
import gridwork.facts.Subject;
import gridwork.facts.SubjectId;
import gridwork.facts.Subjects;
import gridwork.platform.DailyWork;
import gridwork.platform.Progress;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.street.Matter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Each morning: what was closed before that day is drawn from, once, and what was drawn is opened as far as the day's
 * limit goes. By chunks that each commit; a second time finds nothing new.
 */
@Component
class DrawSpotChecks implements DailyWork {
    static final String RULES = "spot-check";
    private static final Logger LOG = LoggerFactory.getLogger(DrawSpotChecks.class);
    private static final int CHUNK = 100;
    private static final BigDecimal OF_A_PERCENT = BigDecimal.valueOf(SpotDraws.PARTS / 100);
    private final SpotDraws draws;
    private final PeriodDraws secrets;
    private final OpenSpotChecks opening;
    private final CaseBook book;
    private final Subjects subjects;
    private final Decisions decisions;
    private final StreetClock clock;
    private final Work work;

    DrawSpotChecks(
            SpotDraws draws,
            PeriodDraws secrets,
            OpenSpotChecks opening,
            CaseBook book,
            Subjects subjects,
            Decisions decisions,
            StreetClock clock,
            Work work) {
        this.draws = draws;
        this.secrets = secrets;
        this.opening = opening;
        this.book = book;
        this.subjects = subjects;
        this.decisions = decisions;
        this.clock = clock;
        this.work = work;
    }

    /** What the rules say of a matter. */
    record Rule(int share, String role, int release) {}

    @Override
    public String name() {
        return "spot-checks";
    }

    @Override
    public int order() {
        return 260;
    }

    @Override
    public void run(LocalDate day) {
        run(day, Progress.SILENT);
    }

    @Override
    public long run(LocalDate day, Progress progress) {
        work.run(() -> secrets.commit(day));
        Map<String, Optional<Rule>> rules = new HashMap<>();
        long drawn = 0;
        List<SpotDraws.Closed> chunk = closed(day, new CaseId(0));
        for (; !chunk.isEmpty(); chunk = closed(day, chunk.get(chunk.size() - 1).id())) {
            List<SpotDraws.Closed> these = chunk;
            work.run(() -> {
                subjects.lock(these.stream().map(SpotDraws.Closed::subject).collect(Collectors.toSet()));
                these.forEach(each -> rule(each.matter(), day, rules).ifPresent(rule -> draw(each, rule, day)));
            });
            drawn += chunk.size();
            progress.at(drawn, drawn, RULES);
        }
        openWaiting(day);
        return drawn;
    }

    private List<SpotDraws.Closed> closed(LocalDate day, CaseId after) {
        return draws.closed(clock.startOf(day), after, CHUNK);
    }

    private Optional<Rule> rule(String matter, LocalDate day, Map<String, Optional<Rule>> asked) {
        return asked.computeIfAbsent(matter, each -> rule(each, day));
    }

    /** Empty where the rules say nothing: the case is looked at again on the next day. */
    Optional<Rule> rule(String matter, LocalDate day) {
        var release = decisions.release(day);
        if (release.find(RULES).isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> answer = decisions.answers(RULES, Map.of("matter", matter), day);
        if (!(answer.get("share") instanceof Number share) || !(answer.get("role") instanceof String role)) {
            LOG.warn("the rules do not say which share of {} is checked again", matter);
            return Optional.empty();
        }
        int parts = "not-checked".equals(answer.get("checked"))
                ? 0
                : new BigDecimal(share.toString())
                        .multiply(OF_A_PERCENT)
                        .setScale(0, RoundingMode.HALF_UP)
                        .max(BigDecimal.ZERO)
                        .min(BigDecimal.valueOf(SpotDraws.PARTS))
                        .intValueExact();
        return Optional.of(new Rule(parts, role, release.number()));
    }

    private void draw(SpotDraws.Closed closed, Rule rule, LocalDate day) {
        String period = secrets.period(closed.closedAt(), clock.dayOf(closed.closedAt()), day);
        int number = secrets.number(period, SpotDraws.Draw.name(closed.id()), SpotDraws.PARTS);
        boolean drawn = number < rule.share();
        draws.add(new SpotDraws.Draw(
                closed.id(),
                closed.matter(),
                period,
                rule.share(),
                number,
                drawn,
                rule.role(),
                rule.release(),
                day,
                null,
                null,
                null));
        if (drawn) {
            book.trail(closed.id(), null, "spot-drawn", book.details());
            book.milestone(book.get(closed.id()), "spot-check-drawn", SpotCheck.about(closed.id()));
            LOG.info("case {} is checked again", closed.id().value());
        }
    }

    /** Oldest first; what is over a matter's limit of the day waits for the next. */
    private void openWaiting(LocalDate day) {
        Map<String, Integer> opened = new HashMap<>(draws.openedOn(day));
        List<SpotDraws.Waiting> chunk = draws.waiting(new CaseId(0), CHUNK);
        for (;
                !chunk.isEmpty();
                chunk = draws.waiting(chunk.get(chunk.size() - 1).of(), CHUNK)) {
            Map<SubjectId, Subject> about =
                    subjects.find(chunk.stream().map(SpotDraws.Waiting::subject).collect(Collectors.toSet()));
            for (SpotDraws.Waiting each : chunk) {
                Subject subject = Objects.requireNonNull(about.get(each.subject()));
                Matter matter = opening.matter(each.matter(), subject.ref().kind());
                if (opened.getOrDefault(matter.id(), 0) < matter.opensPerDay()) {
                    open(each, day);
                    opened.merge(matter.id(), 1, Integer::sum);
                }
            }
        }
    }

    private void open(SpotDraws.Waiting waiting, LocalDate day) {
        work.run(() -> {
            subjects.lock(List.of(waiting.subject()));
            draws.of(waiting.of()).filter(draw -> draw.spot() == null).ifPresent(draw -> opening.open(draw, day));
        });
    }
}
