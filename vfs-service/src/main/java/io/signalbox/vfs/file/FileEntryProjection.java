package io.signalbox.vfs.file;

import io.signalbox.vfs.session.SessionEvent;
import io.signalbox.vfs.session.SessionEvent.FileDeleted;
import io.signalbox.vfs.session.SessionEvent.FileWritten;
import io.signalbox.vfs.session.SessionEvent.SessionClosed;
import io.signalbox.vfs.session.SessionEvent.SessionOpened;
import java.sql.Timestamp;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code file_entry}: the files of open sessions as they are now. */
@Component
@ProcessingGroup(FileEntryProjection.PROCESSOR)
public final class FileEntryProjection {
    /** Processor, token and metric tag. */
    public static final String PROCESSOR = "vfs.file";

    private final JdbcClient sql;

    FileEntryProjection(@Qualifier("processorJdbc") JdbcClient sql) {
        this.sql = sql;
    }

    @EventHandler
    void on(SessionEvent event) {
        switch (event) {
            case FileWritten written -> write(written);
            case FileDeleted deleted ->
                sql.sql("delete from file_entry where tenant = ? and session_id = ? and path = ?")
                        .params(deleted.tenant().value(), deleted.sessionId(), deleted.path())
                        .update();
            case SessionClosed closed ->
                sql.sql("delete from file_entry where tenant = ? and session_id = ?")
                        .params(closed.tenant().value(), closed.sessionId())
                        .update();
            case SessionOpened opened -> {}
        }
    }

    @ResetHandler
    void reset() {
        sql.sql("delete from file_entry").update();
    }

    private void write(FileWritten written) {
        sql.sql("""
                insert into file_entry (tenant, session_id, path, hash, bytes, version, changed_by, changed_at)
                values (:tenant, :session, :path, :hash, :bytes, :version, :by, :at)
                on conflict (tenant, session_id, path) do update set hash = excluded.hash, bytes = excluded.bytes,
                    version = excluded.version, changed_by = excluded.changed_by, changed_at = excluded.changed_at
                """)
                .param("tenant", written.tenant().value())
                .param("session", written.sessionId())
                .param("path", written.path())
                .param("hash", written.hash())
                .param("bytes", written.bytes())
                .param("version", written.version())
                .param("by", written.by())
                .param("at", Timestamp.from(written.at()))
                .update();
    }
}
