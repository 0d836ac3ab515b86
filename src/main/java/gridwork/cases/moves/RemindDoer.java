package gridwork.cases.moves;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridwork.cases.Case;
import gridwork.cases.CaseBook;
import gridwork.cases.CaseId;
import gridwork.cases.OpenTask;
import gridwork.cases.procedure.Procedure.Move;
import gridwork.cases.procedure.Procedure.Moving;
import gridwork.platform.Refused;
import gridwork.platform.StreetClock;
import gridwork.platform.Work;
import gridwork.street.Officer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Whoever does a task, or may take it on, is reminded of it (催办); the task says so until it is done. */
@Component
public class RemindDoer {
    private static final Logger LOG = LoggerFactory.getLogger(RemindDoer.class);
    private final Acts acts;
    private final OfferedMoves offered;
    private final StoredReminders reminders;
    private final CaseBook book;
    private final StreetClock clock;
    private final Work work;
    private final ApplicationEventPublisher events;

    RemindDoer(
            Acts acts,
            OfferedMoves offered,
            StoredReminders reminders,
            CaseBook book,
            StreetClock clock,
            Work work,
            ApplicationEventPublisher events) {
        this.acts = acts;
        this.offered = offered;
        this.reminders = reminders;
        this.book = book;
        this.clock = clock;
        this.work = work;
        this.events = events;
    }

    public void remind(CaseId id, String task, String words, Officer by) {
        work.run(() -> {
            Case of = acts.locked(id, by);
            Acts.going(of);
            OpenTask open = acts.task(of, task);
            Move move = offered.require(acts.here(of), Moving.REMIND, open.step(), open, by);
            String said = Acts.reason(words, move.reason());
            Instant now = clock.now();
            Instant since = now.minus(Duration.ofMinutes(move.againMinutes()));
            List<Reminder> earlier = reminders.of(List.of(task)).getOrDefault(task, List.of());
            if (earlier.stream().anyMatch(each -> each.at().isAfter(since))) {
                throw new Refused("remind-too-soon", move.againMinutes());
            }
            reminders.add(id, new Reminder(task, now, by.id(), said));
            ObjectNode content = book.details()
                    .put("step", open.step())
                    .put("stepName", open.name())
                    .put("times", earlier.size() + 1)
                    .put("reason", said);
            book.trail(id, by.id().value(), "reminded", content);
            events.publishEvent(new TaskReminded(id, task, open.assignee(), open.groups(), said));
            LOG.info("task {} of case {} is reminded of", task, id.value());
        });
    }
}
