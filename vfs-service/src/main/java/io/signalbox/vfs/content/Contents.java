package io.signalbox.vfs.content;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.identity.IdSource;
import io.signalbox.kit.tenancy.TenantTransaction;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Stores and finds content. Nothing here decides who may have it: the same bytes may be held by many files of a tenant,
 * and are stored once.
 */
@Component
public final class Contents {
    /** Largest piece; also the most of a file that is in memory while it is written or read. */
    public static final int PIECE_BYTES_MAX = 1 << 20;

    private final TenantTransaction transaction;
    private final JdbcClient jdbc;
    private final IdSource ids;
    private final Clock clock;

    Contents(TenantTransaction transaction, JdbcClient jdbc, IdSource ids, Clock clock) {
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
    }

    /** Takes new content in; close it, finished or not. */
    public ContentWriter writer(TenantId tenant) {
        return new ContentWriter(this, tenant, ids.next());
    }

    public Optional<StoredContent> find(TenantId tenant, String hash) {
        return transaction.in(
                tenant,
                () -> jdbc.sql("select content_id, bytes from content where hash = ?")
                        .param(hash)
                        .query((row, number) -> new StoredContent(hash, row.getObject(1, UUID.class), row.getLong(2)))
                        .optional());
    }

    /** A piece as it is stored; empty when the content was freed meanwhile. */
    public Optional<byte[]> piece(TenantId tenant, StoredContent content, int number) {
        return transaction.in(
                tenant,
                () -> jdbc.sql("select bytes from content_piece where content_id = ? and number = ?")
                        .params(content.contentId(), number)
                        .query((row, rowNumber) -> row.getBytes(1))
                        .optional());
    }

    void storePiece(TenantId tenant, UUID contentId, int number, byte[] bytes) {
        transaction.run(tenant, () -> insertPiece(tenant, contentId, number, bytes));
    }

    /** The last piece and the name of the whole. What is there already stays, and the new copy goes. */
    StoredContent store(TenantId tenant, StoredContent fresh, int number, byte[] last) {
        return transaction.in(tenant, () -> {
            Optional<StoredContent> known = touch(fresh);
            if (known.isEmpty() && insert(tenant, fresh)) {
                insertPiece(tenant, fresh.contentId(), number, last);
                return fresh;
            }
            deletePieces(fresh.contentId());
            // Whoever was first has committed by now: the insert waited for it.
            return known.or(() -> touch(fresh))
                    .orElseThrow(() -> new IllegalStateException("content was stored and is not there"));
        });
    }

    void forget(TenantId tenant, UUID contentId) {
        transaction.run(tenant, () -> deletePieces(contentId));
    }

    /** Content nobody holds is spared for a while longer: somebody is about to. */
    private Optional<StoredContent> touch(StoredContent content) {
        return jdbc.sql("""
                        update content set unused_since = case when unused_since is not null then cast(:now as timestamptz) end
                        where hash = :hash returning content_id, bytes
                        """)
                .param("now", now())
                .param("hash", content.hash())
                .query((row, number) -> new StoredContent(content.hash(), row.getObject(1, UUID.class), row.getLong(2)))
                .optional();
    }

    private boolean insert(TenantId tenant, StoredContent content) {
        return jdbc.sql("""
                        insert into content (tenant, hash, content_id, bytes, unused_since) values (?, ?, ?, ?, ?)
                        on conflict (tenant, hash) do nothing
                        """)
                        .params(tenant.value(), content.hash(), content.contentId(), content.bytes(), now())
                        .update()
                == 1;
    }

    private void insertPiece(TenantId tenant, UUID contentId, int number, byte[] bytes) {
        jdbc.sql("insert into content_piece (tenant, content_id, number, bytes, stored_at) values (?, ?, ?, ?, ?)")
                .params(tenant.value(), contentId, number, bytes, now())
                .update();
    }

    private void deletePieces(UUID contentId) {
        jdbc.sql("delete from content_piece where content_id = ?")
                .param(contentId)
                .update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
