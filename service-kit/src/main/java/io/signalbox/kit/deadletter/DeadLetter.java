package io.signalbox.kit.deadletter;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not take effect, as operators see it: where it lies, why it failed, never what it says.
 *
 * @param error class of the failure
 * @param detail the failure's own words, cut and without what looks like content
 * @param state {@code parked}, {@code replayed} or {@code discarded}
 */
public record DeadLetter(
        UUID id,
        String consumer,
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        Map<String, String> headers,
        String error,
        String detail,
        Instant at,
        String state,
        @JsonIgnore byte @Nullable [] value) {

    /** As it came from the broker. */
    public ConsumerRecord<String, byte[]> toRecord() {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(
                topic, partition, offset, key == null ? "" : key, value == null ? new byte[0] : value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
