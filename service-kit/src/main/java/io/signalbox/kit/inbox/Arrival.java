package io.signalbox.kit.inbox;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a record from the broker turns out to be. */
sealed interface Arrival {
    ConsumerRecord<String, byte[]> raw();

    /** An event of the topic's vocabulary. */
    record Known(ConsumerRecord<String, byte[]> raw, InboxRecord record) implements Arrival {}

    /** A kind this build does not know: a newer producer's. Counted and skipped. */
    record Unknown(ConsumerRecord<String, byte[]> raw, String type) implements Arrival {}

    /** Nothing that can be read. Parked. */
    record Unreadable(ConsumerRecord<String, byte[]> raw, RuntimeException why) implements Arrival {}
}
