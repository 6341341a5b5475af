package io.signalbox.catalog.known;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.tenancy.TenantTransaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A tenant's configurations as last heard, found by what callers write: name, id, or provider. */
@Component
public final class KnownConfigurations {
    private static final int CHOICES_MAX = 20;

    private final JdbcClient jdbc;
    private final TenantTransaction tenants;
    private final KnownProviders providers;

    KnownConfigurations(JdbcClient jdbc, TenantTransaction tenants, KnownProviders providers) {
        this.jdbc = jdbc;
        this.tenants = tenants;
        this.providers = providers;
    }

    /** The one of that name or id. */
    public Optional<KnownConfiguration> find(TenantId tenant, String nameOrId) {
        return tenants.in(
                tenant,
                () -> jdbc.sql("select * from copy_configuration where name = :text or id::text = lower(:text)")
                        .param("text", nameOrId)
                        .query(KnownConfigurations::row)
                        .optional());
    }

    /** As {@link #find}, waiting for one that is on its way and refusing an unknown one by naming those there are. */
    public KnownConfiguration required(TenantId tenant, String field, String nameOrId, Patience patience) {
        return patience.await(() -> find(tenant, nameOrId))
                .orElseThrow(() -> KnownRefusal.CONFIGURATION_UNKNOWN.refusedAt(field, nameOrId, choices(tenant)));
    }

    /**
     * The one a caller means who may write a configuration's name, its id or a provider: of a provider's several
     * configurations it is the one named after the provider.
     */
    public KnownConfiguration meant(TenantId tenant, String field, String text) {
        return Patience.begin()
                .await(() -> candidate(tenant, field, text))
                .orElseThrow(() -> KnownRefusal.CONFIGURATION_UNKNOWN.refusedAt(field, text, choices(tenant)));
    }

    private Optional<KnownConfiguration> candidate(TenantId tenant, String field, String text) {
        Optional<KnownConfiguration> named = find(tenant, text);
        if (named.isPresent()) {
            return named;
        }
        return providers.find(tenant, text).flatMap(provider -> only(tenant, field, provider));
    }

    private Optional<KnownConfiguration> only(TenantId tenant, String field, String provider) {
        List<KnownConfiguration> all = of(tenant, provider);
        if (all.size() <= 1) {
            return all.stream().findFirst();
        }
        return Optional.of(all.stream()
                .filter(one -> one.name().equals(provider))
                .findFirst()
                .orElseThrow(() -> KnownRefusal.CONFIGURATION_AMBIGUOUS.refusedAt(field, provider, names(all))));
    }

    /** All of one provider, by name. */
    public List<KnownConfiguration> of(TenantId tenant, String provider) {
        return tenants.in(
                tenant,
                () -> jdbc.sql("select * from copy_configuration where provider = ? order by name")
                        .param(provider)
                        .query(KnownConfigurations::row)
                        .list());
    }

    /** The names of those there are, for showing what a stored id stands for. */
    public Map<UUID, String> names(TenantId tenant) {
        return tenants
                .in(
                        tenant,
                        () -> jdbc.sql("select * from copy_configuration")
                                .query(KnownConfigurations::row)
                                .list())
                .stream()
                .collect(Collectors.toMap(KnownConfiguration::id, KnownConfiguration::name));
    }

    /** The names there are, for a refusal. */
    public String choices(TenantId tenant) {
        List<KnownConfiguration> some = tenants.in(
                tenant,
                () -> jdbc.sql("select * from copy_configuration order by name limit ?")
                        .param(CHOICES_MAX)
                        .query(KnownConfigurations::row)
                        .list());
        return some.isEmpty() ? "(there is none yet)" : names(some);
    }

    private static String names(List<KnownConfiguration> configurations) {
        return configurations.stream().map(KnownConfiguration::name).collect(Collectors.joining(", "));
    }

    private static KnownConfiguration row(ResultSet row, int number) throws SQLException {
        return new KnownConfiguration(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("provider"),
                row.getString("adapter"),
                row.getBoolean("active"));
    }
}
