package io.signalbox.gateway.targets;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a route would serve a request now, on this replica.
 *
 * @param chosen the address of the target that would be called first; null when none can be called
 * @param decisions of the strategies that were asked, from the root down
 * @param order all targets that would be tried, first choice first, with their live state
 */
record Explanation(String route, @Nullable String chosen, List<Decision> decisions, List<TargetView> order) {
    /**
     * What one strategy decided.
     *
     * @param place of the node in the route's tree: {@code root.children[1]}
     * @param first where the child stands that is tried first
     */
    record Decision(String place, String strategy, String first, String why) {}
}
