package io.signalbox.credential.revocation;

import io.signalbox.credential.accesskey.AccessKeyEvent;
import io.signalbox.credential.accesskey.AccessKeyEvent.AccessKeyChanged;
import io.signalbox.credential.accesskey.AccessKeyEvent.AccessKeyIssued;
import io.signalbox.credential.accesskey.AccessKeyEvent.AccessKeyRevoked;
import io.signalbox.credential.apikey.ProviderKeyEvent;
import io.signalbox.credential.apikey.ProviderKeyEvent.ProviderKeyRevoked;
import io.signalbox.credential.apikey.ProviderKeyEvent.ProviderKeyRotated;
import io.signalbox.credential.apikey.ProviderKeyEvent.ProviderKeyStored;
import io.signalbox.credential.apikey.ProviderKeyEvent.ProviderKeySwitched;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps {@code revocation}. Positions are given in the order of processing, by one processor: an event that was decided
 * early and committed late gets a late position, so a reader never misses it. A key keeps its position over a rebuild.
 */
@Component
@ProcessingGroup(RevocationProjection.PROCESSOR)
public final class RevocationProjection {
    /** Processor, token and metric tag. */
    public static final String PROCESSOR = "credential.revocation";

    static final String ACCESS_KEY = "access-key";
    static final String CREDENTIAL = "credential";

    private final JdbcClient sql;

    RevocationProjection(@Qualifier("processorJdbc") JdbcClient sql) {
        this.sql = sql;
    }

    @EventHandler
    void on(AccessKeyEvent event) {
        switch (event) {
            case AccessKeyRevoked revoked ->
                insert(revoked.tenant().value(), ACCESS_KEY, revoked.accessKeyId(), revoked.secretHash(), revoked.at());
            case AccessKeyIssued issued -> {}
            case AccessKeyChanged changed -> {}
        }
    }

    @EventHandler
    void on(ProviderKeyEvent event) {
        switch (event) {
            case ProviderKeyRevoked revoked ->
                insert(revoked.tenant().value(), CREDENTIAL, revoked.credentialId(), null, revoked.at());
            case ProviderKeyStored stored -> {}
            case ProviderKeyRotated rotated -> {}
            case ProviderKeySwitched switched -> {}
        }
    }

    @ResetHandler
    void reset() {
        sql.sql("delete from revocation").update();
    }

    private void insert(String tenant, String kind, UUID id, @Nullable String secretHash, Instant at) {
        sql.sql("insert into revocation_position (tenant, kind, id) values (?, ?, ?) on conflict do nothing")
                .params(tenant, kind, id)
                .update();
        sql.sql("""
                insert into revocation (tenant, kind, id, secret_hash, at, position)
                select tenant, kind, id, :hash, :at, position from revocation_position
                where tenant = :tenant and kind = :kind and id = :id
                on conflict (tenant, kind, id) do nothing
                """)
                .param("tenant", tenant)
                .param("kind", kind)
                .param("id", id)
                .param("hash", secretHash)
                .param("at", Timestamp.from(at))
                .update();
    }
}
