package io.signalbox.usage.lease;

import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.security.Caller;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Where the gateway's replicas ask for shares; nobody else does. */
@RestController
final class LeaseController {
    private static final String GATEWAY = "service:gateway";

    private final Leasing leasing;

    LeaseController(Leasing leasing) {
        this.leasing = leasing;
    }

    @PostMapping("/internal/leases")
    ResponseEntity<LeaseAnswer> lease(@RequestBody LeaseRequest body, Caller caller) {
        if (!caller.subject().equals(GATEWAY)) {
            throw StandardRefusal.SERVICE_ONLY.refused();
        }
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(leasing.lease(body));
    }
}
