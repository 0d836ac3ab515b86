package gridwork.cases.engine;

import java.util.Set;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;

/**
 * The engine's history of processes and tasks, and not of every gateway that was passed: what became of a case is on its trail, and
 * each passing would be written twice and read once. The engine keeps in its database under which level it was written.
 */
enum HistoryOfWork implements HistoryLevel {
    LEVEL;

    private static final Set<HistoryEventType> KEPT = Set.of(
            HistoryEventTypes.PROCESS_INSTANCE_START,
            HistoryEventTypes.PROCESS_INSTANCE_UPDATE,
            HistoryEventTypes.PROCESS_INSTANCE_MIGRATE,
            HistoryEventTypes.PROCESS_INSTANCE_END,
            HistoryEventTypes.TASK_INSTANCE_CREATE,
            HistoryEventTypes.TASK_INSTANCE_UPDATE,
            HistoryEventTypes.TASK_INSTANCE_MIGRATE,
            HistoryEventTypes.TASK_INSTANCE_COMPLETE,
            HistoryEventTypes.TASK_INSTANCE_DELETE);

    /** The engine's own are 0 to 3. */
    @Override
    public int getId() {
        return 16;
    }

    @Override
    public String getName() {
        return "work";
    }

    @Override
    public boolean isHistoryEventProduced(HistoryEventType event, Object of) {
        return KEPT.contains(event);
    }
}
