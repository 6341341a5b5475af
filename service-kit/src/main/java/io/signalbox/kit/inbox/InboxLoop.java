package io.signalbox.kit.inbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One inbox, one thread: poll, let take effect, again. Whatever fails is tried again from the stored position, sooner at
 * first and later at most every {@link #PAUSE_MAX}; the loop ends only when the service does.
 */
final class InboxLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(InboxLoop.class);
    private static final Duration PAUSE_MIN = Duration.ofMillis(100);
    static final Duration PAUSE_MAX = Duration.ofSeconds(5);

    private final Inbox inbox;
    private final Reading reading;
    private final Effects effects;
    private final InboxConnections connections;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private Duration pause = PAUSE_MIN;

    InboxLoop(Inbox inbox, Effects effects, InboxConnections connections) {
        this.inbox = inbox;
        this.reading = new Reading(inbox.topic());
        this.effects = effects;
        this.connections = connections;
    }

    String name() {
        return inbox.group();
    }

    void stop() {
        stopping.countDown();
    }

    @Override
    public void run() {
        while (!isStopping()) {
            try (InboxConnection connection = connections.open(inbox)) {
                follow(connection);
            } catch (RuntimeException | Error e) {
                failed(e);
            }
        }
    }

    private void follow(InboxConnection connection) {
        while (!isStopping()) {
            var batch = connection.poll();
            for (var partition : batch.partitions()) {
                List<Arrival> arrivals =
                        batch.records(partition).stream().map(reading::of).toList();
                long from = connection.position(partition);
                connection.moved(partition, effects.apply(partition, from, arrivals));
                pause = PAUSE_MIN;
            }
        }
    }

    /** Class names only: a failure's words may repeat what a record says. */
    private void failed(Throwable failure) {
        if (isStopping()) {
            return;
        }
        LOG.atWarn()
                .addKeyValue("group", inbox.group())
                .addKeyValue("failure", failure.getClass().getName())
                .addKeyValue("cause", cause(failure))
                .addKeyValue("retryAfter", pause)
                .log("inbox tries again");
        try {
            boolean stopped = stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            pause = stopped || pause.multipliedBy(2).compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause.multipliedBy(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
        }
    }

    /** Kafka's own words are about the broker; everybody else's stay out of the log. */
    private static String cause(Throwable failure) {
        if (failure instanceof KafkaException) {
            return String.valueOf(failure.getMessage());
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getName();
    }

    private boolean isStopping() {
        return stopping.getCount() == 0 || Thread.currentThread().isInterrupted();
    }
}
