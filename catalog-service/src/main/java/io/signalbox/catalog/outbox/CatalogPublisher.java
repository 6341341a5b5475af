package io.signalbox.catalog.outbox;

import io.signalbox.catalog.defaults.DefaultModelEvent;
import io.signalbox.catalog.defaults.DefaultModelEvent.DefaultModelChosen;
import io.signalbox.catalog.model.ModelEntry;
import io.signalbox.catalog.model.ModelEvent;
import io.signalbox.catalog.model.ModelEvent.DeclarationWithdrawn;
import io.signalbox.catalog.model.ModelEvent.ModelDeclared;
import io.signalbox.catalog.model.ModelEvent.ModelFound;
import io.signalbox.catalog.model.ModelEvent.ModelLost;
import io.signalbox.catalog.pricebook.PriceEvent;
import io.signalbox.catalog.pricebook.PriceEvent.PriceWasSet;
import io.signalbox.catalog.pricebook.PriceTerms;
import io.signalbox.catalog.route.RouteDefinition;
import io.signalbox.catalog.route.RouteEvent;
import io.signalbox.catalog.route.RouteEvent.RouteChanged;
import io.signalbox.catalog.route.RouteEvent.RouteDeleted;
import io.signalbox.catalog.route.RouteEvent.RouteMade;
import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.catalog.CatalogEvent.DefaultModelSet;
import io.signalbox.contracts.catalog.CatalogEvent.ModelCatalogued;
import io.signalbox.contracts.catalog.CatalogEvent.ModelWithdrawn;
import io.signalbox.contracts.catalog.CatalogEvent.PriceSet;
import io.signalbox.contracts.catalog.CatalogEvent.RouteDefined;
import io.signalbox.contracts.catalog.CatalogEvent.RouteRemoved;
import io.signalbox.kit.outbox.OutboxPublisher;
import io.signalbox.kit.outbox.PublishedStates;
import io.signalbox.kit.outbox.StoredFact;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** What others are told of what happened in this service. Every stored event carries the whole state it led to. */
@Component
final class CatalogPublisher implements OutboxPublisher {
    @Override
    public List<ContractEvent> publish(StoredFact fact, PublishedStates published) {
        return switch (fact.event()) {
            case ModelEvent event -> List.of(model(event));
            case PriceEvent event -> List.of(price(event));
            case DefaultModelEvent event -> List.of(defaultModel(event));
            case RouteEvent event -> List.of(route(event));
            default ->
                throw new IllegalStateException(
                        "not an event of this service: " + fact.event().getClass());
        };
    }

    private static ContractEvent model(ModelEvent event) {
        return switch (event) {
            case ModelFound found -> catalogued(found, found.entry());
            case ModelLost lost -> catalogued(lost, lost.entry());
            case ModelDeclared declared -> catalogued(declared, declared.entry());
            case DeclarationWithdrawn withdrawn -> {
                ModelEntry left = withdrawn.entry();
                yield left == null
                        ? new ModelWithdrawn(withdrawn.tenant(), withdrawn.modelKey(), withdrawn.at())
                        : catalogued(withdrawn, left);
            }
        };
    }

    private static ContractEvent catalogued(ModelEvent event, ModelEntry entry) {
        return new ModelCatalogued(
                event.tenant(),
                event.modelKey(),
                entry.identity().configurationId(),
                entry.identity().provider(),
                entry.identity().modelId(),
                entry.name(),
                entry.facts(),
                entry.lifecycle(),
                entry.declared(),
                entry.active(),
                entry.requestsPerMinute(),
                entry.requestsPerHour(),
                entry.requestsPerDay(),
                entry.providerSettings(),
                entry.metadata(),
                event.at());
    }

    private static ContractEvent price(PriceEvent event) {
        return switch (event) {
            case PriceWasSet set -> {
                PriceTerms terms = set.terms();
                yield new PriceSet(
                        set.tenant(),
                        set.priceId(),
                        terms.provider(),
                        terms.configurationId(),
                        terms.model(),
                        terms.meter(),
                        terms.contextFrom(),
                        terms.tier(),
                        terms.region(),
                        terms.perUnit(),
                        terms.effectiveFrom(),
                        set.at());
            }
        };
    }

    private static ContractEvent defaultModel(DefaultModelEvent event) {
        return switch (event) {
            case DefaultModelChosen chosen ->
                new DefaultModelSet(
                        chosen.tenant(), chosen.modelType(), chosen.configurationId(), chosen.modelId(), chosen.at());
        };
    }

    private static ContractEvent route(RouteEvent event) {
        return switch (event) {
            case RouteMade made -> defined(made, made.definition(), made.at());
            case RouteChanged changed -> defined(changed, changed.definition(), changed.at());
            case RouteDeleted deleted -> new RouteRemoved(deleted.tenant(), deleted.routeId(), deleted.at());
        };
    }

    private static ContractEvent defined(RouteEvent event, RouteDefinition definition, Instant at) {
        return new RouteDefined(
                event.tenant(),
                event.routeId(),
                definition.name(),
                definition.root(),
                definition.deadlines(),
                definition.attemptsMax(),
                definition.active(),
                at,
                definition.hedge(),
                definition.recovery(),
                definition.cache());
    }
}
