package gridwork.cases.engine;

import gridwork.platform.AtStart;
import gridwork.platform.Work;
import org.springframework.stereotype.Component;

/** Before the first request is taken: the processes of this version are deployed and everybody's rights are there. */
@Component
class EngineAtStart extends AtStart {
    private final Work work;
    private final ProcessFolders processes;
    private final EngineRights rights;

    EngineAtStart(Work work, ProcessFolders processes, EngineRights rights) {
        this.work = work;
        this.processes = processes;
        this.rights = rights;
    }

    /** Deploying takes the engine's deployment lock, so that of several nodes one does this and the others find it done. */
    @Override
    protected void prepare() {
        work.run(() -> {
            processes.deploy();
            rights.grant();
        });
    }
}
