package io.signalbox.credential.apikey;

import io.signalbox.contracts.TenantId;
import io.signalbox.credential.sealing.SealContext;
import io.signalbox.credential.sealing.Sealed;
import io.signalbox.credential.sealing.Sealing;
import io.signalbox.kit.identity.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The sealed keys themselves and the names they occupy: the only code that touches {@code credential_secret}. Written in
 * the transaction of the command, so what is handed out is never older than what was decided.
 */
@Component
public final class SealedKeys {
    /** A version in safe keeping. */
    public record Stored(
            TenantId tenant,
            UUID credentialId,
            int version,
            String owner,
            String providerType,
            String origin,
            boolean active,
            Sealed sealed) {
        SealContext context() {
            return new SealContext(tenant, owner, providerType, credentialId, version);
        }
    }

    private final JdbcClient sql;
    private final Sealing sealing;

    SealedKeys(JdbcClient sql, Sealing sealing) {
        this.sql = sql;
        this.sealing = sealing;
    }

    /** Seals the key and keeps it; versions before it are deleted. */
    void keep(SealContext context, String origin, boolean active, Secret key) {
        Sealed sealed = sealing.seal(context, key);
        sql.sql("delete from credential_secret where tenant = ? and credential_id = ? and version < ?")
                .params(context.tenant().value(), context.credentialId(), context.epoch())
                .update();
        sql.sql("""
                insert into credential_secret (tenant, credential_id, version, owner, provider_type, origin, active,
                                               nonce, ciphertext, sealed_at)
                values (:tenant, :id, :version, :owner, :provider, :origin, :active, :nonce, :ciphertext, now())
                """)
                .param("tenant", context.tenant().value())
                .param("id", context.credentialId())
                .param("version", context.epoch())
                .param("owner", context.owner())
                .param("provider", context.provider())
                .param("origin", origin)
                .param("active", active)
                .param("nonce", sealed.nonce())
                .param("ciphertext", sealed.ciphertext())
                .update();
    }

    /** The version in force of one key, whether it is switched on or not. */
    Optional<Stored> find(TenantId tenant, UUID credentialId) {
        return find(tenant, List.of(credentialId)).stream().findFirst();
    }

    /** The versions in force of several keys; those that do not exist or are revoked are left out. */
    public List<Stored> find(TenantId tenant, Collection<UUID> credentialIds) {
        if (credentialIds.isEmpty()) {
            return List.of();
        }
        return sql.sql("""
                select distinct on (credential_id) * from credential_secret
                where tenant = :tenant and credential_id in (:ids) order by credential_id, version desc
                """)
                .param("tenant", tenant.value())
                .param("ids", credentialIds)
                .query((row, number) -> stored(row))
                .list();
    }

    /** Opens a version for those who have to use it. */
    public Secret open(Stored stored) {
        return sealing.open(stored.context(), stored.sealed());
    }

    void turn(TenantId tenant, UUID credentialId, boolean active) {
        sql.sql("update credential_secret set active = ? where tenant = ? and credential_id = ?")
                .params(active, tenant.value(), credentialId)
                .update();
    }

    /** Deletes every version and frees the name. */
    void delete(TenantId tenant, UUID credentialId) {
        sql.sql("delete from credential_secret where tenant = ? and credential_id = ?")
                .params(tenant.value(), credentialId)
                .update();
        sql.sql("delete from provider_key_name where tenant = ? and credential_id = ?")
                .params(tenant.value(), credentialId)
                .update();
    }

    /** Takes the name for a key; false when another key has it. */
    boolean claimName(SealContext context, String name) {
        return sql.sql("""
                insert into provider_key_name (tenant, owner, provider_type, key_name, credential_id)
                values (?, ?, ?, ?, ?) on conflict on constraint provider_key_name_unique do nothing
                """)
                        .param(context.tenant().value())
                        .param(context.owner())
                        .param(context.provider())
                        .param(name)
                        .param(context.credentialId())
                        .update()
                == 1;
    }

    /** The key that has a name. */
    Optional<UUID> named(TenantId tenant, String owner, String provider, String name) {
        return sql.sql("""
                select credential_id from provider_key_name
                where tenant = ? and owner = ? and provider_type = ? and key_name = ?
                """)
                .params(tenant.value(), owner, provider, name)
                .query(UUID.class)
                .optional();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                new TenantId(row.getString("tenant")),
                row.getObject("credential_id", UUID.class),
                row.getInt("version"),
                row.getString("owner"),
                row.getString("provider_type"),
                row.getString("origin"),
                row.getBoolean("active"),
                new Sealed(row.getBytes("nonce"), row.getBytes("ciphertext")));
    }
}
