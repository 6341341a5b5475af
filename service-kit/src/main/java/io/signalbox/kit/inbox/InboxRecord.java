package io.signalbox.kit.inbox;

import io.signalbox.contracts.ContractEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A contract event as it arrived.
 *
 * @param id {@code ce_id}
 * @param source {@code ce_source}
 * @param at {@code ce_time}, when it happened
 * @param sequence {@code ce_sequence}; null on topics of occurrences
 * @param traceParent place in the trace of what caused it; null when that is not followed
 */
public record InboxRecord(
        ContractEvent event,
        String id,
        String source,
        Instant at,
        @Nullable Long sequence,
        @Nullable String traceParent) {}
