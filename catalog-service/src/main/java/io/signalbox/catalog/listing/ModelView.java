package io.signalbox.catalog.listing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.signalbox.contracts.ModelType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A model as callers see it.
 *
 * @param configuration absent when the configuration is gone
 * @param inputCostPer1kTokens US dollars, of the price that holds now at the standard tier; absent when there is none
 * @param lifecycle {@code available, deprecated, gone, withdrawn}
 */
public record ModelView(
        UUID id,
        String name,
        @Nullable String displayName,
        String provider,
        UUID configurationId,
        @Nullable String configuration,
        String modelId,
        @Nullable String description,
        ModelType type,
        @Nullable Long contextWindow,
        @Nullable Long maxTokens,
        List<String> inputModalities,
        List<String> outputModalities,
        List<String> features,
        boolean supportsStreaming,
        @Nullable BigDecimal defaultTemperature,
        @Nullable Long rateLimitPerMinute,
        @Nullable Long rateLimitPerHour,
        @Nullable Long rateLimitPerDay,
        @Nullable BigDecimal inputCostPer1kTokens,
        @Nullable BigDecimal outputCostPer1kTokens,
        Map<String, Object> providerSettings,
        Map<String, Object> metadata,
        boolean isActive,
        boolean isDefault,
        String lifecycle,
        boolean declared,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long version) {}
