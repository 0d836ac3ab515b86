package gridwork.platform;

import org.springframework.context.SmartLifecycle;

/** What is done at the start before anybody is let in and before work goes on in the background. */
public abstract class AtStart implements SmartLifecycle {
    private volatile boolean running;

    /** On every node; another may be at the same. */
    protected abstract void prepare();

    @Override
    public void start() {
        prepare();
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
