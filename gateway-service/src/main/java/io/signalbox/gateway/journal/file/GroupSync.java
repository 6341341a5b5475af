package io.signalbox.gateway.journal.file;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forces what was written since the last time to the disk, on a thread of its own, every few milliseconds. */
final class GroupSync implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupSync.class);
    private static final long STOP_SECONDS_MAX = 5;

    private final SegmentLog log;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().name("journal-sync").daemon().unstarted(work));
    private final ScheduledFuture<?> task;
    private final AtomicLong failures = new AtomicLong();

    GroupSync(SegmentLog log, Duration interval) {
        this.log = log;
        this.task =
                timer.scheduleWithFixedDelay(this::sync, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void sync() {
        try {
            log.sync();
        } catch (IOException | RuntimeException e) {
            if (failures.getAndIncrement() == 0) {
                LOG.warn("journal sync failed, and is tried again: {}", e.toString());
            }
        }
    }

    /** How often the disk refused. */
    long failures() {
        return failures.get();
    }

    @Override
    public void close() {
        task.cancel(false);
        timer.shutdown();
        try {
            if (!timer.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                LOG.warn("journal sync is still waiting for the disk");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
