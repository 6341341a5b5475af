package io.signalbox.credential.apikey;

import io.signalbox.contracts.TenantId;
import io.signalbox.credential.Fields;
import io.signalbox.credential.apikey.KeepingProviderKeys.Kept;
import io.signalbox.credential.apikey.KeepingProviderKeys.Replacement;
import io.signalbox.credential.audit.Actor;
import io.signalbox.kit.identity.Secret;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.security.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * For the provider service: seals the key of a configuration before the configuration says that it has one. Repeating a
 * call is harmless: a key of that name is replaced, a revoked one stays revoked.
 */
@RestController
final class InternalCredentialController {
    private static final String PROVIDER_SERVICE = "service:provider";
    /** Names of configurations' keys must not meet those of users' own. */
    private static final String CLAIMED_FOR_CONFIGURATIONS = "configuration/";

    record SealRequest(
            TenantId tenant,
            String owner,
            @Nullable UUID projectId,
            String providerType,
            String keyName,
            String origin,
            Secret apiKey,
            @Nullable UUID credentialId) {
        SealRequest {
            tenant = Fields.required("tenant", tenant);
            owner = Fields.text("owner", owner, Fields.USER_ID_MAX);
            providerType = Fields.text("providerType", providerType, Fields.NAME_MAX);
            keyName = Fields.text("keyName", keyName, Fields.NAME_MAX);
            origin = KeyOrigin.of("origin", Fields.text("origin", origin, 2_000));
            apiKey = AddingKeys.checked(apiKey);
        }
    }

    private final KeepingProviderKeys keeping;

    InternalCredentialController(KeepingProviderKeys keeping) {
        this.keeping = keeping;
    }

    @PostMapping("/internal/credentials")
    ResponseEntity<Kept> seal(@RequestBody SealRequest body, Caller caller, ServerHttpRequest request) {
        requireProviderService(caller);
        Actor actor = Actor.of(caller, request).on(body.tenant());
        UUID existing = body.credentialId();
        if (existing != null) {
            return ResponseEntity.ok(
                    keeping.rotate(actor, existing, new Replacement(body.apiKey(), body.origin(), null)));
        }
        NewKey wanted = new NewKey(
                body.owner(),
                body.projectId(),
                body.providerType(),
                body.keyName(),
                CLAIMED_FOR_CONFIGURATIONS + body.keyName(),
                body.origin(),
                body.apiKey(),
                null);
        return ResponseEntity.status(HttpStatus.CREATED).body(keeping.storeOrReplace(actor, wanted));
    }

    /** The tenant is named by the header {@code signalbox-tenant}. */
    @DeleteMapping("/internal/credentials/{id}")
    ResponseEntity<Void> revoke(@PathVariable UUID id, Caller caller, ServerHttpRequest request) {
        requireProviderService(caller);
        keeping.revoke(Actor.of(caller, request), id);
        return ResponseEntity.noContent().build();
    }

    private static void requireProviderService(Caller caller) {
        if (!caller.subject().equals(PROVIDER_SERVICE)) {
            throw StandardRefusal.SERVICE_ONLY.refused();
        }
    }
}
