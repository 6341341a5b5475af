package io.signalbox.kit.inbox;

import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.Topic;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.kit.kafka.EventHeaders;
import io.signalbox.kit.tracing.TraceParent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/** Reads records of one topic; the class comes from {@code ce_type} and the topic's own vocabulary, nothing else. */
final class Reading {
    private final Topic topic;

    Reading(Topic topic) {
        this.topic = topic;
    }

    Arrival of(ConsumerRecord<String, byte[]> raw) {
        String type = EventHeaders.text(raw.headers(), EventHeaders.TYPE).orElse("");
        var kind = topic.event(type);
        if (kind.isEmpty() && !type.isEmpty()) {
            return new Arrival.Unknown(raw, type);
        }
        try {
            return new Arrival.Known(raw, record(raw, kind.orElseThrow(() -> missing(EventHeaders.TYPE))));
        } catch (IllegalArgumentException | DateTimeException | UncheckedIOException e) {
            return new Arrival.Unreadable(raw, e);
        }
    }

    private InboxRecord record(ConsumerRecord<String, byte[]> raw, Class<? extends ContractEvent> kind) {
        Headers headers = raw.headers();
        Long sequence = EventHeaders.text(headers, EventHeaders.SEQUENCE)
                .map(Long::valueOf)
                .orElse(null);
        if (sequence == null && topic.kind() == Topic.Kind.STATE) {
            throw missing(EventHeaders.SEQUENCE);
        }
        return new InboxRecord(
                event(raw.value(), kind),
                required(headers, EventHeaders.ID),
                required(headers, EventHeaders.SOURCE),
                Instant.parse(required(headers, EventHeaders.TIME)),
                sequence,
                TraceParent.followed(
                        EventHeaders.text(headers, EventHeaders.TRACE_PARENT).orElse(null)));
    }

    private static ContractEvent event(byte[] value, Class<? extends ContractEvent> kind) {
        try {
            return ContractJson.mapper().readValue(value == null ? new byte[0] : value, kind);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String required(Headers headers, String name) {
        return EventHeaders.text(headers, name).orElseThrow(() -> missing(name));
    }

    private static IllegalArgumentException missing(String header) {
        return new IllegalArgumentException("the record has no header " + header);
    }
}
