package io.signalbox.kit.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** {@code signalbox.inbox.records} by group and outcome; any {@code parked} one is an alert. */
final class InboxMeters {
    private final Counter applied;
    private final Counter stale;
    private final Counter skipped;
    private final Counter parked;

    InboxMeters(MeterRegistry registry, Inbox inbox) {
        applied = counter(registry, inbox, "applied");
        stale = counter(registry, inbox, "stale");
        skipped = counter(registry, inbox, "skipped");
        parked = counter(registry, inbox, "parked");
    }

    private static Counter counter(MeterRegistry registry, Inbox inbox, String outcome) {
        return Counter.builder("signalbox.inbox.records")
                .tag("group", inbox.group())
                .tag("topic", inbox.topic().topicName())
                .tag("outcome", outcome)
                .register(registry);
    }

    void applied(int count) {
        applied.increment(count);
    }

    void stale(int count) {
        stale.increment(count);
    }

    void skipped() {
        skipped.increment();
    }

    void parked() {
        parked.increment();
    }
}
