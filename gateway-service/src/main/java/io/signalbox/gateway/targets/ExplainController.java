package io.signalbox.gateway.targets;

import io.signalbox.adapter.Operation;
import io.signalbox.gateway.selection.Routed;
import io.signalbox.gateway.selection.Standing;
import io.signalbox.gateway.selection.TargetOrder;
import io.signalbox.gateway.snapshot.AccessKey;
import io.signalbox.gateway.snapshot.RoutePlan;
import io.signalbox.gateway.snapshot.SnapshotHolder;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.security.Role;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/routes/{name}/explain}: which target a request would get, and why. Answered here and not by the catalogue,
 * which owns routes: latency, load and health are known to the data plane alone. Nothing is called.
 */
@RestController
class ExplainController {
    private final SnapshotHolder snapshots;
    private final Standing standing;
    private final TargetViews views;

    ExplainController(SnapshotHolder snapshots, Standing standing, TargetViews views) {
        this.snapshots = snapshots;
        this.standing = standing;
        this.views = views;
    }

    /** For a request nothing is known of. */
    @GetMapping("/api/routes/{name}/explain")
    Explanation explain(Caller caller, @PathVariable String name) {
        return explain(caller, name, ExplainRequest.NOTHING);
    }

    /** For a request like this. */
    @PostMapping("/api/routes/{name}/explain")
    Explanation explain(Caller caller, @PathVariable String name, @RequestBody ExplainRequest request) {
        caller.require(Role.ADMINISTRATOR, Role.DEVELOPER, Role.OPERATOR);
        AccessKey key = request.key(caller.tenant());
        Operation operation = request.asked();
        if (!(snapshots.current().resolve(key, name, operation) instanceof RoutePlan plan)
                || !name.equals(plan.routeName())) {
            throw StandardRefusal.NOT_FOUND.refused("The route " + name);
        }
        Decisions decisions = new Decisions(plan.root());
        List<Routed> order =
                new TargetOrder(request.routed(key), standing, ThreadLocalRandom.current(), decisions).of(plan.root());
        List<TargetView> shown = order.stream()
                .map(Routed::target)
                .map(target -> views.of(target, operation))
                .toList();
        String chosen = shown.stream()
                .filter(TargetView::available)
                .map(TargetView::target)
                .findFirst()
                .orElse(null);
        return new Explanation(name, chosen, decisions.all(), shown);
    }
}
