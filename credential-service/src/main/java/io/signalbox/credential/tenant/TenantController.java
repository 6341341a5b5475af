package io.signalbox.credential.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contracts.TenantId;
import io.signalbox.credential.Fields;
import io.signalbox.credential.audit.Actor;
import io.signalbox.credential.audit.Audited;
import io.signalbox.credential.audit.Audited.Action;
import io.signalbox.credential.directory.Directory;
import io.signalbox.credential.directory.DirectoryProjection;
import io.signalbox.credential.directory.TenantState;
import io.signalbox.credential.tenant.TenantCommand.OpenTenant;
import io.signalbox.credential.tenant.TenantCommand.RenameTenant;
import io.signalbox.kit.api.IfMatch;
import io.signalbox.kit.api.MergePatch;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.eventstore.ReadYourWrites;
import io.signalbox.kit.identity.IdSource;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.security.Role;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Opens, renames and closes tenants. Only those who run the installation open and close; a tenant renames itself. */
@RestController
final class TenantController {
    record OpeningRequest(@Nullable TenantId id, String name) {
        OpeningRequest {
            name = Fields.text("name", name, Fields.NAME_MAX);
        }
    }

    record Changeable(String name) {
        Changeable {
            name = Fields.text("name", name, Fields.NAME_MAX);
        }
    }

    private final Audited audited;
    private final Commands commands;
    private final ClosingTenants closing;
    private final Directory directory;
    private final ReadYourWrites written;
    private final IdSource ids;
    private final Clock clock;

    TenantController(
            Audited audited,
            Commands commands,
            ClosingTenants closing,
            Directory directory,
            ReadYourWrites written,
            IdSource ids,
            Clock clock) {
        this.audited = audited;
        this.commands = commands;
        this.closing = closing;
        this.directory = directory;
        this.written = written;
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping("/api/tenants")
    ResponseEntity<TenantState> open(@RequestBody OpeningRequest body, Caller caller, ServerHttpRequest request) {
        requirePlatform(caller);
        TenantId id = body.id() == null ? new TenantId(ids.next().toString()) : body.id();
        Instant now = clock.instant();
        Actor actor = Actor.of(caller, request).on(id);
        audited.run(
                actor,
                new Action("tenant.open", "tenant/" + id),
                () -> commands.send(new OpenTenant(id, body.name(), actor.subject(), now)));
        written.await(DirectoryProjection.PROCESSOR, TenantKey.of(id));
        TenantState state =
                directory.tenant(id, id).orElseGet(() -> new TenantState(id, body.name(), true, now, null, 0));
        return ResponseEntity.created(URI.create("/api/tenants/" + id))
                .eTag(IfMatch.tag(state.version()))
                .body(state);
    }

    @PatchMapping("/api/tenants/{id}")
    ResponseEntity<TenantState> rename(
            @PathVariable TenantId id,
            @RequestBody JsonNode patch,
            IfMatch ifMatch,
            Caller caller,
            ServerHttpRequest request) {
        TenantState state = visible(id, caller);
        caller.require(Role.ADMINISTRATOR);
        ifMatch.check(state.version());
        Changeable changed = MergePatch.apply(new Changeable(state.name()), patch, Changeable.class);
        Actor actor = Actor.of(caller, request).on(id);
        audited.run(
                actor,
                new Action("tenant.rename", "tenant/" + id),
                () -> commands.send(new RenameTenant(id, changed.name(), actor.subject(), clock.instant())));
        written.await(DirectoryProjection.PROCESSOR, TenantKey.of(id));
        TenantState after = visible(id, caller);
        return ResponseEntity.ok().eTag(IfMatch.tag(after.version())).body(after);
    }

    @DeleteMapping("/api/tenants/{id}")
    ResponseEntity<Void> close(@PathVariable TenantId id, IfMatch ifMatch, Caller caller, ServerHttpRequest request) {
        TenantState state = visible(id, caller);
        requirePlatform(caller);
        ifMatch.check(state.version());
        closing.close(Actor.of(caller, request).on(id));
        written.await(DirectoryProjection.PROCESSOR, TenantKey.of(id));
        return ResponseEntity.noContent().build();
    }

    private TenantState visible(TenantId id, Caller caller) {
        return directory
                .tenant(caller.tenant(), id)
                .orElseThrow(() -> StandardRefusal.NOT_FOUND.refused("The tenant " + id));
    }

    private static void requirePlatform(Caller caller) {
        caller.require(Role.ADMINISTRATOR);
        if (!caller.isPlatform()) {
            throw TenantRefusal.PLATFORM_ONLY.refused();
        }
    }
}
