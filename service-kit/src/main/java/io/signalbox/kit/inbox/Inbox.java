package io.signalbox.kit.inbox;

import io.signalbox.contracts.Topic;
import io.signalbox.kit.tracing.CurrentTrace;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a service listens to: one bean each. Effect and position are written in one transaction of the processor pool, so
 * a record takes effect once however often it is delivered. On state topics only what is newer reaches the effect.
 *
 * <pre>{@code
 * @Bean Inbox prices(@Qualifier("processorJdbc") JdbcClient jdbc) {
 *     return Inbox.each("usage.prices", Topic.CATALOG, record -> mirror.apply(record.event()));
 * }
 * }</pre>
 *
 * <p>The effect uses {@code processorJdbc} and is rolled back with everything else when it throws. A failure of the
 * database or network is tried again for ever; any other parks the record as a dead letter and goes on with the next.
 *
 * @param group {@code <service>.<name>}: consumer group, key of the position, metric tag
 * @param recordsMax most records per transaction
 */
public record Inbox(String group, Topic topic, int recordsMax, Consumer<List<InboxRecord>> effect) {
    private static final int RECORDS_MAX_DEFAULT = 500;

    /** One record after the other, each as part of the trace it came with. */
    public static Inbox each(String group, Topic topic, Consumer<InboxRecord> effect) {
        return new Inbox(
                group,
                topic,
                RECORDS_MAX_DEFAULT,
                records -> records.forEach(
                        record -> CurrentTrace.during(record.traceParent(), () -> effect.accept(record))));
    }

    /** All records of a transaction at once, in their order; one record when a batch had to be taken apart. */
    public static Inbox batched(String group, Topic topic, int recordsMax, Consumer<List<InboxRecord>> effect) {
        return new Inbox(group, topic, recordsMax, effect);
    }
}
