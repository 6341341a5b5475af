package io.signalbox.kit.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplingTest {
    private static final String ASKS = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String DOES_NOT_ASK = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

    private final AtomicLong now = new AtomicLong(Duration.ofDays(1).toNanos());

    @Test
    void the_share_that_is_drawn_is_followed_whatever_callers_say() {
        double[] drawn = {0.09};
        Sampling sampling = new Sampling(0.1, 0, () -> drawn[0], now::get);

        assertThat(sampling.follows(null)).isTrue();
        assertThat(sampling.follows(DOES_NOT_ASK)).isTrue();
        drawn[0] = 0.1;
        assertThat(sampling.follows(null)).isFalse();
        assertThat(sampling.follows(ASKS)).isFalse();
    }

    @Test
    void callers_that_ask_are_followed_up_to_so_many_a_second_and_not_one_more() {
        Sampling sampling = new Sampling(0, 10, () -> 0.5, now::get);
        passes(Duration.ofHours(1));

        assertThat(followed(sampling, 1_000)).isEqualTo(10);
        passes(Duration.ofMillis(500));
        assertThat(followed(sampling, 1_000)).isEqualTo(5);
        passes(Duration.ofMillis(100));
        assertThat(sampling.follows(DOES_NOT_ASK)).isFalse();
        assertThat(sampling.follows(ASKS)).isTrue();
    }

    @Test
    void less_than_one_wish_a_second_is_one_every_so_many_seconds() {
        Sampling sampling = new Sampling(0, 0.5, () -> 0.5, now::get);

        assertThat(followed(sampling, 10)).isEqualTo(1);
        passes(Duration.ofSeconds(1));
        assertThat(followed(sampling, 10)).isZero();
        passes(Duration.ofSeconds(1));
        assertThat(followed(sampling, 10)).isEqualTo(1);
    }

    @Test
    void a_call_that_is_not_followed_allocates_nothing() {
        Sampling sampling =
                new Sampling(0, 10, () -> ThreadLocalRandom.current().nextDouble(), System::nanoTime);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        boolean warm = IntStream.range(0, 20_000).anyMatch(call -> sampling.follows(DOES_NOT_ASK));

        long before = thread.getCurrentThreadAllocatedBytes();
        boolean any = false;
        for (int call = 0; call < 100_000; call++) {
            any |= sampling.follows(null);
            any |= sampling.follows(DOES_NOT_ASK);
        }
        long bytes = thread.getCurrentThreadAllocatedBytes() - before;

        assertThat(any || warm).isFalse();
        // The measuring itself may take a little; one object per call would be megabytes.
        assertThat(bytes).isLessThan(50_000);
    }

    private int followed(Sampling sampling, int calls) {
        return (int)
                IntStream.range(0, calls).filter(call -> sampling.follows(ASKS)).count();
    }

    private void passes(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
