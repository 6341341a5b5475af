package io.signalbox.gateway.reserves;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.catalog.Hedge;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HedgeBudgetTest {
    @Test
    void one_request_in_twenty_is_hedged_and_none_before_that() {
        HedgeBudget budget = new HedgeBudget();

        long hedged = IntStream.rangeClosed(1, 1_000)
                .filter(request -> {
                    budget.deposit();
                    boolean taken = budget.withdraw();
                    assertThat(taken && request < 20).isFalse();
                    return taken;
                })
                .count();

        assertThat(hedged).isEqualTo(50);
    }

    @Test
    void a_hedge_that_was_not_made_is_there_for_the_next() {
        HedgeBudget budget = new HedgeBudget();
        IntStream.range(0, 20).forEach(request -> budget.deposit());
        budget.withdraw();

        budget.giveBack();

        assertThat(budget.withdraw()).isTrue();
    }

    @Test
    void a_quiet_time_saves_up_ten_at_most() {
        HedgeBudget budget = new HedgeBudget();
        IntStream.range(0, 100_000).forEach(request -> budget.deposit());

        long hedged =
                IntStream.range(0, 100).filter(request -> budget.withdraw()).count();

        assertThat(hedged).isEqualTo(10);
    }

    @Test
    void a_request_is_hedged_once_and_only_when_it_is_late() {
        Reserves reserves = Reserves.with(Drains.Limits.DEFAULT);
        IntStream.range(0, 100).forEach(request -> reserves.hedges().deposit());
        Hedging hedging = new Hedging(new Hedge(1L, null), reserves);
        hedging.begun(FirstTokenTimesTest.target(), 0);

        boolean early = hedging.take(999_999);
        boolean late = hedging.take(1_000_000);
        boolean again = hedging.take(2_000_000);

        assertThat(early).isFalse();
        assertThat(late).isTrue();
        assertThat(again).isFalse();
    }
}
