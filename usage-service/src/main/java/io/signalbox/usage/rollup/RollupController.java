package io.signalbox.usage.rollup;

import io.signalbox.kit.security.Caller;
import io.signalbox.kit.security.Role;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets operations make the roll-ups anew while everything goes on. */
@RestController
class RollupController {
    private final RollupRebuild rebuild;

    RollupController(RollupRebuild rebuild) {
        this.rebuild = rebuild;
    }

    @PostMapping("/internal/rollups/rebuild")
    Map<String, Integer> rebuild(Caller caller) {
        caller.require(Role.SERVICE);
        return Map.of("days", rebuild.run());
    }
}
