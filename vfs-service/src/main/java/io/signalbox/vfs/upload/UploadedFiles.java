package io.signalbox.vfs.upload;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.tenancy.TenantTransaction;
import io.signalbox.vfs.VfsProperties;
import io.signalbox.vfs.session.ContentHolds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Table {@code uploaded_file}. A file never changes, so a row is all of its history. A row and its hold on the content are
 * written together: what a file holds is never freed. Each access key sees its own files only.
 */
@Component
public final class UploadedFiles {
    private final TenantTransaction transaction;
    private final JdbcClient sql;
    private final ContentHolds holds;
    private final VfsProperties limits;

    private record Taken(int files, long bytes) {}

    UploadedFiles(TenantTransaction transaction, JdbcClient sql, ContentHolds holds, VfsProperties limits) {
        this.transaction = transaction;
        this.sql = sql;
        this.holds = holds;
        this.limits = limits;
    }

    /** Keeps what an application sent; refuses what is more than its tenant may have. */
    void take(TenantId tenant, UploadedFile file) {
        transaction.run(tenant, () -> {
            Taken taken = sql.sql("select count(*) as files, coalesce(sum(bytes), 0) as bytes from uploaded_file")
                    .query((row, number) -> new Taken(row.getInt("files"), row.getLong("bytes")))
                    .single();
            int filesMax = limits.batch().filesMax();
            long bytesMax = limits.batch().bytesMax().toBytes();
            if (taken.files() >= filesMax || taken.bytes() + file.bytes() > bytesMax) {
                throw UploadRefusal.UPLOADS_TOO_MANY.refused(filesMax, bytesMax);
            }
            insert(tenant, file);
        });
    }

    /** Keeps what a batch leaves; done twice it is there once. Results are never refused for want of room. */
    public void leave(TenantId tenant, UploadedFile file) {
        transaction.run(tenant, () -> insert(tenant, file));
    }

    public Optional<UploadedFile> find(KeyCaller caller, UUID id) {
        return transaction.in(
                caller.tenant(),
                () -> sql.sql("select * from uploaded_file where file_id = ? and access_key_id = ?")
                        .params(id, caller.accessKeyId())
                        .query((row, number) -> file(row))
                        .optional());
    }

    /** Newest first, those older than {@code before}. */
    List<UploadedFile> list(KeyCaller caller, UUID before, String purpose, int limit) {
        return transaction.in(
                caller.tenant(),
                () -> sql.sql("""
                        select * from uploaded_file
                        where access_key_id = :key and file_id < :before and (:purpose = '' or purpose = :purpose)
                        order by file_id desc limit :limit
                        """)
                        .param("key", caller.accessKeyId())
                        .param("before", before)
                        .param("purpose", purpose)
                        .param("limit", limit)
                        .query((row, number) -> file(row))
                        .list());
    }

    /** False when there was none. */
    boolean delete(KeyCaller caller, UUID id) {
        return transaction.in(caller.tenant(), () -> {
            int gone = sql.sql("delete from uploaded_file where file_id = ? and access_key_id = ?")
                    .params(id, caller.accessKeyId())
                    .update();
            if (gone > 0) {
                holds.releaseAll(caller.tenant(), id);
            }
            return gone > 0;
        });
    }

    private void insert(TenantId tenant, UploadedFile file) {
        sql.sql("""
                insert into uploaded_file (tenant, file_id, access_key_id, name, purpose, hash, bytes, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (tenant, file_id) do nothing
                """)
                .params(
                        tenant.value(),
                        file.id(),
                        file.accessKeyId(),
                        file.name(),
                        file.purpose(),
                        file.hash(),
                        file.bytes(),
                        Timestamp.from(file.createdAt()))
                .update();
        holds.hold(tenant, file.id(), "", file.hash());
    }

    private static UploadedFile file(ResultSet row) throws SQLException {
        return new UploadedFile(
                row.getObject("file_id", UUID.class),
                row.getObject("access_key_id", UUID.class),
                row.getString("name"),
                row.getString("purpose"),
                row.getString("hash"),
                row.getLong("bytes"),
                row.getTimestamp("created_at").toInstant());
    }
}
