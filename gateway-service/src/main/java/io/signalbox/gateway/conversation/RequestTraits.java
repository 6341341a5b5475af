package io.signalbox.gateway.conversation;

import io.signalbox.contracts.catalog.Condition;

/** What of a request a route may look at. */
public interface RequestTraits {
    /** Input tokens if nobody ever learns better: a quarter of the body's bytes; 0 where none can be used. */
    long inputTokensEstimate();

    /** The most output tokens the caller wants of one answer; 0 when it did not say. */
    default long outputTokensMax() {
        return 0;
    }

    /** How many answers the caller wants. */
    default long answers() {
        return 1;
    }

    /** Whether the request uses this; told from its outline, so a field that is there counts whatever it says. */
    boolean uses(Condition.Feature feature);
}
