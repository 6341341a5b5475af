package io.signalbox.gateway.selection;

import io.signalbox.gateway.snapshot.RoutePlanNode;
import java.util.function.Supplier;

/** Hears what the nodes of a plan decided. Requests have nobody who listens; whoever asks why a route chooses has. */
public interface Reasons {
    /** Nobody listens. */
    Reasons NONE = (node, child, why) -> {};

    /** A node tries this child first. */
    void chose(RoutePlanNode node, RoutePlanNode child, Supplier<String> why);
}
