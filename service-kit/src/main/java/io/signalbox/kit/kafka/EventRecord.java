package io.signalbox.kit.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.Topic;
import io.signalbox.kit.contractjson.ContractJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * A contract event on its way to Kafka. The outbox makes these; the gateway's journal does, too.
 *
 * @param id {@code ce_id}: the same when the same event is sent again
 * @param source the service that says it
 * @param sequence {@code ce_sequence}, for state topics
 * @param traceParent W3C trace context of what caused it
 */
public record EventRecord(
        ContractEvent event,
        String id,
        String source,
        Instant at,
        @Nullable Long sequence,
        @Nullable String traceParent) {

    /** The record for a topic of so many partitions. */
    public ProducerRecord<String, byte[]> toProducerRecord(int partitions) {
        Topic topic = event.topic();
        return new ProducerRecord<>(
                topic.topicName(),
                TenantPartition.of(event.tenant(), partitions),
                event.recordKey(),
                value(),
                headers());
    }

    private byte[] value() {
        try {
            return ContractJson.mapper().writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a contract event has no JSON: " + event.eventType(), e);
        }
    }

    private List<Header> headers() {
        List<Header> headers = new ArrayList<>();
        add(headers, EventHeaders.CONTENT_TYPE, "application/json");
        add(headers, EventHeaders.SPEC_VERSION, "1.0");
        add(headers, EventHeaders.ID, id);
        add(headers, EventHeaders.SOURCE, "/signalbox/" + source);
        add(headers, EventHeaders.TYPE, event.eventType());
        add(headers, EventHeaders.TIME, at.toString());
        add(headers, EventHeaders.SUBJECT, event.recordKey());
        add(headers, EventHeaders.SEQUENCE, sequence == null ? null : sequence.toString());
        add(headers, EventHeaders.TENANT, event.tenant().value());
        add(headers, EventHeaders.TRACE_PARENT, traceParent);
        return headers;
    }

    private static void add(List<Header> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
