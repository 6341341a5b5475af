package io.signalbox.gateway.inbox;

import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.Topic;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.kit.kafka.EventHeaders;
import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a record of a state topic turns out to be. */
sealed interface StateRecord {
    /** An event this build knows. */
    record Known(ContractEvent event, long sequence) implements StateRecord {}

    /** An event of a newer producer, or a tombstone: skipped, and counted. */
    record Unknown(String type) implements StateRecord {}

    /** Not what its topic promises: skipped, counted and logged. */
    record Unreadable(String why) implements StateRecord {}

    /** Reads one record; never fails. */
    static StateRecord of(ConsumerRecord<byte[], byte[]> kafka) {
        String type = EventHeaders.text(kafka.headers(), EventHeaders.TYPE).orElse(null);
        String sequence =
                EventHeaders.text(kafka.headers(), EventHeaders.SEQUENCE).orElse("absent");
        if (kafka.value() == null || type == null) {
            return new Unknown(String.valueOf(type));
        }
        Optional<Class<? extends ContractEvent>> event =
                Topic.named(kafka.topic()).flatMap(topic -> topic.event(type));
        if (event.isEmpty()) {
            return new Unknown(type);
        }
        try {
            return new Known(ContractJson.mapper().readValue(kafka.value(), event.get()), Long.parseLong(sequence));
        } catch (IOException | RuntimeException e) {
            return new Unreadable(type + ": " + e.getClass().getSimpleName());
        }
    }
}
