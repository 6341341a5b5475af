package io.signalbox.credential.apikey;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.credential.apikey.KeepingProviderKeys.Kept;
import io.signalbox.credential.asking.Providers;
import io.signalbox.credential.audit.Actor;
import io.signalbox.kit.api.IfMatch;
import io.signalbox.kit.api.MergePatch;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.api.PageRequest;
import io.signalbox.kit.eventstore.ReadYourWrites;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.security.Role;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes provider keys in, shows, switches, rotates and revokes them. Never shows a key. */
@RestController
final class ProviderKeyController {
    record Changeable(boolean isActive) {}

    private final AddingKeys adding;
    private final KeepingProviderKeys keeping;
    private final ProviderKeys keys;
    private final Providers providers;
    private final ReadYourWrites written;

    ProviderKeyController(
            AddingKeys adding,
            KeepingProviderKeys keeping,
            ProviderKeys keys,
            Providers providers,
            ReadYourWrites written) {
        this.adding = adding;
        this.keeping = keeping;
        this.keys = keys;
        this.providers = providers;
        this.written = written;
    }

    @PostMapping("/api/api-keys")
    ResponseEntity<ProviderKeyState> add(
            @RequestBody AddingKeys.KeyRequest body, Caller caller, ServerHttpRequest request) {
        caller.require(Role.ADMINISTRATOR, Role.DEVELOPER);
        String owner = owner(body.userId(), caller);
        Kept kept = adding.add(body, owner, Actor.of(caller, request));
        return written(
                kept.credentialId(),
                caller,
                ResponseEntity.created(URI.create("/api/api-keys/" + kept.credentialId())));
    }

    @GetMapping("/api/api-keys")
    Page<ProviderKeyState> list(
            @RequestParam(required = false) @Nullable String userId,
            @RequestParam(required = false) @Nullable String provider,
            PageRequest page,
            Caller caller) {
        boolean all = caller.has(Role.ADMINISTRATOR) || caller.has(Role.AUDITOR) || caller.isService();
        if (userId != null && !all && !userId.equals(caller.subject())) {
            throw ProviderKeyRefusal.OTHER_USERS_KEY.refusedAt("userId");
        }
        String type =
                provider == null ? null : providers.named("provider", provider).type();
        return keys.list(caller.tenant(), all ? userId : caller.subject(), type, page);
    }

    @GetMapping("/api/api-keys/{id}")
    ResponseEntity<ProviderKeyState> one(@PathVariable UUID id, Caller caller) {
        ProviderKeyState state = known(id, caller);
        return ResponseEntity.ok().eTag(IfMatch.tag(state.version())).body(state);
    }

    @PatchMapping("/api/api-keys/{id}")
    ResponseEntity<ProviderKeyState> turn(
            @PathVariable UUID id,
            @RequestBody JsonNode patch,
            IfMatch ifMatch,
            Caller caller,
            ServerHttpRequest request) {
        ProviderKeyState state = changeable(id, caller, ifMatch);
        Changeable changed = MergePatch.apply(new Changeable(state.isActive()), patch, Changeable.class);
        keeping.turn(Actor.of(caller, request), id, changed.isActive());
        return written(id, caller, ResponseEntity.ok());
    }

    @PostMapping("/api/api-keys/{id}/rotate")
    ResponseEntity<ProviderKeyState> rotate(
            @PathVariable UUID id,
            @RequestBody AddingKeys.RotationRequest body,
            IfMatch ifMatch,
            Caller caller,
            ServerHttpRequest request) {
        ProviderKeyState state = changeable(id, caller, ifMatch);
        adding.rotate(state, body, Actor.of(caller, request));
        return written(id, caller, ResponseEntity.ok());
    }

    @DeleteMapping("/api/api-keys/{id}")
    ResponseEntity<Void> revoke(@PathVariable UUID id, IfMatch ifMatch, Caller caller, ServerHttpRequest request) {
        changeable(id, caller, ifMatch);
        keeping.revoke(Actor.of(caller, request), id);
        written.await(ProviderKeyProjection.PROCESSOR, id);
        return ResponseEntity.noContent().build();
    }

    private ResponseEntity<ProviderKeyState> written(UUID id, Caller caller, ResponseEntity.BodyBuilder answer) {
        written.await(ProviderKeyProjection.PROCESSOR, id);
        ProviderKeyState state = keys.find(caller.tenant(), id).orElseThrow(StandardRefusal.UNAVAILABLE::refused);
        return answer.eTag(IfMatch.tag(state.version())).body(state);
    }

    private ProviderKeyState known(UUID id, Caller caller) {
        return keys.find(caller.tenant(), id)
                .filter(state -> isVisible(state, caller))
                .orElseThrow(() -> StandardRefusal.NOT_FOUND.refused("The key " + id));
    }

    private static boolean isVisible(ProviderKeyState state, Caller caller) {
        return caller.has(Role.ADMINISTRATOR)
                || caller.has(Role.AUDITOR)
                || caller.isService()
                || state.userId().equals(caller.subject());
    }

    private ProviderKeyState changeable(UUID id, Caller caller, IfMatch ifMatch) {
        ProviderKeyState state = known(id, caller);
        caller.require(Role.ADMINISTRATOR, Role.DEVELOPER);
        ifMatch.check(state.version());
        return state;
    }

    /** Whose key it is: the caller's, unless an administrator says otherwise. */
    private static String owner(@Nullable String userId, Caller caller) {
        if (userId == null || userId.equals(caller.subject())) {
            return caller.subject();
        }
        if (!caller.has(Role.ADMINISTRATOR)) {
            throw ProviderKeyRefusal.OTHER_USERS_KEY.refusedAt("userId");
        }
        return userId;
    }
}
