package io.signalbox.contracts.vfs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.Topic;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened in the virtual file system. */
public sealed interface VfsActivityEvent extends ContractEvent {
    @Override
    @JsonIgnore
    default Topic topic() {
        return Topic.VFS_ACTIVITY;
    }

    /** A session was opened with a quota and a lifetime. */
    record SessionOpened(
            TenantId tenant,
            UUID sessionId,
            @Nullable String user,
            long bytesMax,
            int filesMax,
            Instant openedAt,
            Instant expiresAt)
            implements VfsActivityEvent {
        @Override
        public String recordKey() {
            return tenant + "/session/" + sessionId;
        }
    }

    /** How a file changed. */
    enum Change {
        WRITTEN,
        DELETED,
        MOVED
    }

    /**
     * A file changed.
     *
     * @param contentHash lower-case hex SHA-256 of the new content; absent when deleted
     * @param version grows by one with every change of the session
     */
    record FileChanged(
            TenantId tenant,
            UUID sessionId,
            String path,
            Change change,
            @Nullable String contentHash,
            long bytes,
            long version,
            Instant changedAt)
            implements VfsActivityEvent {
        @Override
        public String recordKey() {
            return tenant + "/session/" + sessionId;
        }
    }

    /** A session ended, by request or by age; its files are gone. */
    record SessionClosed(TenantId tenant, UUID sessionId, String reason, Instant closedAt) implements VfsActivityEvent {
        @Override
        public String recordKey() {
            return tenant + "/session/" + sessionId;
        }
    }
}
