package io.signalbox.gateway.inbox;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Starts the inbox once everybody who listens to snapshots is there, from the copy on disk first. */
final class InboxRunner implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(InboxRunner.class);

    private final LatestState state;
    private final StateInbox inbox;
    private volatile boolean running;

    InboxRunner(LatestState state, StateInbox inbox) {
        this.state = state;
        this.inbox = inbox;
    }

    StateInbox inbox() {
        return inbox;
    }

    @Override
    public void start() {
        if (state.load()) {
            LOG.info("serving {} records from the copy on disk, of {}", state.size(), state.heardAt());
        }
        inbox.start();
        running = true;
    }

    @Override
    public void stop() {
        inbox.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server, which begins to answer at the largest phases. */
    @Override
    public int getPhase() {
        return 0;
    }
}
