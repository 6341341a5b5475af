package io.signalbox.gateway.selection;

import io.signalbox.contracts.Money;
import io.signalbox.gateway.snapshot.Target;
import org.jspecify.annotations.Nullable;

/** What is measured of a target, as routes compare it; less is better in all of it. */
public interface Standing {
    /** Nanoseconds until one more request would have something to read; 0 when nobody has measured. */
    double expectedNanos(Target target);

    /** Requests on their way to it. */
    int onTheWay(Target target);

    /**
     * What a request of that many input tokens would cost, as far as anybody can know before; null without a price.
     * As much output is reckoned as people get on average for a question of some length: an eighth of the input, at
     * least a hundred tokens.
     */
    @Nullable
    Money cost(Target target, long inputTokens);
}
