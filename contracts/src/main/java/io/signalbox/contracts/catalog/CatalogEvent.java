package io.signalbox.contracts.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.ModelFacts;
import io.signalbox.contracts.ModelType;
import io.signalbox.contracts.Money;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.Topic;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** State of the unified catalogue, the price book, default models and routes. */
public sealed interface CatalogEvent extends ContractEvent {
    @Override
    @JsonIgnore
    default Topic topic() {
        return Topic.CATALOG;
    }

    /** Whether a model can still be asked for. */
    enum Lifecycle {
        AVAILABLE,
        DEPRECATED,
        GONE
    }

    /**
     * One model of one configuration, discovered or declared. A model that is gone stays, marked: reports name it.
     *
     * @param modelKey UUIDv5 of configuration and model id, so that discovery and declaration meet in one row
     * @param name what people call it; the provider's id unless declared otherwise
     * @param requestsPerMinute limits as declared; null is unlimited
     */
    record ModelCatalogued(
            TenantId tenant,
            UUID modelKey,
            UUID configurationId,
            String providerType,
            String modelId,
            String name,
            ModelFacts facts,
            Lifecycle lifecycle,
            boolean declared,
            boolean active,
            @Nullable Long requestsPerMinute,
            @Nullable Long requestsPerHour,
            @Nullable Long requestsPerDay,
            Map<String, Object> providerSettings,
            Map<String, Object> metadata,
            Instant changedAt)
            implements CatalogEvent {
        @Override
        public String recordKey() {
            return tenant + "/model/" + modelKey;
        }
    }

    /** A declared model that was taken back. */
    record ModelWithdrawn(TenantId tenant, UUID modelKey, Instant withdrawnAt) implements CatalogEvent {
        @Override
        public String recordKey() {
            return tenant + "/model/" + modelKey;
        }
    }

    /**
     * One price: what one unit of one meter costs from a moment on. A correction is a new entry.
     *
     * @param tenant {@code platform} for public prices; a tenant's own entry wins over the platform's
     * @param configurationId set when the price holds for one configuration only; wins over one without
     * @param meter {@code input_tokens}, {@code output_tokens}, … as in the usage record
     * @param contextFrom lowest input token count this band holds for; 0 for the first band
     * @param tier service tier, {@code standard} unless the provider sells others
     * @param region empty where the price holds everywhere
     * @param perUnit exact price of a single unit, never of a thousand or a million
     */
    record PriceSet(
            TenantId tenant,
            UUID priceId,
            String providerType,
            @Nullable UUID configurationId,
            String modelId,
            String meter,
            long contextFrom,
            String tier,
            String region,
            Money perUnit,
            Instant effectiveFrom,
            Instant setAt)
            implements CatalogEvent {
        @Override
        public String recordKey() {
            return tenant + "/price/" + priceId;
        }
    }

    /** The model that {@code default}, or no model at all, stands for. */
    record DefaultModelSet(TenantId tenant, ModelType modelType, UUID configurationId, String modelId, Instant setAt)
            implements CatalogEvent {
        @Override
        public String recordKey() {
            return tenant + "/default-model/" + modelType.wire();
        }
    }

    /**
     * A name applications ask for, and how it is served.
     *
     * @param attemptsMax attempts over all targets, the first included
     * @param hedge null for none
     * @param recovery null for none
     * @param cache null for none
     */
    record RouteDefined(
            TenantId tenant,
            UUID routeId,
            String name,
            RouteNode root,
            Deadlines deadlines,
            int attemptsMax,
            boolean active,
            Instant changedAt,
            @Nullable Hedge hedge,
            @Nullable Recovery recovery,
            @Nullable Caching cache)
            implements CatalogEvent {
        @Override
        public String recordKey() {
            return tenant + "/route/" + routeId;
        }
    }

    /** A route that is gone; its name is free again. */
    record RouteRemoved(TenantId tenant, UUID routeId, Instant removedAt) implements CatalogEvent {
        @Override
        public String recordKey() {
            return tenant + "/route/" + routeId;
        }
    }
}
