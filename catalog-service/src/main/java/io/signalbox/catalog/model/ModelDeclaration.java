package io.signalbox.catalog.model;

import io.signalbox.contracts.ModelFacts;
import io.signalbox.contracts.ModelType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant itself says of a model; null leaves what was discovered. It lies over the discovery and survives it, so
 * that a new discovery never undoes what somebody decided.
 */
public record ModelDeclaration(
        @Nullable String name,
        @Nullable String displayName,
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
        @Nullable Long requestsPerMinute,
        @Nullable Long requestsPerHour,
        @Nullable Long requestsPerDay,
        @Nullable Map<String, Object> providerSettings,
        @Nullable Map<String, Object> metadata,
        @Nullable Boolean active) {
    private static final String STREAMING = "streaming";

    /** Nothing said. */
    public static final ModelDeclaration NONE = new ModelDeclaration(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    /** What is known of the model when this lies over what was discovered. */
    ModelFacts over(ModelFacts found) {
        return new ModelFacts(
                displayName == null ? found.displayName() : displayName,
                type == null ? found.type() : type,
                contextWindow == null ? found.contextWindow() : contextWindow,
                maxTokens == null ? found.maxOutputTokens() : maxTokens,
                inputModalities == null ? found.inputModalities() : inputModalities,
                outputModalities == null ? found.outputModalities() : outputModalities,
                streaming(features == null ? found.features() : features),
                deprecated == null ? found.deprecated() : deprecated);
    }

    private List<String> streaming(List<String> known) {
        if (supportsStreaming == null || supportsStreaming == known.contains(STREAMING)) {
            return known;
        }
        List<String> changed = new ArrayList<>(known);
        if (supportsStreaming) {
            changed.add(STREAMING);
        } else {
            changed.remove(STREAMING);
        }
        return List.copyOf(changed);
    }

    /** This with what {@code later} says over it. */
    ModelDeclaration with(ModelDeclaration later) {
        return new ModelDeclaration(
                later.name == null ? name : later.name,
                later.displayName == null ? displayName : later.displayName,
                later.description == null ? description : later.description,
                later.type == null ? type : later.type,
                later.contextWindow == null ? contextWindow : later.contextWindow,
                later.maxTokens == null ? maxTokens : later.maxTokens,
                later.inputModalities == null ? inputModalities : later.inputModalities,
                later.outputModalities == null ? outputModalities : later.outputModalities,
                later.features == null ? features : later.features,
                later.supportsStreaming == null ? supportsStreaming : later.supportsStreaming,
                later.deprecated == null ? deprecated : later.deprecated,
                later.defaultTemperature == null ? defaultTemperature : later.defaultTemperature,
                later.requestsPerMinute == null ? requestsPerMinute : later.requestsPerMinute,
                later.requestsPerHour == null ? requestsPerHour : later.requestsPerHour,
                later.requestsPerDay == null ? requestsPerDay : later.requestsPerDay,
                later.providerSettings == null ? providerSettings : later.providerSettings,
                later.metadata == null ? metadata : later.metadata,
                later.active == null ? active : later.active);
    }
}
