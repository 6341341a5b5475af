package io.signalbox.credential.accesskey;

import io.signalbox.contracts.credential.CredentialEvent;
import io.signalbox.kit.problem.StandardRefusal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** For a gateway that has not heard of a key yet: the state by the key's hash. */
@RestController
final class AccessKeyLookupController {
    private final AccessKeys keys;

    AccessKeyLookupController(AccessKeys keys) {
        this.keys = keys;
    }

    /** A revoked key is answered like one that never was. */
    @GetMapping("/internal/access-keys/by-hash/{hash}")
    CredentialEvent.AccessKeyIssued byHash(@PathVariable String hash) {
        AccessKeyState state = keys.byHash(hash)
                .filter(key -> key.revokedAt() == null)
                .orElseThrow(() -> StandardRefusal.NOT_FOUND.refused("The access key"));
        return new CredentialEvent.AccessKeyIssued(
                state.tenant(),
                state.id(),
                state.name(),
                state.projectId(),
                state.user(),
                state.secretHash(),
                state.prefix(),
                state.models(),
                state.routes(),
                state.requestsPerMinute(),
                state.tags(),
                state.isActive(),
                state.createdAt(),
                state.expiresAt());
    }
}
