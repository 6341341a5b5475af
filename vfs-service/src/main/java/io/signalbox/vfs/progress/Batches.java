package io.signalbox.vfs.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.kit.tenancy.TenantTransaction;
import io.signalbox.vfs.batch.BatchFault;
import io.signalbox.vfs.batch.BatchStatus;
import io.signalbox.vfs.upload.KeyCaller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers which batches there are. Each access key sees its own. */
@Component
public final class Batches {
    private static final String WITH_COUNTS = """
            select o.*, coalesce(l.good, 0) as good_now, coalesce(l.bad, 0) as bad_now from batch_overview o
            left join lateral (
                select count(*) filter (where good) as good, count(*) filter (where not good) as bad
                from batch_line l where l.tenant = o.tenant and l.batch_id = o.batch_id
            ) l on o.ended_at is null
            """;

    private final TenantTransaction transaction;
    private final JdbcClient sql;

    Batches(TenantTransaction transaction, JdbcClient sql) {
        this.transaction = transaction;
        this.sql = sql;
    }

    public Optional<BatchOverview> find(TenantId tenant, UUID id) {
        return transaction.in(
                tenant,
                () -> sql.sql(WITH_COUNTS + "where o.batch_id = ?")
                        .param(id)
                        .query((row, number) -> overview(row))
                        .optional());
    }

    /** Newest first, those older than {@code before}. */
    List<BatchOverview> list(KeyCaller caller, UUID before, int limit) {
        return transaction.in(
                caller.tenant(),
                () -> sql.sql(WITH_COUNTS + """
                        where o.access_key_id = ? and o.batch_id < ? order by o.batch_id desc limit ?
                        """)
                        .params(caller.accessKeyId(), before, limit)
                        .query((row, number) -> overview(row))
                        .list());
    }

    int countOpen(TenantId tenant) {
        return transaction.in(
                tenant,
                () -> sql.sql("select count(*) from batch_overview where ended_at is null")
                        .query(Integer.class)
                        .single());
    }

    private static BatchOverview overview(ResultSet row) throws SQLException {
        boolean over = row.getTimestamp("ended_at") != null;
        return new BatchOverview(
                row.getObject("batch_id", UUID.class),
                row.getObject("access_key_id", UUID.class),
                row.getString("endpoint"),
                row.getObject("input_file_id", UUID.class),
                read(row.getString("metadata"), new TypeReference<Map<String, String>>() {}),
                BatchStatus.valueOf(row.getString("status")),
                row.getInt("total"),
                row.getInt(over ? "completed" : "good_now"),
                row.getInt(over ? "failed" : "bad_now"),
                row.getObject("output_file_id", UUID.class),
                row.getObject("error_file_id", UUID.class),
                read(row.getString("faults"), new TypeReference<List<BatchFault>>() {}),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                instant(row, "started_at"),
                instant(row, "cancelling_at"),
                instant(row, "finalizing_at"),
                instant(row, "ended_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return ContractJson.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is stored of a batch cannot be read", e);
        }
    }
}
