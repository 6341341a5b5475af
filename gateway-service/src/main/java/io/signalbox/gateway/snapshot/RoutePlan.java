package io.signalbox.gateway.snapshot;

import io.signalbox.contracts.catalog.Deadlines;
import io.signalbox.contracts.catalog.Hedge;
import io.signalbox.contracts.catalog.Recovery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a request is served: a tree of strategies over targets that are joined with all that is needed to call them.
 *
 * @param routeName null when the caller named a model, not a route
 * @param attemptsMax attempts over all targets, the first included
 * @param hedge null for none
 * @param recovery null for none
 * @param kept null when no answer is
 */
public record RoutePlan(
        @Nullable String routeName,
        RoutePlanNode root,
        Deadlines deadlines,
        int attemptsMax,
        @Nullable Hedge hedge,
        @Nullable Recovery recovery,
        @Nullable Kept kept)
        implements Resolution {
    /**
     * That answers are kept.
     *
     * @param defined since when the route is as it is; an answer of an earlier definition is none of this one
     */
    public record Kept(Duration ttl, Instant defined) {}

    /** Attempts of a request that names a model directly. */
    public static final int ATTEMPTS_DIRECT = 3;

    /**
     * The same plan with nothing but the target that this configuration has: of several, the one of this model. Empty when
     * it has none.
     */
    public Optional<RoutePlan> onlyAt(UUID configurationId, String model) {
        List<Target> found = new ArrayList<>();
        RoutePlanNode unused = root.withTargets(target -> {
            if (target.configurationId().equals(configurationId)) {
                found.add(target);
            }
            return target;
        });
        return found.stream()
                .filter(target -> target.is(configurationId, model))
                .findFirst()
                .or(() -> found.stream().findFirst())
                .map(target -> new RoutePlan(routeName, target, deadlines, attemptsMax, null, null, null));
    }
}
