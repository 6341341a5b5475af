package io.signalbox.catalog.model;

import io.signalbox.contracts.ModelFacts;
import io.signalbox.contracts.catalog.CatalogEvent.Lifecycle;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model as the catalogue holds it: what was discovered with what was declared over it. Every event carries it whole, so
 * that whoever reads one event need not know the ones before.
 */
public record ModelEntry(
        ModelIdentity identity,
        String name,
        @Nullable String description,
        ModelFacts facts,
        Lifecycle lifecycle,
        boolean declared,
        boolean active,
        @Nullable BigDecimal defaultTemperature,
        @Nullable Long requestsPerMinute,
        @Nullable Long requestsPerHour,
        @Nullable Long requestsPerDay,
        Map<String, Object> providerSettings,
        Map<String, Object> metadata) {

    static ModelEntry of(
            ModelIdentity identity, ModelFacts found, ModelDeclaration declaration, boolean declared, boolean listed) {
        ModelFacts facts = declaration.over(found);
        Lifecycle present = facts.deprecated() ? Lifecycle.DEPRECATED : Lifecycle.AVAILABLE;
        return new ModelEntry(
                identity,
                Optional.ofNullable(declaration.name()).orElse(identity.modelId()),
                declaration.description(),
                facts,
                listed || declared ? present : Lifecycle.GONE,
                declared,
                !Boolean.FALSE.equals(declaration.active()),
                declaration.defaultTemperature(),
                declaration.requestsPerMinute(),
                declaration.requestsPerHour(),
                declaration.requestsPerDay(),
                Optional.ofNullable(declaration.providerSettings()).orElse(Map.of()),
                Optional.ofNullable(declaration.metadata()).orElse(Map.of()));
    }
}
