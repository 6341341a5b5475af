package io.signalbox.credential.accesskey;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.credential.accesskey.AccessKeyCommand.ChangeAccessKey;
import io.signalbox.credential.accesskey.AccessKeyCommand.RevokeAccessKey;
import io.signalbox.credential.audit.Actor;
import io.signalbox.credential.audit.Audited;
import io.signalbox.credential.audit.Audited.Action;
import io.signalbox.kit.api.IfMatch;
import io.signalbox.kit.api.MergePatch;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.api.PageRequest;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.eventstore.ReadYourWrites;
import io.signalbox.kit.idempotency.AnswerHoldsSecret;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.security.Role;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Issues, lists, changes and revokes access keys. Administrators for everybody, developers for themselves. */
@RestController
final class AccessKeyController {
    private final IssuingAccessKeys issuing;
    private final AccessKeys keys;
    private final Audited audited;
    private final Commands commands;
    private final ReadYourWrites written;
    private final Clock clock;

    AccessKeyController(
            IssuingAccessKeys issuing,
            AccessKeys keys,
            Audited audited,
            Commands commands,
            ReadYourWrites written,
            Clock clock) {
        this.issuing = issuing;
        this.keys = keys;
        this.audited = audited;
        this.commands = commands;
        this.written = written;
        this.clock = clock;
    }

    /** The key is in this answer and nowhere else: a repeated call is told where the state is, never the key. */
    @AnswerHoldsSecret
    @PostMapping("/api/access-keys")
    ResponseEntity<IssuedAccessKey> issue(
            @RequestBody AccessKeyBody.Issue body, Caller caller, ServerHttpRequest request) {
        caller.require(Role.ADMINISTRATOR, Role.DEVELOPER);
        AccessKeyBody.Issue asked = body;
        if (!caller.has(Role.ADMINISTRATOR)) {
            if (body.user() != null && !body.user().equals(caller.subject())) {
                throw AccessKeyRefusal.OWN_KEYS_ONLY.refusedAt("user");
            }
            asked = body.belongingTo(caller.subject());
        }
        IssuedAccessKey issued = issuing.issue(asked, Actor.of(caller, request));
        written.await(AccessKeyProjection.PROCESSOR, issued.state().id());
        return ResponseEntity.created(
                        URI.create("/api/access-keys/" + issued.state().id()))
                .eTag(IfMatch.tag(issued.state().version()))
                .cacheControl(CacheControl.noStore())
                .body(issued);
    }

    @GetMapping("/api/access-keys")
    Page<AccessKeyState> list(PageRequest page, Caller caller) {
        boolean all = caller.has(Role.ADMINISTRATOR) || caller.has(Role.AUDITOR) || caller.has(Role.OPERATOR);
        return keys.list(caller.tenant(), all ? null : caller.subject(), page);
    }

    @GetMapping("/api/access-keys/{id}")
    ResponseEntity<AccessKeyState> one(@PathVariable UUID id, Caller caller) {
        AccessKeyState state = known(id, caller);
        return ResponseEntity.ok().eTag(IfMatch.tag(state.version())).body(state);
    }

    @PatchMapping("/api/access-keys/{id}")
    ResponseEntity<AccessKeyState> change(
            @PathVariable UUID id,
            @RequestBody JsonNode patch,
            IfMatch ifMatch,
            Caller caller,
            ServerHttpRequest request) {
        AccessKeyState state = changeable(id, caller, ifMatch);
        AccessKeyTerms terms = MergePatch.apply(
                        AccessKeyBody.Change.of(state.terms()), patch, AccessKeyBody.Change.class)
                .terms();
        Actor actor = Actor.of(caller, request);
        audited.run(
                actor,
                new Action("access-key.change", "access-key/" + id),
                () -> commands.send(new ChangeAccessKey(caller.tenant(), id, terms, actor.subject(), clock.instant())));
        written.await(AccessKeyProjection.PROCESSOR, id);
        AccessKeyState after = known(id, caller);
        return ResponseEntity.ok().eTag(IfMatch.tag(after.version())).body(after);
    }

    @DeleteMapping("/api/access-keys/{id}")
    ResponseEntity<Void> revoke(@PathVariable UUID id, IfMatch ifMatch, Caller caller, ServerHttpRequest request) {
        changeable(id, caller, ifMatch);
        Actor actor = Actor.of(caller, request);
        audited.run(
                actor,
                new Action("access-key.revoke", "access-key/" + id),
                () -> commands.send(new RevokeAccessKey(caller.tenant(), id, actor.subject(), clock.instant())));
        written.await(AccessKeyProjection.PROCESSOR, id);
        return ResponseEntity.noContent().build();
    }

    private AccessKeyState known(UUID id, Caller caller) {
        return keys.find(caller.tenant(), id)
                .orElseThrow(() -> StandardRefusal.NOT_FOUND.refused("The access key " + id));
    }

    private AccessKeyState changeable(UUID id, Caller caller, IfMatch ifMatch) {
        AccessKeyState state = known(id, caller);
        caller.require(Role.ADMINISTRATOR, Role.DEVELOPER);
        if (!caller.has(Role.ADMINISTRATOR) && !caller.subject().equals(state.user())) {
            throw AccessKeyRefusal.OWN_KEYS_ONLY.refused();
        }
        ifMatch.check(state.version());
        return state;
    }
}
