package io.signalbox.provider.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.signalbox.kit.api.Cursor;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.api.PageRequest;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.kit.problem.StandardRefusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A tenant's configurations as they are. Called inside a tenant's transaction. */
@Component
public final class Configurations {
    /** The processor that keeps them, for those who wait for their own write. */
    public static final String PROCESSOR = ConfigurationProjection.NAME;

    /** What its own key is called among a configuration's keys. */
    static final String NAME_OF_OWN_KEY = "main";

    private final JdbcClient jdbc;

    Configurations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The one of that id. */
    public Optional<ConfigurationState> find(UUID id) {
        return jdbc.sql("select * from configuration where id = ?")
                .param(id)
                .query(Configurations::state)
                .optional();
    }

    /** As {@link #find}, refusing an unknown one. */
    public ConfigurationState required(UUID id) {
        return find(id).orElseThrow(() -> StandardRefusal.NOT_FOUND.refused("The configuration " + id));
    }

    /** All of a provider, by name. */
    public List<ConfigurationState> of(String provider) {
        return jdbc.sql("select * from configuration where provider = ? order by name")
                .param(provider)
                .query(Configurations::state)
                .list();
    }

    /** One page, by name, optionally of one provider. */
    Page<ConfigurationState> page(PageRequest request, @Nullable String provider) {
        String after =
                request.after(1).map(cursor -> cursor.values().getFirst()).orElse("");
        List<ConfigurationState> rows = jdbc.sql("""
                        select * from configuration where name > :after and (:provider::text is null or provider = :provider)
                        order by name limit :limit
                        """)
                .param("after", after)
                .param("provider", provider)
                .param("limit", request.limitPlusOne())
                .query(Configurations::state)
                .list();
        return Page.of(rows, request, row -> Cursor.at(row.name()));
    }

    private static ConfigurationState state(ResultSet row, int number) throws SQLException {
        return new ConfigurationState(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("provider"),
                row.getString("adapter"),
                row.getString("model"),
                row.getString("base_url"),
                json(row.getString("settings"), new TypeReference<Map<String, Object>>() {}),
                json(row.getString("headers"), new TypeReference<Map<String, String>>() {}),
                row.getBoolean("active"),
                row.getObject("credential_id", UUID.class),
                row.getString("key_hint"),
                keys(row),
                row.getString("owner"),
                row.getObject("project_id", UUID.class),
                row.getString("visibility").toLowerCase(Locale.ROOT),
                instant(row.getTimestamp("last_tested")),
                row.getString("test_status").toLowerCase(Locale.ROOT),
                row.getObject("test_latency_millis", Long.class),
                row.getString("test_message"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                row.getLong("version"));
    }

    private static List<ConfigurationState.Key> keys(ResultSet row) throws SQLException {
        UUID own = row.getObject("credential_id", UUID.class);
        String hint = row.getString("key_hint");
        List<ConfigurationState.Key> further =
                json(row.getString("further_keys"), new TypeReference<List<ConfigurationState.Key>>() {});
        return Stream.concat(
                        Stream.ofNullable(own)
                                .map(id -> new ConfigurationState.Key(
                                        id, NAME_OF_OWN_KEY, Objects.requireNonNullElse(hint, ""))),
                        further.stream())
                .toList();
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private static <T> T json(String text, TypeReference<T> type) throws SQLException {
        try {
            return ContractJson.mapper().readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new SQLException("a stored configuration is unreadable", e);
        }
    }
}
