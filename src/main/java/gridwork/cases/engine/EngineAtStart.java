package gridwork.cases.engine;

import gridwork.platform.Work;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Before the first request is taken: the processes of this version are deployed and everybody's rights are there. */
@Component
class EngineAtStart implements SmartLifecycle {
    private final Work work;
    private final ProcessFolders processes;
    private final EngineRights rights;
    private volatile boolean running;

    EngineAtStart(Work work, ProcessFolders processes, EngineRights rights) {
        this.work = work;
        this.processes = processes;
        this.rights = rights;
    }

    /** Deploying takes the engine's deployment lock, so that of several nodes one does this and the others find it done. */
    @Override
    public void start() {
        work.run(() -> {
            processes.deploy();
            rights.grant();
        });
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
