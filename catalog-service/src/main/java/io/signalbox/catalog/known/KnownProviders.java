package io.signalbox.catalog.known;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.tenancy.TenantTransaction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The provider types a tenant may name: its own and the platform's, by name or alias, in any case. */
@Component
public final class KnownProviders {
    private final JdbcClient jdbc;
    private final TenantTransaction tenants;

    KnownProviders(JdbcClient jdbc, TenantTransaction tenants) {
        this.jdbc = jdbc;
        this.tenants = tenants;
    }

    /** The type that name or alias stands for. */
    public Optional<String> find(TenantId tenant, String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return tenants.in(
                tenant,
                () -> jdbc.sql("""
                                select type from copy_provider_type where type = :name or :name = any (aliases)
                                order by (type = :name) desc, (tenant = 'platform') limit 1
                                """).param("name", wanted).query(String.class).optional());
    }

    /** As {@link #find}, waiting for one that is on its way and refusing an unknown one by naming those there are. */
    public String required(TenantId tenant, String field, String name, Patience patience) {
        return patience.await(() -> find(tenant, name)).orElseThrow(() -> unknown(tenant, field, name));
    }

    /** The names there are, for a refusal. */
    public String choices(TenantId tenant) {
        List<String> types = tenants.in(
                tenant,
                () -> jdbc.sql("select distinct type from copy_provider_type order by type")
                        .query(String.class)
                        .list());
        return types.isEmpty() ? "(none is defined yet)" : String.join(", ", types);
    }

    private RefusedException unknown(TenantId tenant, String field, String name) {
        return KnownRefusal.PROVIDER_UNKNOWN.refusedAt(field, name, choices(tenant));
    }
}
