package io.signalbox.gateway.journal.file;

import io.signalbox.contracts.TenantId;
import io.signalbox.gateway.journal.frame.AttemptKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the journal has begun and nobody has finished: attempts that are open, and ends whose reply is not out. The
 * attempts of one request follow each other, so a request has at most one of either.
 */
final class Unfinished {
    /** An attempt whose end is written: what a mark about it is made of. */
    record Ended(AttemptKey key, Instant at, TenantId tenant) {}

    private final Map<AttemptKey, Position> open = new ConcurrentHashMap<>();
    private final Map<UUID, Ended> undelivered = new ConcurrentHashMap<>();

    /** An attempt begins; with that the one before it is known to be over. */
    void opened(AttemptKey key, Position at) {
        open.put(key, at);
        undelivered.remove(key.requestId());
    }

    /** The opening of an attempt was written again, further on. */
    void moved(AttemptKey key, Position to) {
        open.replace(key, to);
    }

    void closed(Ended end) {
        open.remove(end.key());
        undelivered.put(end.key().requestId(), end);
    }

    /** Whether this is the end of a request whose reply is not out. */
    boolean isUndelivered(AttemptKey key) {
        Ended end = undelivered.get(key.requestId());
        return end != null && end.key().equals(key);
    }

    boolean isOpen(AttemptKey key) {
        return open.containsKey(key);
    }

    /** Takes off the end that was waiting for a request's reply; null when there is none. */
    @Nullable
    Ended settle(UUID requestId) {
        return undelivered.remove(requestId);
    }

    /** Attempts opened in a segment, or before it, and still open. */
    List<Map.Entry<AttemptKey, Position>> openUntil(long segment) {
        return open.entrySet().stream()
                .filter(attempt -> attempt.getValue().segment() <= segment)
                .toList();
    }

    int open() {
        return open.size();
    }

    int undelivered() {
        return undelivered.size();
    }
}
