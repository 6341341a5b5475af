package io.signalbox.gateway.conversation;

import io.signalbox.contracts.catalog.Condition;

/** What of a request a route may look at. */
public interface RequestTraits {
    /** Input tokens if nobody ever learns better: a quarter of the body's bytes; 0 where none can be used. */
    long inputTokensEstimate();

    /** Whether the request uses this; told from its outline, so a field that is there counts whatever it says. */
    boolean uses(Condition.Feature feature);
}
