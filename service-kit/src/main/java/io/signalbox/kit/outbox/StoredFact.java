package io.signalbox.kit.outbox;

import io.signalbox.kit.eventstore.StoredEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored event with where and when it happened.
 *
 * @param id the stored event's own id, {@code ce_id} of what is published for it
 * @param aggregate the aggregate's id
 * @param sequence the aggregate's sequence number, {@code ce_sequence} of what is published for it
 */
public record StoredFact(
        StoredEvent event,
        String id,
        String aggregate,
        long sequence,
        Instant at,
        @Nullable String traceParent) {}
