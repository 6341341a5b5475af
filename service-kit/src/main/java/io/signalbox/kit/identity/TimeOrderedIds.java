package io.signalbox.kit.identity;

import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * UUIDv7 (RFC 9562, method 1): milliseconds, a 12-bit counter within the millisecond that starts at random, 62 random
 * bits. Strictly increasing per source also when the clock stands still or steps back: the ledger is partitioned by it.
 */
public final class TimeOrderedIds implements IdSource {
    private static final int COUNTER_BITS = 12;
    private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;
    private static final int COUNTER_START_BOUND = 1 << (COUNTER_BITS - 1);
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final Clock clock;
    private final RandomGenerator random;
    private final AtomicLong last = new AtomicLong();

    /** {@code random} must be safe for use by several threads, as {@code SecureRandom} is. */
    public TimeOrderedIds(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public UUID next() {
        long earliest = (clock.millis() << COUNTER_BITS) | random.nextInt(COUNTER_START_BOUND);
        long tick = last.updateAndGet(previous -> Math.max(earliest, previous + 1));
        long high = ((tick >>> COUNTER_BITS) << 16) | VERSION | (tick & COUNTER_MASK);
        return new UUID(high, VARIANT | (random.nextLong() >>> 2));
    }
}
