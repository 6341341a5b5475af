package io.signalbox.credential.sealing.keyring;

import io.signalbox.contracts.TenantId;
import io.signalbox.credential.sealing.Sealed;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The wrapped keys of all tenants. A destroyed one leaves its row, so that a closed tenant never gets a new key. */
final class TenantKeys {
    /** {@code wrapped} is null once the key is destroyed. */
    record Row(@Nullable Sealed wrapped, @Nullable String masterId) {}

    private final JdbcClient sql;

    TenantKeys(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<Row> find(TenantId tenant) {
        return sql.sql("select nonce, wrapped, master_id from tenant_key where tenant = :tenant")
                .param("tenant", tenant.value())
                .query((row, number) -> {
                    byte[] wrapped = row.getBytes("wrapped");
                    return new Row(
                            wrapped == null ? null : new Sealed(row.getBytes("nonce"), wrapped),
                            row.getString("master_id"));
                })
                .optional();
    }

    Row insertUnlessThere(TenantId tenant, Sealed wrapped, String masterId) {
        sql.sql("""
                insert into tenant_key (tenant, nonce, wrapped, master_id, created_at)
                values (:tenant, :nonce, :wrapped, :masterId, now())
                on conflict (tenant) do nothing
                """)
                .param("tenant", tenant.value())
                .param("nonce", wrapped.nonce())
                .param("wrapped", wrapped.ciphertext())
                .param("masterId", masterId)
                .update();
        return find(tenant).orElseThrow();
    }

    void destroy(TenantId tenant) {
        sql.sql("""
                insert into tenant_key (tenant, created_at, destroyed_at) values (:tenant, now(), now())
                on conflict (tenant) do update
                set nonce = null, wrapped = null, master_id = null, destroyed_at = coalesce(tenant_key.destroyed_at, now())
                """).param("tenant", tenant.value()).update();
    }
}
