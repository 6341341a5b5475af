package io.signalbox.credential.apikey;

import io.signalbox.credential.apikey.ProviderKeyEvent.ProviderKeyRevoked;
import io.signalbox.credential.apikey.ProviderKeyEvent.ProviderKeyRotated;
import io.signalbox.credential.apikey.ProviderKeyEvent.ProviderKeyStored;
import io.signalbox.credential.apikey.ProviderKeyEvent.ProviderKeySwitched;
import java.sql.Timestamp;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code provider_key}. */
@Component
@ProcessingGroup(ProviderKeyProjection.PROCESSOR)
public final class ProviderKeyProjection {
    /** Processor, token and metric tag. */
    public static final String PROCESSOR = "credential.apikey";

    private final JdbcClient sql;

    ProviderKeyProjection(@Qualifier("processorJdbc") JdbcClient sql) {
        this.sql = sql;
    }

    @EventHandler
    void on(ProviderKeyEvent event, @SequenceNumber long version) {
        switch (event) {
            case ProviderKeyStored stored -> insert(stored, version);
            case ProviderKeyRotated rotated -> update(rotated, version);
            case ProviderKeySwitched switched ->
                sql.sql("""
                        update provider_key set active = ?, updated_at = ?, version = ?
                        where tenant = ? and credential_id = ?
                        """)
                        .param(switched.active())
                        .param(Timestamp.from(switched.at()))
                        .param(version)
                        .param(switched.tenant().value())
                        .param(switched.credentialId())
                        .update();
            case ProviderKeyRevoked revoked ->
                sql.sql("""
                        update provider_key set active = false, revoked_at = :at, updated_at = :at, version = :version
                        where tenant = :tenant and credential_id = :id
                        """)
                        .param("at", Timestamp.from(revoked.at()))
                        .param("version", version)
                        .param("tenant", revoked.tenant().value())
                        .param("id", revoked.credentialId())
                        .update();
        }
    }

    @ResetHandler
    void reset() {
        sql.sql("delete from provider_key").update();
    }

    private void insert(ProviderKeyStored stored, long version) {
        sql.sql("""
                insert into provider_key (tenant, credential_id, owner, project_id, provider_type, key_name, hint,
                    origin, key_version, active, valid, created_by, created_at, updated_at, version)
                values (:tenant, :id, :owner, :project, :provider, :name, :hint,
                    :origin, :keyVersion, true, :valid, :by, :at, :at, :version)
                on conflict (tenant, credential_id) do nothing
                """)
                .param("tenant", stored.tenant().value())
                .param("id", stored.credentialId())
                .param("owner", stored.owner())
                .param("project", stored.projectId())
                .param("provider", stored.providerType())
                .param("name", stored.keyName())
                .param("hint", stored.hint())
                .param("origin", stored.origin())
                .param("keyVersion", ProviderKey.FIRST_VERSION)
                .param("valid", stored.valid())
                .param("by", stored.by())
                .param("at", Timestamp.from(stored.at()))
                .param("version", version)
                .update();
    }

    private void update(ProviderKeyRotated rotated, long version) {
        sql.sql("""
                update provider_key set key_version = :keyVersion, hint = :hint, origin = :origin, valid = :valid,
                    updated_at = :at, version = :version
                where tenant = :tenant and credential_id = :id
                """)
                .param("keyVersion", rotated.version())
                .param("hint", rotated.hint())
                .param("origin", rotated.origin())
                .param("valid", rotated.valid())
                .param("at", Timestamp.from(rotated.at()))
                .param("version", version)
                .param("tenant", rotated.tenant().value())
                .param("id", rotated.credentialId())
                .update();
    }
}
