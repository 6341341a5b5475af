package io.signalbox.vfs.file;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.api.Cursor;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.api.PageRequest;
import io.signalbox.kit.tenancy.TenantTransaction;
import io.signalbox.vfs.file.FolderItem.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers which files a session has. */
@Component
final class FileEntries {
    private final TenantTransaction transaction;
    private final JdbcClient sql;

    FileEntries(TenantTransaction transaction, JdbcClient sql) {
        this.transaction = transaction;
        this.sql = sql;
    }

    Optional<FileEntry> find(TenantId tenant, UUID sessionId, FilePath path) {
        return transaction.in(
                tenant,
                () -> sql.sql("select * from file_entry where session_id = ? and path = ?")
                        .params(sessionId, path.value())
                        .query((row, number) -> entry(row))
                        .optional());
    }

    /** What lies directly in {@code folder}, by name; null is the session itself. */
    Page<FolderItem> list(TenantId tenant, UUID sessionId, @Nullable FilePath folder, PageRequest page) {
        String after = page.after(1).map(at -> at.values().getFirst()).orElse("");
        List<FolderItem> rows = transaction.in(
                tenant,
                () -> sql.sql("""
                        select name, bool_or(deeper) as folder, count(*) as files, sum(bytes) as bytes, max(hash) as hash,
                            max(version) as version, max(changed_at) as changed_at
                        from (
                            select split_part(rest, '/', 1) as name, strpos(rest, '/') > 0 as deeper, hash, bytes,
                                version, changed_at
                            from (
                                select substr(path, length(:prefix) + 1) as rest, hash, bytes, version, changed_at
                                from file_entry where session_id = :session and starts_with(path, :prefix)
                            ) below
                        ) direct
                        where name > :after collate "C"
                        group by name order by name collate "C" limit :limit
                        """)
                        .param("prefix", folder == null ? "" : folder.value() + "/")
                        .param("session", sessionId)
                        .param("after", after)
                        .param("limit", page.limitPlusOne())
                        .query((row, number) -> item(row))
                        .list());
        return Page.of(rows, page, item -> Cursor.at(item.name()));
    }

    private static FileEntry entry(ResultSet row) throws SQLException {
        return new FileEntry(
                row.getString("path"),
                row.getString("hash"),
                row.getLong("bytes"),
                row.getLong("version"),
                row.getString("changed_by"),
                row.getTimestamp("changed_at").toInstant());
    }

    private static FolderItem item(ResultSet row) throws SQLException {
        boolean folder = row.getBoolean("folder");
        return new FolderItem(
                row.getString("name"),
                folder ? Kind.FOLDER : Kind.FILE,
                row.getLong("files"),
                row.getLong("bytes"),
                folder ? null : row.getString("hash"),
                folder ? null : row.getObject("version", Long.class),
                row.getTimestamp("changed_at").toInstant());
    }
}
