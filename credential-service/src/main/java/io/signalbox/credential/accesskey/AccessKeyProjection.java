package io.signalbox.credential.accesskey;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.signalbox.credential.accesskey.AccessKeyEvent.AccessKeyChanged;
import io.signalbox.credential.accesskey.AccessKeyEvent.AccessKeyIssued;
import io.signalbox.credential.accesskey.AccessKeyEvent.AccessKeyRevoked;
import io.signalbox.kit.contractjson.ContractJson;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code access_key}. */
@Component
@ProcessingGroup(AccessKeyProjection.PROCESSOR)
public final class AccessKeyProjection {
    /** Processor, token and metric tag. */
    public static final String PROCESSOR = "credential.accesskey";

    private final JdbcClient sql;

    AccessKeyProjection(@Qualifier("processorJdbc") JdbcClient sql) {
        this.sql = sql;
    }

    @EventHandler
    void on(AccessKeyEvent event, @SequenceNumber long version) {
        switch (event) {
            case AccessKeyIssued issued -> insert(issued, version);
            case AccessKeyChanged changed -> update(changed, version);
            case AccessKeyRevoked revoked ->
                sql.sql("""
                        update access_key set revoked_at = :at, updated_at = :at, active = false, version = :version
                        where tenant = :tenant and access_key_id = :id
                        """)
                        .param("at", Timestamp.from(revoked.at()))
                        .param("version", version)
                        .param("tenant", revoked.tenant().value())
                        .param("id", revoked.accessKeyId())
                        .update();
        }
    }

    @ResetHandler
    void reset() {
        sql.sql("delete from access_key").update();
    }

    private void insert(AccessKeyIssued issued, long version) {
        AccessKeyTerms terms = issued.terms();
        sql.sql("""
                insert into access_key (tenant, access_key_id, name, project_id, user_id, secret_hash, prefix, models,
                    routes, requests_per_minute, tags, active, issued_by, issued_at, updated_at, expires_at, version)
                values (:tenant, :id, :name, :project, :user, :hash, :prefix, :models,
                    :routes, :requestsPerMinute, :tags::jsonb, :active, :by, :at, :at, :expiresAt, :version)
                on conflict (tenant, access_key_id) do nothing
                """)
                .param("tenant", issued.tenant().value())
                .param("id", issued.accessKeyId())
                .param("name", terms.name())
                .param("project", issued.projectId())
                .param("user", issued.user())
                .param("hash", issued.secretHash())
                .param("prefix", issued.prefix())
                .param("models", array(terms.models()))
                .param("routes", array(terms.routes()))
                .param("requestsPerMinute", terms.requestsPerMinute())
                .param("tags", json(terms.tags()))
                .param("active", terms.active())
                .param("by", issued.by())
                .param("at", Timestamp.from(issued.at()))
                .param("expiresAt", time(terms.expiresAt()))
                .param("version", version)
                .update();
    }

    private void update(AccessKeyChanged changed, long version) {
        AccessKeyTerms terms = changed.terms();
        sql.sql("""
                update access_key set name = :name, models = :models, routes = :routes,
                    requests_per_minute = :requestsPerMinute, tags = :tags::jsonb, active = :active,
                    updated_at = :at, expires_at = :expiresAt, version = :version
                where tenant = :tenant and access_key_id = :id
                """)
                .param("name", terms.name())
                .param("models", array(terms.models()))
                .param("routes", array(terms.routes()))
                .param("requestsPerMinute", terms.requestsPerMinute())
                .param("tags", json(terms.tags()))
                .param("active", terms.active())
                .param("at", Timestamp.from(changed.at()))
                .param("expiresAt", time(terms.expiresAt()))
                .param("version", version)
                .param("tenant", changed.tenant().value())
                .param("id", changed.accessKeyId())
                .update();
    }

    private static String[] array(List<String> texts) {
        return texts.toArray(String[]::new);
    }

    private static @Nullable Timestamp time(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private static String json(Map<String, String> tags) {
        try {
            return ContractJson.mapper().writeValueAsString(tags);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a map of texts is JSON", e);
        }
    }
}
