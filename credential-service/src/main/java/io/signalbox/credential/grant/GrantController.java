package io.signalbox.credential.grant;

import io.signalbox.contracts.TenantId;
import io.signalbox.credential.Fields;
import io.signalbox.credential.audit.Actor;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.security.Caller;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Gives opened keys to the gateway, which calls with them, and to the provider service, which tests with them. */
@RestController
final class GrantController {
    static final int CREDENTIALS_MAX = 100;
    /** The services that send a provider key where it belongs. */
    static final Set<String> ALLOWED = Set.of("service:gateway", "service:provider");

    record Wanted(TenantId tenant, UUID credentialId) {
        Wanted {
            tenant = Fields.required("tenant", tenant);
            credentialId = Fields.required("credentialId", credentialId);
        }
    }

    record GrantRequest(List<Wanted> credentials) {
        GrantRequest {
            credentials = List.copyOf(Fields.required("credentials", credentials));
            if (credentials.size() > CREDENTIALS_MAX) {
                throw Fields.invalid("credentials", "there must be at most " + CREDENTIALS_MAX);
            }
        }
    }

    record GrantAnswer(List<Grant> grants, List<UUID> missing) {}

    private final Granting granting;

    GrantController(Granting granting) {
        this.granting = granting;
    }

    @PostMapping("/internal/grants")
    ResponseEntity<GrantAnswer> grant(@RequestBody GrantRequest body, Caller caller, ServerHttpRequest request) {
        if (!ALLOWED.contains(caller.subject())) {
            throw StandardRefusal.SERVICE_ONLY.refused();
        }
        GrantAnswer answer = granting.grant(body.credentials(), Actor.of(caller, request));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer);
    }
}
