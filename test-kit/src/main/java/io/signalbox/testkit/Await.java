package io.signalbox.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for something that happens elsewhere: looks again and again, for a bounded time, then fails with its name. */
public final class Await {
    private static final Duration USUAL_MAX = Duration.ofSeconds(30);
    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(20).toNanos();

    private final Duration max;

    private Await(Duration max) {
        this.max = max;
    }

    /** With a bound of its own. */
    public static Await within(Duration max) {
        return new Await(max);
    }

    /** Until {@code condition} holds; a generous bound, because it is never what a test measures. */
    public static void until(Callable<Boolean> condition) {
        within(USUAL_MAX).until("the condition holds", condition);
    }

    /** Until an assertion passes; its last failure is the test's. */
    public static void untilAsserted(Runnable assertion) {
        within(USUAL_MAX).asserted(assertion);
    }

    /** Until {@code condition} holds; what a failure says is {@code what}. */
    public void until(String what, Callable<Boolean> condition) {
        asserted(() -> {
            if (!holds(condition)) {
                throw new AssertionError("not within " + max + ": " + what);
            }
        });
    }

    private void asserted(Runnable assertion) {
        long end = System.nanoTime() + max.toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    private static boolean holds(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
