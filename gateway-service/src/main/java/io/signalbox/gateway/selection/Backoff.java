package io.signalbox.gateway.selection;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How long to wait before the same target is asked again: what it asked for, else longer each time, with jitter. */
public final class Backoff {
    private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(5);
    private static final int DOUBLINGS_MAX = 5;
    /** A target that asks for more than this is not waited for while a caller waits. */
    public static final Duration ASKED_MAX = Duration.ofSeconds(10);

    private Backoff() {}

    /**
     * Nanoseconds to wait; negative when the target asked for more than anybody should wait here.
     *
     * @param failures how often it has failed this request, 1 for the first time
     */
    public static long nanos(int failures, @Nullable Duration asked, RandomGenerator random) {
        if (asked != null) {
            return asked.compareTo(ASKED_MAX) > 0 ? -1 : asked.toNanos();
        }
        long most = Math.min(LONGEST, FIRST << Math.min(DOUBLINGS_MAX, failures - 1));
        return most / 2 + random.nextLong(most / 2);
    }
}
