package io.signalbox.vfs.overview;

import io.signalbox.kit.api.IfMatch;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.api.PageRequest;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.eventstore.ReadYourWrites;
import io.signalbox.kit.idempotency.AnswerHoldsSecret;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.security.Role;
import io.signalbox.vfs.session.CloseReason;
import io.signalbox.vfs.session.SessionCommand.CloseSession;
import io.signalbox.vfs.session.SessionRefusal;
import io.signalbox.vfs.token.Visitor;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Opens, lists and closes sessions. Only users open and list; a session's token reaches its own session. */
@RestController
final class SessionController {
    private final OpeningSessions opening;
    private final Sessions sessions;
    private final Entrance entrance;
    private final Commands commands;
    private final ReadYourWrites written;
    private final Clock clock;

    SessionController(
            OpeningSessions opening,
            Sessions sessions,
            Entrance entrance,
            Commands commands,
            ReadYourWrites written,
            Clock clock) {
        this.opening = opening;
        this.sessions = sessions;
        this.entrance = entrance;
        this.commands = commands;
        this.written = written;
        this.clock = clock;
    }

    /** The token is in this answer and nowhere else: a repeated call is told where the state is, never the token. */
    @AnswerHoldsSecret
    @PostMapping("/api/vfs/sessions")
    ResponseEntity<OpenedSession> open(@RequestBody NewSession body, Visitor visitor) {
        Caller caller = user(visitor);
        caller.require(Role.ADMINISTRATOR, Role.DEVELOPER, Role.SERVICE);
        OpenedSession opened = opening.open(body, caller);
        return ResponseEntity.created(
                        URI.create("/api/vfs/sessions/" + opened.session().id()))
                .eTag(IfMatch.tag(opened.session().version()))
                .cacheControl(CacheControl.noStore())
                .body(opened);
    }

    @GetMapping("/api/vfs/sessions")
    Page<SessionOverview> list(PageRequest page, Visitor visitor) {
        Caller caller = user(visitor);
        boolean all = caller.has(Role.ADMINISTRATOR)
                || caller.has(Role.AUDITOR)
                || caller.has(Role.OPERATOR)
                || caller.isService();
        return sessions.list(caller.tenant(), all ? null : caller.subject(), page);
    }

    @GetMapping("/api/vfs/sessions/{id}")
    ResponseEntity<SessionOverview> one(@PathVariable UUID id, Visitor visitor) {
        SessionOverview session = entrance.open(visitor, id);
        return ResponseEntity.ok().eTag(IfMatch.tag(session.version())).body(session);
    }

    /** Repeating it changes nothing, so it is answered alike. */
    @DeleteMapping("/api/vfs/sessions/{id}")
    ResponseEntity<Void> close(@PathVariable UUID id, Visitor visitor) {
        entrance.known(visitor, id);
        commands.send(new CloseSession(visitor.tenant(), id, CloseReason.REQUESTED, visitor.name(), clock.instant()));
        written.await(SessionOverviewProjection.PROCESSOR, id);
        return ResponseEntity.noContent().build();
    }

    private static Caller user(Visitor visitor) {
        return switch (visitor) {
            case Visitor.User user -> user.caller();
            case Visitor.TokenHolder holder -> throw SessionRefusal.TOKEN_SCOPE.refused(holder.sessionId());
        };
    }
}
