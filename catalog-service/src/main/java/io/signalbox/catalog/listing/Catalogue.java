package io.signalbox.catalog.listing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.signalbox.contracts.ModelType;
import io.signalbox.kit.api.Cursor;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.api.PageRequest;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.kit.problem.StandardRefusal;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The unified catalogue of a tenant. Called inside a tenant's transaction. */
@Component
public final class Catalogue {
    /**
     * Which models; null does not restrict.
     *
     * @param usable only what can be asked for now: active and not gone, of an active configuration that works
     */
    record Filter(
            @Nullable String provider,
            @Nullable String type,
            @Nullable UUID configurationId,
            @Nullable String feature,
            @Nullable Boolean active,
            @Nullable String lifecycle,
            boolean usable) {}

    private static final String MODELS = """
            select m.*, c.name as configuration,
                exists (select 1 from default_model d where d.tenant = m.tenant and d.model_type = m.type
                    and d.configuration_id = m.configuration_id and d.model_id = m.model_id) as is_default,
                cost_per_1k(m.tenant, m.provider, m.configuration_id, m.model_id, 'input_tokens') as input_cost,
                cost_per_1k(m.tenant, m.provider, m.configuration_id, m.model_id, 'output_tokens') as output_cost
            from catalogued_model m
            left join copy_configuration c on c.tenant = m.tenant and c.id = m.configuration_id
            """;

    private static final String FILTERED = MODELS + """
            where (:provider::text is null or m.provider = :provider)
              and (:type::text is null or m.type = :type)
              and (:configuration::uuid is null or m.configuration_id = :configuration)
              and (:feature::text is null or :feature = any (m.features))
              and (:active::boolean is null or m.active = :active)
              and (case when :lifecycle::text is null then m.lifecycle <> 'withdrawn' else m.lifecycle = :lifecycle end)
              and (not :usable or (m.active and m.lifecycle in ('available', 'deprecated') and c.active
                  and c.test_status <> 'FAILED'))
              and (:afterName::text is null or (m.name, m.id) > (:afterName, :afterId::uuid))
            order by m.name, m.id limit :limit
            """;

    private final JdbcClient jdbc;

    Catalogue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The one of that id. */
    public ModelView required(UUID id) {
        return jdbc.sql(MODELS + " where m.id = ?")
                .param(id)
                .query(Catalogue::view)
                .optional()
                .orElseThrow(() -> StandardRefusal.NOT_FOUND.refused("The model " + id));
    }

    /** The one of that configuration. */
    public Optional<ModelView> find(UUID configurationId, String modelId) {
        return jdbc.sql(MODELS + " where m.configuration_id = ? and m.model_id = ? and m.lifecycle <> 'withdrawn'")
                .params(configurationId, modelId)
                .query(Catalogue::view)
                .optional();
    }

    /** Ids of models of a configuration, for a refusal. */
    public List<String> some(UUID configurationId, ModelType type, int max) {
        return jdbc.sql("""
                        select model_id from catalogued_model
                        where configuration_id = ? and type = ? and lifecycle in ('available', 'deprecated')
                        order by model_id limit ?
                        """)
                .params(configurationId, type.wire(), max)
                .query(String.class)
                .list();
    }

    /** Who relies on a model: routes by name, and the defaults it is. */
    public List<String> users(UUID configurationId, String modelId) {
        return jdbc.sql("""
                        select 'route ' || r.name from route_target t join route r on r.tenant = t.tenant and r.id = t.route_id
                        where t.configuration_id = :configuration and t.model = :model
                        union all
                        select 'default model for ' || model_type from default_model
                        where configuration_id = :configuration and model_id = :model
                        order by 1
                        """)
                .param("configuration", configurationId)
                .param("model", modelId)
                .query(String.class)
                .list();
    }

    List<ModelView> all(Filter filter, int max) {
        return query(filter, max).list();
    }

    Page<ModelView> page(PageRequest request, Filter filter) {
        Optional<Cursor> after = request.after(2);
        List<ModelView> rows = query(
                        filter,
                        request.limitPlusOne(),
                        after.map(cursor -> cursor.values().get(0)).orElse(null),
                        after.map(cursor -> cursor.values().get(1)).orElse(null))
                .list();
        return Page.of(rows, request, row -> Cursor.at(row.name(), row.id()));
    }

    private JdbcClient.MappedQuerySpec<ModelView> query(Filter filter, int limit) {
        return query(filter, limit, null, null);
    }

    private JdbcClient.MappedQuerySpec<ModelView> query(
            Filter filter, int limit, @Nullable String afterName, @Nullable String afterId) {
        return jdbc.sql(FILTERED)
                .param("provider", filter.provider())
                .param("type", filter.type())
                .param("configuration", filter.configurationId())
                .param("feature", filter.feature())
                .param("active", filter.active())
                .param("lifecycle", filter.lifecycle())
                .param("usable", filter.usable())
                .param("afterName", afterName)
                .param("afterId", afterId)
                .param("limit", limit)
                .query(Catalogue::view);
    }

    private static ModelView view(ResultSet row, int number) throws SQLException {
        List<String> features = list(row, "features");
        return new ModelView(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("display_name"),
                row.getString("provider"),
                row.getObject("configuration_id", UUID.class),
                row.getString("configuration"),
                row.getString("model_id"),
                row.getString("description"),
                ModelType.of(row.getString("type")),
                row.getObject("context_window", Long.class),
                row.getObject("max_output_tokens", Long.class),
                list(row, "input_modalities"),
                list(row, "output_modalities"),
                features,
                features.contains("streaming"),
                row.getBigDecimal("default_temperature"),
                row.getObject("requests_per_minute", Long.class),
                row.getObject("requests_per_hour", Long.class),
                row.getObject("requests_per_day", Long.class),
                plain(row.getBigDecimal("input_cost")),
                plain(row.getBigDecimal("output_cost")),
                json(row, "provider_settings"),
                json(row, "metadata"),
                row.getBoolean("active"),
                row.getBoolean("is_default"),
                row.getString("lifecycle"),
                row.getBoolean("declared"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                row.getLong("version"));
    }

    private static List<String> list(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static @Nullable BigDecimal plain(@Nullable BigDecimal amount) {
        if (amount == null) {
            return null;
        }
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static Map<String, Object> json(ResultSet row, String column) throws SQLException {
        try {
            return ContractJson.mapper().readValue(row.getString(column), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new SQLException("a stored model is unreadable", e);
        }
    }
}
