package io.signalbox.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.gateway.owners.LeaseCalls.Grant;
import io.signalbox.gateway.owners.LeaseCalls.Standing;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shares of a minute around its end, with answers as slow as they are under load. Times are milliseconds. */
class WindowStockTest {
    private static final long FIRST = 60;
    private static final long SECOND = 120;
    private static final long MINUTE = 60_000;

    private final WindowStock stock = new WindowStock(() -> 6_000, Duration.ofMinutes(1), 0);

    private static long at(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private void granted(long window, long amount, long startsIn, long sentAt, long receivedAt) {
        long ends = startsIn + MINUTE;
        stock.credit(
                new Grant(
                        new UUID(0, 1),
                        Standing.HOLDS,
                        amount,
                        1_000,
                        window,
                        startsIn,
                        window == FIRST ? 1_000 : ends),
                at(sentAt),
                at(receivedAt));
    }

    /** The first minute has one second left, the second begins at 2000, as far as anybody can tell from here. */
    @BeforeEach
    void near_the_end_of_a_minute() {
        granted(FIRST, 5, 0, 0, 0);
        granted(SECOND, 20, 2_000, 0, 0);
    }

    @Test
    void between_two_minutes_nothing_is_at_hand() {
        assertThat(stock.take(1, at(1_500))).isNull();
    }

    @Test
    void a_minute_takes_over_when_it_begins_also_from_what_was_let_through_uncounted_meanwhile() {
        stock.takeKept(1, at(1_500));

        Answer answer = stock.take(1, at(2_001));

        assertThat(answer).isEqualTo(new Answer.Taken(SECOND));
    }

    @Test
    void a_minute_that_was_thought_to_begin_later_has_begun_when_something_is_given_out_of_it() {
        granted(SECOND, 1, 0, 1_600, 1_700);

        Answer answer = stock.take(1, at(1_700));

        assertThat(answer).isEqualTo(new Answer.Taken(SECOND));
    }

    @Test
    void an_answer_of_the_minute_before_does_not_take_the_place_of_the_one_that_has_begun() {
        stock.take(1, at(2_001));
        granted(FIRST, 7, 0, 1_300, 2_100);

        Answer answer = stock.take(19, at(2_200));

        assertThat(answer).isEqualTo(new Answer.Taken(SECOND));
    }
}
