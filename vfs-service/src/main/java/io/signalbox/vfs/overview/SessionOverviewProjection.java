package io.signalbox.vfs.overview;

import io.signalbox.vfs.session.SessionEvent;
import io.signalbox.vfs.session.SessionEvent.FileDeleted;
import io.signalbox.vfs.session.SessionEvent.FileWritten;
import io.signalbox.vfs.session.SessionEvent.SessionClosed;
import io.signalbox.vfs.session.SessionEvent.SessionOpened;
import java.sql.Timestamp;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code session_overview}. */
@Component
@ProcessingGroup(SessionOverviewProjection.PROCESSOR)
public final class SessionOverviewProjection {
    /** Processor, token and metric tag. */
    public static final String PROCESSOR = "vfs.overview";

    private final JdbcClient sql;

    SessionOverviewProjection(@Qualifier("processorJdbc") JdbcClient sql) {
        this.sql = sql;
    }

    private record Use(SessionEvent event, long bytes, int files) {}

    @EventHandler
    void on(SessionEvent event, @SequenceNumber long version) {
        switch (event) {
            case SessionOpened opened -> insert(opened, version);
            case FileWritten written -> use(new Use(written, written.bytesUsed(), written.filesUsed()), version);
            case FileDeleted deleted -> use(new Use(deleted, deleted.bytesUsed(), deleted.filesUsed()), version);
            case SessionClosed closed -> close(closed, version);
        }
    }

    @ResetHandler
    void reset() {
        sql.sql("delete from session_overview").update();
    }

    private void insert(SessionOpened opened, long version) {
        sql.sql("""
                insert into session_overview (tenant, session_id, name, opened_by, token_hash, token_prefix, bytes_max,
                    files_max, bytes_used, files_used, opened_at, expires_at, version)
                values (:tenant, :id, :name, :by, :tokenHash, :tokenPrefix, :bytesMax, :filesMax, 0, 0, :at, :expiresAt,
                    :version)
                on conflict (tenant, session_id) do nothing
                """)
                .param("tenant", opened.tenant().value())
                .param("id", opened.sessionId())
                .param("name", opened.name())
                .param("by", opened.by())
                .param("tokenHash", opened.tokenHash())
                .param("tokenPrefix", opened.tokenPrefix())
                .param("bytesMax", opened.quota().bytes())
                .param("filesMax", opened.quota().files())
                .param("at", Timestamp.from(opened.at()))
                .param("expiresAt", Timestamp.from(opened.expiresAt()))
                .param("version", version)
                .update();
    }

    private void use(Use use, long version) {
        sql.sql("""
                update session_overview set bytes_used = :bytes, files_used = :files, version = :version
                where tenant = :tenant and session_id = :id
                """)
                .param("bytes", use.bytes())
                .param("files", use.files())
                .param("version", version)
                .param("tenant", use.event().tenant().value())
                .param("id", use.event().sessionId())
                .update();
    }

    private void close(SessionClosed closed, long version) {
        sql.sql("""
                update session_overview set closed_at = :at, closed_reason = :reason, bytes_used = 0, files_used = 0,
                    version = :version
                where tenant = :tenant and session_id = :id
                """)
                .param("at", Timestamp.from(closed.at()))
                .param("reason", closed.reason().name())
                .param("version", version)
                .param("tenant", closed.tenant().value())
                .param("id", closed.sessionId())
                .update();
    }
}
