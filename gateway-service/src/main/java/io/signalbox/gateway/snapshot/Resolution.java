package io.signalbox.gateway.snapshot;

import java.util.List;

/** What a {@code model} in a request stands for. */
public sealed interface Resolution permits RoutePlan, Resolution.NotFound, Resolution.NotAllowed {
    /**
     * Nothing of that name.
     *
     * @param candidates names the key could use that are close, or that offer this model more than once; few
     */
    record NotFound(List<String> candidates) implements Resolution {}

    /** It exists, and the key may not use it. */
    record NotAllowed(String name) implements Resolution {}
}
