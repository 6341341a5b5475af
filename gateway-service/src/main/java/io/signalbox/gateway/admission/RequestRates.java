package io.signalbox.gateway.admission;

import io.signalbox.gateway.snapshot.AccessKey;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many requests each access key has left, as one token bucket per key: a minute's worth may come at once, then they
 * come back evenly. Local to this replica.
 */
public final class RequestRates {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final int BUCKETS_MAX = 100_000;

    private final Map<UUID, Bucket> buckets = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    public RequestRates(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * What a key has left.
     *
     * @param admitted whether this request fits
     * @param limit per minute; 0 is unlimited
     * @param remaining after this request
     * @param waitNanos until the next fits when none remains, else until the bucket is full again
     */
    public record Allowance(boolean admitted, long limit, long remaining, long waitNanos) {
        static final Allowance UNLIMITED = new Allowance(true, 0, 0, 0);
    }

    /** Takes one request from the key's bucket. */
    public Allowance take(AccessKey key) {
        Long limit = key.requestsPerMinute();
        if (limit == null) {
            return Allowance.UNLIMITED;
        }
        if (limit <= 0) {
            return new Allowance(false, 0, 0, MINUTE);
        }
        if (buckets.size() > BUCKETS_MAX) {
            dropFull();
        }
        return buckets.computeIfAbsent(key.id(), id -> new Bucket()).take(limit, nanoTime.getAsLong());
    }

    /** A full bucket says nothing that a new one would not. */
    private void dropFull() {
        long now = nanoTime.getAsLong();
        for (Iterator<Bucket> each = buckets.values().iterator(); each.hasNext(); ) {
            if (each.next().isFull(now)) {
                each.remove();
            }
        }
    }

    /** Keeps the moment at which it would be full; every request pushes that moment one interval further. */
    private static final class Bucket {
        private boolean used;
        private long fullAt;

        synchronized Allowance take(long limit, long now) {
            long interval = MINUTE / limit;
            long debt = used ? Math.max(0, fullAt - now) : 0;
            long room = interval * limit - debt;
            if (room < interval) {
                return new Allowance(false, limit, 0, interval - room);
            }
            used = true;
            fullAt = now + debt + interval;
            return new Allowance(true, limit, (room - interval) / interval, debt + interval);
        }

        synchronized boolean isFull(long now) {
            return fullAt - now <= 0;
        }
    }
}
