package io.signalbox.credential.grant;

import io.signalbox.credential.apikey.ProviderKeyRefusal;
import io.signalbox.credential.apikey.SealedKeys;
import io.signalbox.credential.audit.Actor;
import io.signalbox.credential.audit.Audited;
import io.signalbox.credential.audit.Audited.Action;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.security.Caller;
import java.util.List;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Opens one key for a service that proves who it is; the tenant is named by the header {@code signalbox-tenant}. Every
 * attempt is recorded, also those that are refused. The shared secret earlier installations used opens nothing.
 */
@RestController
final class DecryptController {
    private static final String SHARED_SECRET_HEADER = "x-internal-secret";

    record Decrypted(UUID id, String provider, String apiKey) {
        @Override
        public String toString() {
            return "***";
        }
    }

    private final SealedKeys sealedKeys;
    private final Audited audited;

    DecryptController(SealedKeys sealedKeys, Audited audited) {
        this.sealedKeys = sealedKeys;
        this.audited = audited;
    }

    @GetMapping("/api/api-keys/{id}/decrypt")
    ResponseEntity<Decrypted> decrypt(@PathVariable UUID id, Caller caller, ServerHttpRequest request) {
        Actor actor = Actor.of(caller, request);
        Action action = new Action("provider-key.decrypt", "credential/" + id);
        if (request.getHeaders().containsKey(SHARED_SECRET_HEADER)) {
            throw refused(actor, action, ProviderKeyRefusal.SHARED_SECRET_REFUSED.refusedAt(SHARED_SECRET_HEADER));
        }
        if (!GrantController.ALLOWED.contains(caller.subject())) {
            throw refused(actor, action, ProviderKeyRefusal.OPENED_FOR_SERVICES_ONLY.refused());
        }
        Decrypted decrypted = audited.perform(
                actor,
                action,
                () -> sealedKeys.find(actor.tenant(), List.of(id)).stream()
                        .findFirst()
                        .filter(SealedKeys.Stored::active)
                        .map(stored -> new Decrypted(
                                id,
                                stored.providerType(),
                                sealedKeys.open(stored).reveal()))
                        .orElseThrow(() -> StandardRefusal.NOT_FOUND.refused("The key " + id)));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(decrypted);
    }

    private RefusedException refused(Actor actor, Action action, RefusedException refusal) {
        audited.refused(actor, action, refusal);
        return refusal;
    }
}
