package io.signalbox.gateway.reserves;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.TenantId;
import io.signalbox.gateway.snapshot.Target;
import io.signalbox.pricing.PriceList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FirstTokenTimesTest {
    private final FirstTokenTimes times = new FirstTokenTimes();

    static Target target() {
        return new Target(
                new TenantId("acme"),
                new UUID(0, 1),
                "main",
                "openai",
                "small",
                null,
                List.of(),
                null,
                PriceList.EMPTY,
                null);
    }

    @Test
    void a_percentile_is_a_time_within_which_so_many_began() {
        LongStream.rangeClosed(1, 100).forEach(nanos -> times.add(target(), nanos));

        assertThat(times.percentile(target(), 95)).isEqualTo(95);
        assertThat(times.percentile(target(), 50)).isEqualTo(50);
    }

    @Test
    void only_the_latest_count() {
        LongStream.rangeClosed(1, 128).forEach(nanos -> times.add(target(), 1_000_000));
        LongStream.rangeClosed(1, 128).forEach(nanos -> times.add(target(), 7));

        assertThat(times.percentile(target(), 99)).isEqualTo(7);
    }

    @Test
    void a_few_say_nothing() {
        LongStream.range(0, FirstTokenTimes.LEAST - 1).forEach(nanos -> times.add(target(), 1));

        assertThat(times.percentile(target(), 50)).isEqualTo(Long.MAX_VALUE);
    }
}
