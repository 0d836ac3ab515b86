package gridwork.cases.engine;

import org.camunda.bpm.engine.delegate.DelegateTask;

/** Hears, in the engine's own transaction, of every task of every process: created, changed, completed, withdrawn. */
public interface TaskWatch {
    void created(DelegateTask task);

    /** Somebody took it on or gave it back, or its due date or candidates are others. */
    void changed(DelegateTask task);

    void completed(DelegateTask task);

    /** It went away undone. */
    void withdrawn(DelegateTask task);
}
