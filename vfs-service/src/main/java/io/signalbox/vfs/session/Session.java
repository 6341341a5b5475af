package io.signalbox.vfs.session;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.TenantOwned;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.vfs.session.SessionCommand.CloseSession;
import io.signalbox.vfs.session.SessionCommand.DeleteFile;
import io.signalbox.vfs.session.SessionCommand.OpenSession;
import io.signalbox.vfs.session.SessionCommand.WriteFile;
import io.signalbox.vfs.session.SessionEvent.FileDeleted;
import io.signalbox.vfs.session.SessionEvent.FileWritten;
import io.signalbox.vfs.session.SessionEvent.SessionClosed;
import io.signalbox.vfs.session.SessionEvent.SessionOpened;
import java.time.Instant;
import java.util.TreeMap;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * A private file space. One aggregate decides about all files of a session, so two writers at once can neither exceed the
 * quota nor lose an update: the second decides over what the first left.
 */
@Aggregate
final class Session implements TenantOwned {
    /** How often files of one session may change; each change is read again whenever the next is decided. */
    static final int CHANGES_MAX = 20_000;

    private record HeldFile(String hash, long bytes) {}

    @AggregateIdentifier
    private UUID id;

    private @Nullable TenantId tenant;
    private Quota quota = new Quota(0, 0);
    private Instant expiresAt = Instant.EPOCH;
    private boolean closed;
    private long bytesUsed;
    private long version;
    private final TreeMap<String, HeldFile> files = new TreeMap<>();

    Session() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void open(OpenSession command) {
        if (!command.expiresAt().isAfter(command.at())) {
            throw StandardRefusal.FIELD_INVALID.refusedAt("lifetime", "lifetime", "it must be longer than nothing");
        }
        AggregateLifecycle.apply(new SessionOpened(
                command.tenant(),
                command.sessionId(),
                command.name(),
                command.quota(),
                command.tokenHash(),
                command.tokenPrefix(),
                command.by(),
                command.at(),
                command.expiresAt()));
    }

    @CommandHandler
    void write(WriteFile command, ContentHolds holds) {
        assertAlive(command.at());
        HeldFile before = files.get(command.path());
        assertMet(command.condition(), before);
        if (before != null && before.hash().equals(command.hash())) {
            return;
        }
        assertNothingInTheWay(command.path());
        long more = command.bytes() - (before == null ? 0 : before.bytes());
        int filesAfter = files.size() + (before == null ? 1 : 0);
        assertWithinQuota(more, filesAfter);
        AggregateLifecycle.apply(new FileWritten(
                command.tenant(),
                id,
                command.path(),
                command.hash(),
                command.bytes(),
                version + 1,
                bytesUsed + more,
                filesAfter,
                command.by(),
                command.at()));
        holds.hold(command.tenant(), id, command.path(), command.hash());
    }

    @CommandHandler
    void delete(DeleteFile command, ContentHolds holds) {
        assertAlive(command.at());
        HeldFile before = files.get(command.path());
        assertMet(command.condition(), before);
        if (before == null) {
            return;
        }
        AggregateLifecycle.apply(new FileDeleted(
                command.tenant(),
                id,
                command.path(),
                version + 1,
                bytesUsed - before.bytes(),
                files.size() - 1,
                command.by(),
                command.at()));
        holds.release(command.tenant(), id, command.path());
    }

    @CommandHandler
    void close(CloseSession command, ContentHolds holds) {
        if (closed) {
            return;
        }
        if (command.reason() == CloseReason.EXPIRED && command.at().isBefore(expiresAt)) {
            throw StandardRefusal.STATE_CHANGED.refused();
        }
        AggregateLifecycle.apply(new SessionClosed(command.tenant(), id, command.reason(), command.by(), command.at()));
        holds.releaseAll(command.tenant(), id);
    }

    @EventSourcingHandler
    void on(SessionEvent event) {
        switch (event) {
            case SessionOpened opened -> {
                id = opened.sessionId();
                tenant = opened.tenant();
                quota = opened.quota();
                expiresAt = opened.expiresAt();
            }
            case FileWritten written -> {
                files.put(written.path(), new HeldFile(written.hash(), written.bytes()));
                bytesUsed = written.bytesUsed();
                version = written.version();
            }
            case FileDeleted deleted -> {
                files.remove(deleted.path());
                bytesUsed = deleted.bytesUsed();
                version = deleted.version();
            }
            case SessionClosed gone -> {
                closed = true;
                files.clear();
            }
        }
    }

    @Override
    public @Nullable TenantId tenant() {
        return tenant;
    }

    private void assertAlive(Instant now) {
        if (closed) {
            throw SessionRefusal.SESSION_CLOSED.refused();
        }
        if (!now.isBefore(expiresAt)) {
            throw SessionRefusal.SESSION_EXPIRED.refused(expiresAt);
        }
    }

    private static void assertMet(WriteCondition condition, @Nullable HeldFile file) {
        if (!condition.isMetBy(file == null ? null : file.hash())) {
            throw StandardRefusal.STATE_CHANGED.refused();
        }
    }

    private void assertNothingInTheWay(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String above = path.substring(0, slash);
            if (files.containsKey(above)) {
                throw SessionRefusal.FILE_IN_THE_WAY.refusedAt("path", above);
            }
        }
        String below = files.ceilingKey(path + "/");
        if (below != null && below.startsWith(path + "/")) {
            throw SessionRefusal.FOLDER_IN_THE_WAY.refusedAt("path", path);
        }
    }

    private void assertWithinQuota(long more, int filesAfter) {
        if (version >= CHANGES_MAX) {
            throw SessionRefusal.CHANGES_TOO_MANY.refused(CHANGES_MAX);
        }
        if (bytesUsed + more > quota.bytes() && more > 0) {
            throw SessionRefusal.BYTES_QUOTA_EXCEEDED.refusedAt("quota.bytes", more, bytesUsed, quota.bytes());
        }
        if (filesAfter > quota.files() && filesAfter > files.size()) {
            throw SessionRefusal.FILES_QUOTA_EXCEEDED.refusedAt("quota.files", files.size(), quota.files());
        }
    }
}
