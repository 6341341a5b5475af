package io.signalbox.provider.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.contractjson.ContractJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The types a tenant may configure: its own and the platform's. Called inside a tenant's transaction. */
@Component
public final class ProviderTypes {
    private final JdbcClient jdbc;

    ProviderTypes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All of them, by name; a tenant's own hides the platform's of the same name. */
    public List<TypeDefinition> all() {
        return jdbc.sql("""
                        select distinct on (type) definition from provider_type
                        order by type, (tenant = 'platform')
                        """).query((row, number) -> definition(row)).list();
    }

    /** The type of that name or alias, in any case. */
    public Optional<TypeDefinition> named(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return all().stream()
                .filter(type -> type.type().equals(wanted) || type.aliases().contains(wanted))
                .findFirst();
    }

    /** As {@link #named}, refusing a field that names none by naming those there are. */
    public TypeDefinition required(String name) {
        return named(name).orElseThrow(() -> TypeRefusal.TYPE_UNKNOWN.refusedAt("provider", name, thoseThereAre()));
    }

    /** As {@link #required} for a name in a path. */
    public TypeDefinition found(String name) {
        return named(name).orElseThrow(() -> TypeRefusal.TYPE_NOT_FOUND.refused(name, thoseThereAre()));
    }

    private String thoseThereAre() {
        return String.join(", ", all().stream().map(TypeDefinition::type).toList());
    }

    private static TypeDefinition definition(ResultSet row) throws SQLException {
        try {
            return ContractJson.mapper().readValue(row.getString(1), TypeDefinition.class);
        } catch (JsonProcessingException e) {
            throw new SQLException("a stored provider type is unreadable", e);
        }
    }

    /** Whose type that is, for the tenants that see it. */
    public Optional<TenantId> owner(String type) {
        return jdbc.sql("select tenant from provider_type where type = ? order by (tenant = 'platform') limit 1")
                .param(type)
                .query((row, number) -> new TenantId(row.getString(1)))
                .optional();
    }
}
