package io.signalbox.gateway.reserves;

import io.signalbox.gateway.selection.RetryBudget;

/** All of them, one of each for a process. */
public record Reserves(RetryBudget retries, HedgeBudget hedges, FirstTokenTimes firstTokens, Drains drains) {
    /** Full ones, at a start. */
    public static Reserves with(Drains.Limits drains) {
        return new Reserves(new RetryBudget(), new HedgeBudget(), new FirstTokenTimes(), new Drains(drains));
    }
}
