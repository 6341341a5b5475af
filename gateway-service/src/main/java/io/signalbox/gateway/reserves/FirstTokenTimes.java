package io.signalbox.gateway.reserves;

import io.signalbox.gateway.snapshot.Target;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** How long targets took lately until there was something to read: what "late" means for each of them. */
public final class FirstTokenTimes {
    /** Fewer tell nothing about a percentile. */
    static final int LEAST = 20;

    private static final int KEPT = 128;
    private static final int TARGETS_MAX = 10_000;
    private static final double PERCENT = 100;

    private record Address(UUID configurationId, String model) {}

    private static final class Ring {
        private final long[] nanos = new long[KEPT];
        private long count;

        synchronized void add(long time) {
            nanos[(int) (count % KEPT)] = time;
            count++;
        }

        synchronized long[] sorted() {
            long[] all = Arrays.copyOf(nanos, (int) Math.min(count, KEPT));
            Arrays.sort(all);
            return all;
        }
    }

    private final Map<Address, Ring> rings = new ConcurrentHashMap<>();

    /** A target's answer began after so long. */
    public void add(Target target, long nanos) {
        if (rings.size() > TARGETS_MAX) {
            rings.clear();
        }
        rings.computeIfAbsent(new Address(target.configurationId(), target.model()), address -> new Ring())
                .add(nanos);
    }

    /** Nanoseconds within which that many of a hundred of its answers began; {@link Long#MAX_VALUE} when too few are known. */
    public long percentile(Target target, int percent) {
        Ring ring = rings.get(new Address(target.configurationId(), target.model()));
        long[] sorted = ring == null ? new long[0] : ring.sorted();
        if (sorted.length < LEAST) {
            return Long.MAX_VALUE;
        }
        return sorted[(int) Math.ceil(sorted.length * percent / PERCENT) - 1];
    }
}
