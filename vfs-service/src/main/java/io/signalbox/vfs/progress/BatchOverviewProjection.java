package io.signalbox.vfs.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.vfs.batch.BatchEvent;
import io.signalbox.vfs.batch.BatchEvent.BatchCancelling;
import io.signalbox.vfs.batch.BatchEvent.BatchCreated;
import io.signalbox.vfs.batch.BatchEvent.BatchEnded;
import io.signalbox.vfs.batch.BatchEvent.BatchFinalizing;
import io.signalbox.vfs.batch.BatchEvent.BatchRefused;
import io.signalbox.vfs.batch.BatchEvent.BatchStarted;
import io.signalbox.vfs.batch.BatchStatus;
import java.sql.Timestamp;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code batch_overview}. */
@Component
@ProcessingGroup(BatchOverviewProjection.PROCESSOR)
public final class BatchOverviewProjection {
    /** Processor, token and metric tag. */
    public static final String PROCESSOR = "vfs.progress";

    private final JdbcClient sql;

    BatchOverviewProjection(@Qualifier("processorJdbc") JdbcClient sql) {
        this.sql = sql;
    }

    @EventHandler
    void on(BatchEvent event) {
        switch (event) {
            case BatchCreated created -> insert(created);
            case BatchStarted started ->
                move(started, BatchStatus.IN_PROGRESS, "started_at = :at, total = :total", started.total());
            case BatchRefused refused -> refuse(refused);
            case BatchCancelling cancelling -> move(cancelling, BatchStatus.CANCELLING, "cancelling_at = :at", 0);
            case BatchFinalizing finalizing -> move(finalizing, BatchStatus.FINALIZING, "finalizing_at = :at", 0);
            case BatchEnded ended -> end(ended);
        }
    }

    @ResetHandler
    void reset() {
        sql.sql("delete from batch_overview").update();
    }

    private void insert(BatchCreated created) {
        sql.sql("""
                insert into batch_overview (tenant, batch_id, access_key_id, endpoint, input_file_id, metadata, status,
                    total, completed, failed, faults, created_at, expires_at)
                values (:tenant, :id, :key, :endpoint, :input, cast(:metadata as jsonb), :status, 0, 0, 0, '[]', :at,
                    :expiresAt)
                on conflict (tenant, batch_id) do nothing
                """)
                .param("tenant", created.tenant().value())
                .param("id", created.batchId())
                .param("key", created.accessKeyId())
                .param("endpoint", created.endpoint())
                .param("input", created.inputFileId())
                .param("metadata", json(created.metadata()))
                .param("status", BatchStatus.VALIDATING.name())
                .param("at", Timestamp.from(created.at()))
                .param("expiresAt", Timestamp.from(created.expiresAt()))
                .update();
    }

    /** {@code changes} are words of this class alone. */
    private void move(BatchEvent event, BatchStatus status, String changes, int total) {
        sql.sql("update batch_overview set status = :status, " + changes
                        + " where tenant = :tenant and batch_id = :id and cast(:total as integer) >= 0")
                .param("status", status.name())
                .param("at", Timestamp.from(event.at()))
                .param("total", total)
                .param("tenant", event.tenant().value())
                .param("id", event.batchId())
                .update();
    }

    private void refuse(BatchRefused refused) {
        sql.sql("""
                update batch_overview set status = :status, faults = cast(:faults as jsonb), ended_at = :at
                where tenant = :tenant and batch_id = :id
                """)
                .param("status", BatchStatus.FAILED.name())
                .param("faults", json(refused.faults()))
                .param("at", Timestamp.from(refused.at()))
                .param("tenant", refused.tenant().value())
                .param("id", refused.batchId())
                .update();
    }

    private void end(BatchEnded ended) {
        sql.sql("""
                update batch_overview set status = :status, completed = :completed, failed = :failed,
                    output_file_id = :output, error_file_id = :error, ended_at = :at
                where tenant = :tenant and batch_id = :id
                """)
                .param("status", ended.status().name())
                .param("completed", ended.completed())
                .param("failed", ended.failed())
                .param("output", ended.outputFileId())
                .param("error", ended.errorFileId())
                .param("at", Timestamp.from(ended.at()))
                .param("tenant", ended.tenant().value())
                .param("id", ended.batchId())
                .update();
    }

    private static String json(Object value) {
        try {
            return ContractJson.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is stored of a batch has no JSON", e);
        }
    }
}
