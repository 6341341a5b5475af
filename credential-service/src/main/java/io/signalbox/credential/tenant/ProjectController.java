package io.signalbox.credential.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.credential.Fields;
import io.signalbox.credential.audit.Actor;
import io.signalbox.credential.audit.Audited;
import io.signalbox.credential.audit.Audited.Action;
import io.signalbox.credential.directory.Directory;
import io.signalbox.credential.directory.DirectoryProjection;
import io.signalbox.credential.directory.ProjectState;
import io.signalbox.credential.tenant.TenantCommand.CloseProject;
import io.signalbox.credential.tenant.TenantCommand.OpenProject;
import io.signalbox.credential.tenant.TenantCommand.RenameProject;
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
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Opens, renames and closes projects of the caller's tenant. */
@RestController
final class ProjectController {
    record OpeningRequest(String name) {
        OpeningRequest {
            name = Fields.text("name", name, Fields.NAME_MAX);
        }
    }

    private final Audited audited;
    private final Commands commands;
    private final Directory directory;
    private final ReadYourWrites written;
    private final IdSource ids;
    private final Clock clock;

    ProjectController(
            Audited audited,
            Commands commands,
            Directory directory,
            ReadYourWrites written,
            IdSource ids,
            Clock clock) {
        this.audited = audited;
        this.commands = commands;
        this.directory = directory;
        this.written = written;
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping("/api/projects")
    ResponseEntity<ProjectState> open(@RequestBody OpeningRequest body, Caller caller, ServerHttpRequest request) {
        caller.require(Role.ADMINISTRATOR);
        UUID id = ids.next();
        Instant now = clock.instant();
        Actor actor = Actor.of(caller, request);
        audited.run(
                actor,
                new Action("project.open", "project/" + id),
                () -> commands.send(new OpenProject(caller.tenant(), id, body.name(), actor.subject(), now)));
        await(caller);
        ProjectState state = directory
                .project(caller.tenant(), id)
                .orElseGet(() -> new ProjectState(id, body.name(), true, now, null, 0));
        return ResponseEntity.created(URI.create("/api/projects/" + id))
                .eTag(IfMatch.tag(state.version()))
                .body(state);
    }

    @PatchMapping("/api/projects/{id}")
    ResponseEntity<ProjectState> rename(
            @PathVariable UUID id,
            @RequestBody JsonNode patch,
            IfMatch ifMatch,
            Caller caller,
            ServerHttpRequest request) {
        ProjectState state = known(id, caller);
        caller.require(Role.ADMINISTRATOR);
        ifMatch.check(state.version());
        OpeningRequest changed = MergePatch.apply(new OpeningRequest(state.name()), patch, OpeningRequest.class);
        Actor actor = Actor.of(caller, request);
        audited.run(
                actor,
                new Action("project.rename", "project/" + id),
                () -> commands.send(
                        new RenameProject(caller.tenant(), id, changed.name(), actor.subject(), clock.instant())));
        await(caller);
        ProjectState after = known(id, caller);
        return ResponseEntity.ok().eTag(IfMatch.tag(after.version())).body(after);
    }

    @DeleteMapping("/api/projects/{id}")
    ResponseEntity<Void> close(@PathVariable UUID id, IfMatch ifMatch, Caller caller, ServerHttpRequest request) {
        ProjectState state = known(id, caller);
        caller.require(Role.ADMINISTRATOR);
        ifMatch.check(state.version());
        Actor actor = Actor.of(caller, request);
        audited.run(
                actor,
                new Action("project.close", "project/" + id),
                () -> commands.send(new CloseProject(caller.tenant(), id, actor.subject(), clock.instant())));
        await(caller);
        return ResponseEntity.noContent().build();
    }

    private ProjectState known(UUID id, Caller caller) {
        return directory
                .project(caller.tenant(), id)
                .orElseThrow(() -> StandardRefusal.NOT_FOUND.refused("The project " + id));
    }

    private void await(Caller caller) {
        written.await(DirectoryProjection.PROCESSOR, TenantKey.of(caller.tenant()));
    }
}
