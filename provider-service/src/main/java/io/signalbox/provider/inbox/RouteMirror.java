package io.signalbox.provider.inbox;

import io.signalbox.contracts.Topic;
import io.signalbox.contracts.catalog.CatalogEvent;
import io.signalbox.contracts.catalog.CatalogEvent.DefaultModelSet;
import io.signalbox.contracts.catalog.CatalogEvent.ModelCatalogued;
import io.signalbox.contracts.catalog.CatalogEvent.ModelWithdrawn;
import io.signalbox.contracts.catalog.CatalogEvent.PriceSet;
import io.signalbox.contracts.catalog.CatalogEvent.RouteDefined;
import io.signalbox.contracts.catalog.CatalogEvent.RouteRemoved;
import io.signalbox.contracts.catalog.RouteNode.Target;
import io.signalbox.kit.inbox.Inbox;
import io.signalbox.kit.inbox.InboxRecord;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mirrors which configurations the catalogue's routes use. */
@Configuration(proxyBeanMethods = false)
class RouteMirror {
    private final JdbcClient jdbc;

    RouteMirror(@Qualifier("processorJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Bean
    Inbox routes() {
        return Inbox.each("provider.inbox", Topic.CATALOG, this::apply);
    }

    private void apply(InboxRecord record) {
        if (record.event() instanceof CatalogEvent event) {
            switch (event) {
                case RouteDefined defined -> define(defined);
                case RouteRemoved removed -> forget(removed.tenant().value(), removed.routeId());
                case ModelCatalogued model -> {}
                case ModelWithdrawn model -> {}
                case PriceSet price -> {}
                case DefaultModelSet model -> {}
            }
        }
    }

    private void define(RouteDefined route) {
        forget(route.tenant().value(), route.routeId());
        route.root()
                .leaves()
                .map(Target::configurationId)
                .distinct()
                .forEach(configuration -> jdbc.sql(
                                "insert into copy_route_target (tenant, route_id, route, configuration_id) values (?, ?, ?, ?)")
                        .params(route.tenant().value(), route.routeId(), route.name(), configuration)
                        .update());
    }

    private void forget(String tenant, UUID routeId) {
        jdbc.sql("delete from copy_route_target where tenant = ? and route_id = ?")
                .params(tenant, routeId)
                .update();
    }
}
