package io.signalbox.credential.user;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.credential.Fields;
import io.signalbox.credential.audit.Actor;
import io.signalbox.credential.audit.Audited;
import io.signalbox.credential.audit.Audited.Action;
import io.signalbox.credential.directory.Directory;
import io.signalbox.credential.directory.DirectoryProjection;
import io.signalbox.credential.directory.UserState;
import io.signalbox.credential.user.UserCommand.ChangeUser;
import io.signalbox.credential.user.UserCommand.RegisterUser;
import io.signalbox.credential.user.UserCommand.RemoveUser;
import io.signalbox.kit.api.IfMatch;
import io.signalbox.kit.api.MergePatch;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.eventstore.ReadYourWrites;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.security.Role;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Registers, changes and removes the users of the caller's tenant. */
@RestController
final class UserController {
    record RegistrationRequest(String id, @Nullable String displayName, List<String> roles) {
        RegistrationRequest {
            id = Fields.text("id", id, Fields.USER_ID_MAX);
            if (id.indexOf('/') >= 0 || id.startsWith("service:")) {
                throw Fields.invalid("id", "it must not contain '/' nor begin with 'service:'");
            }
            displayName = Fields.optional("displayName", displayName, Fields.NAME_MAX);
            roles = Fields.required("roles", roles);
        }
    }

    record Changeable(@Nullable String displayName, List<String> roles) {
        Changeable {
            displayName = Fields.optional("displayName", displayName, Fields.NAME_MAX);
            roles = Fields.required("roles", roles);
        }
    }

    private final Audited audited;
    private final Commands commands;
    private final Directory directory;
    private final ReadYourWrites written;
    private final Clock clock;

    UserController(Audited audited, Commands commands, Directory directory, ReadYourWrites written, Clock clock) {
        this.audited = audited;
        this.commands = commands;
        this.directory = directory;
        this.written = written;
        this.clock = clock;
    }

    @PostMapping("/api/users")
    ResponseEntity<UserState> register(
            @RequestBody RegistrationRequest body, Caller caller, ServerHttpRequest request) {
        caller.require(Role.ADMINISTRATOR);
        Set<Role> roles = Roles.of(body.roles());
        Instant now = clock.instant();
        Actor actor = Actor.of(caller, request);
        audited.run(
                actor,
                new Action("user.register", "user/" + body.id()),
                () -> commands.send(
                        new RegisterUser(caller.tenant(), body.id(), body.displayName(), roles, actor.subject(), now)));
        await(caller, body.id());
        UserState state = directory
                .user(caller.tenant(), body.id())
                .orElseGet(() -> new UserState(body.id(), body.displayName(), body.roles(), now, now, 0));
        return ResponseEntity.created(URI.create("/api/users/" + encode(body.id())))
                .eTag(IfMatch.tag(state.version()))
                .body(state);
    }

    @PatchMapping("/api/users/{id}")
    ResponseEntity<UserState> change(
            @PathVariable String id,
            @RequestBody JsonNode patch,
            IfMatch ifMatch,
            Caller caller,
            ServerHttpRequest request) {
        caller.require(Role.ADMINISTRATOR);
        UserState state = known(id, caller);
        ifMatch.check(state.version());
        Changeable changed =
                MergePatch.apply(new Changeable(state.displayName(), state.roles()), patch, Changeable.class);
        Set<Role> roles = Roles.of(changed.roles());
        Actor actor = Actor.of(caller, request);
        audited.run(
                actor,
                new Action("user.change", "user/" + id),
                () -> commands.send(new ChangeUser(
                        caller.tenant(), id, changed.displayName(), roles, actor.subject(), clock.instant())));
        await(caller, id);
        UserState after = known(id, caller);
        return ResponseEntity.ok().eTag(IfMatch.tag(after.version())).body(after);
    }

    @DeleteMapping("/api/users/{id}")
    ResponseEntity<Void> remove(@PathVariable String id, IfMatch ifMatch, Caller caller, ServerHttpRequest request) {
        caller.require(Role.ADMINISTRATOR);
        ifMatch.check(known(id, caller).version());
        Actor actor = Actor.of(caller, request);
        audited.run(
                actor,
                new Action("user.remove", "user/" + id),
                () -> commands.send(new RemoveUser(caller.tenant(), id, actor.subject(), clock.instant())));
        await(caller, id);
        return ResponseEntity.noContent().build();
    }

    private UserState known(String id, Caller caller) {
        return directory.user(caller.tenant(), id).orElseThrow(() -> UserRefusal.USER_UNKNOWN.refused(id));
    }

    private void await(Caller caller, String user) {
        written.await(DirectoryProjection.PROCESSOR, UserKey.of(caller.tenant(), user));
    }

    private static String encode(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
