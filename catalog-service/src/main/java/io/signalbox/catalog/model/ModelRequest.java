package io.signalbox.catalog.model;

import io.signalbox.contracts.ModelType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may send for a model; in a change every absent field stays as it is.
 *
 * @param provider a provider with one configuration; {@code configuration} names one of several
 * @param inputCostPer1kTokens US dollars; becomes an entry of the price book
 */
record ModelRequest(
        @Nullable String name,
        @Nullable String displayName,
        @Nullable String provider,
        @Nullable String configuration,
        @Nullable UUID configurationId,
        @Nullable String modelId,
        @Nullable String description,
        @Nullable ModelType type,
        @Nullable Long contextWindow,
        @Nullable Long maxTokens,
        @Nullable List<String> inputModalities,
        @Nullable List<String> outputModalities,
        @Nullable List<String> features,
        @Nullable Boolean supportsStreaming,
        @Nullable Boolean deprecated,
        @Nullable BigDecimal defaultTemperature,
        @Nullable Long rateLimitPerMinute,
        @Nullable Long rateLimitPerHour,
        @Nullable Long rateLimitPerDay,
        @Nullable BigDecimal inputCostPer1kTokens,
        @Nullable BigDecimal outputCostPer1kTokens,
        @Nullable Map<String, Object> providerSettings,
        @Nullable Map<String, Object> metadata,
        @Nullable Boolean isActive,
        @Nullable Boolean isDefault) {

    ModelDeclaration declaration() {
        return new ModelDeclaration(
                name,
                displayName,
                description,
                type,
                contextWindow,
                maxTokens,
                inputModalities,
                outputModalities,
                features,
                supportsStreaming,
                deprecated,
                defaultTemperature,
                rateLimitPerMinute,
                rateLimitPerHour,
                rateLimitPerDay,
                providerSettings,
                metadata,
                isActive);
    }
}
