package io.signalbox.credential.accesskey;

import io.signalbox.credential.accesskey.AccessKeyCommand.IssueAccessKey;
import io.signalbox.credential.audit.Actor;
import io.signalbox.credential.audit.Audited;
import io.signalbox.credential.audit.Audited.Action;
import io.signalbox.credential.directory.Directory;
import io.signalbox.credential.directory.ProjectState;
import io.signalbox.credential.tenant.TenantRefusal;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.identity.IdSource;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Issues access keys: makes the key, stores its hash, gives the key out once. */
@Component
final class IssuingAccessKeys {
    private final Audited audited;
    private final Commands commands;
    private final Directory directory;
    private final IdSource ids;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    IssuingAccessKeys(Audited audited, Commands commands, Directory directory, IdSource ids, Clock clock) {
        this.audited = audited;
        this.commands = commands;
        this.directory = directory;
        this.ids = ids;
        this.clock = clock;
    }

    IssuedAccessKey issue(AccessKeyBody.Issue body, Actor actor) {
        UUID id = ids.next();
        AccessKeySecret secret = AccessKeySecret.generate(random);
        AccessKeyTerms terms = body.terms();
        Instant now = clock.instant();
        audited.run(actor, new Action("access-key.issue", "access-key/" + id), () -> {
            assertOpen(actor, body);
            commands.send(new IssueAccessKey(
                    actor.tenant(),
                    id,
                    body.projectId(),
                    body.user(),
                    secret.hash(),
                    secret.prefix(),
                    terms,
                    actor.subject(),
                    now));
        });
        return new IssuedAccessKey(
                secret.reveal(),
                new AccessKeyState(
                        id,
                        terms.name(),
                        secret.prefix(),
                        body.projectId(),
                        body.user(),
                        terms.models(),
                        terms.routes(),
                        terms.requestsPerMinute(),
                        terms.tags(),
                        terms.active(),
                        actor.subject(),
                        now,
                        now,
                        terms.expiresAt(),
                        null,
                        actor.tenant(),
                        secret.hash(),
                        0));
    }

    private void assertOpen(Actor actor, AccessKeyBody.Issue body) {
        if (directory.isClosed(actor.tenant())) {
            throw TenantRefusal.TENANT_CLOSED.refused(actor.tenant());
        }
        UUID project = body.projectId();
        if (project != null
                && directory
                        .project(actor.tenant(), project)
                        .filter(ProjectState::isOpen)
                        .isEmpty()) {
            throw AccessKeyRefusal.PROJECT_NOT_OPEN.refusedAt("projectId", project);
        }
    }
}
