package io.signalbox.catalog.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.signalbox.catalog.route.RouteEvent.RouteChanged;
import io.signalbox.catalog.route.RouteEvent.RouteDeleted;
import io.signalbox.catalog.route.RouteEvent.RouteMade;
import io.signalbox.contracts.catalog.RouteNode;
import io.signalbox.kit.contractjson.ContractJson;
import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the tables behind {@code /api/routes}: the routes, and which models they use. */
@Component
@ProcessingGroup(RouteProjection.NAME)
final class RouteProjection {
    static final String NAME = "catalog.route";

    private static final String UPSERT = """
            insert into route (tenant, id, version, name, root, connect_millis, first_token_millis, between_tokens_millis,
                total_millis, attempts_max, active, hedge, recovery, cache, created_at, updated_at)
            values (:tenant, :id, :version, :name, :root::jsonb, :connect, :firstToken, :betweenTokens,
                :total, :attemptsMax, :active, :hedge::jsonb, :recovery::jsonb, :cache::jsonb, :at, :at)
            on conflict (tenant, id) do update set
                version = excluded.version, name = excluded.name, root = excluded.root,
                connect_millis = excluded.connect_millis, first_token_millis = excluded.first_token_millis,
                between_tokens_millis = excluded.between_tokens_millis, total_millis = excluded.total_millis,
                attempts_max = excluded.attempts_max, active = excluded.active,
                hedge = excluded.hedge, recovery = excluded.recovery, cache = excluded.cache,
                updated_at = excluded.updated_at
            """;

    private final JdbcClient jdbc;

    RouteProjection(@Qualifier("processorJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(RouteEvent event, @SequenceNumber long sequence) throws JsonProcessingException {
        switch (event) {
            case RouteMade made -> put(new Row(made, made.definition(), made.at()), sequence);
            case RouteChanged changed -> put(new Row(changed, changed.definition(), changed.at()), sequence);
            case RouteDeleted deleted -> {
                forgetTargets(deleted);
                jdbc.sql("delete from route where tenant = ? and id = ?")
                        .params(deleted.tenant().value(), deleted.routeId())
                        .update();
            }
        }
    }

    private record Row(RouteEvent event, RouteDefinition definition, Instant at) {}

    private void put(Row row, long sequence) throws JsonProcessingException {
        RouteDefinition definition = row.definition();
        jdbc.sql(UPSERT)
                .param("tenant", row.event().tenant().value())
                .param("id", row.event().routeId())
                .param("version", sequence)
                .param("name", definition.name())
                .param("root", ContractJson.mapper().writerFor(RouteNode.class).writeValueAsString(definition.root()))
                .param("connect", definition.deadlines().connectMillis())
                .param("firstToken", definition.deadlines().firstTokenMillis())
                .param("betweenTokens", definition.deadlines().betweenTokensMillis())
                .param("total", definition.deadlines().totalMillis())
                .param("attemptsMax", definition.attemptsMax())
                .param("active", definition.active())
                .param("hedge", json(definition.hedge()))
                .param("recovery", json(definition.recovery()))
                .param("cache", json(definition.cache()))
                .param("at", row.at().atOffset(ZoneOffset.UTC))
                .update();
        forgetTargets(row.event());
        definition
                .root()
                .leaves()
                .distinct()
                .forEach(target -> jdbc.sql(
                                "insert into route_target (tenant, route_id, configuration_id, model) values (?, ?, ?, ?)")
                        .params(
                                row.event().tenant().value(),
                                row.event().routeId(),
                                target.configurationId(),
                                target.model())
                        .update());
    }

    private static @Nullable String json(@Nullable Object value) throws JsonProcessingException {
        return value == null ? null : ContractJson.mapper().writeValueAsString(value);
    }

    private void forgetTargets(RouteEvent event) {
        jdbc.sql("delete from route_target where tenant = ? and route_id = ?")
                .params(event.tenant().value(), event.routeId())
                .update();
    }

    @ResetHandler
    void reset() {
        jdbc.sql("delete from route").update();
        jdbc.sql("delete from route_target").update();
    }
}
