package io.signalbox.gateway.snapshot;

import io.signalbox.contracts.catalog.Deadlines;
import org.jspecify.annotations.Nullable;

/**
 * How a request is served: a tree of strategies over targets that are joined with all that is needed to call them.
 *
 * @param routeName null when the caller named a model, not a route
 * @param attemptsMax attempts over all targets, the first included
 */
public record RoutePlan(@Nullable String routeName, RoutePlanNode root, Deadlines deadlines, int attemptsMax)
        implements Resolution {
    /** Attempts of a request that names a model directly. */
    public static final int ATTEMPTS_DIRECT = 3;
}
