package io.signalbox.catalog.model;

import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.problem.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be said of a model; every fault is named. */
final class DeclarationRules {
    private static final Set<String> FEATURES =
            Set.of("tools", "vision", "streaming", "json", "reasoning", "structured_output", "continuation");
    private static final Set<String> MODALITIES = Set.of("text", "image", "audio", "video", "file");
    private static final BigDecimal TEMPERATURE_MAX = new BigDecimal(2);
    private static final int NAME_LENGTH_MAX = 256;
    private static final int DESCRIPTION_LENGTH_MAX = 4_000;

    private final List<Violation> faults = new ArrayList<>();

    private DeclarationRules() {}

    static void check(ModelRequest request) {
        DeclarationRules rules = new DeclarationRules();
        rules.length("name", request.name(), NAME_LENGTH_MAX);
        rules.length("displayName", request.displayName(), NAME_LENGTH_MAX);
        rules.length("modelId", request.modelId(), ModelIdentity.MODEL_ID_LENGTH_MAX);
        rules.length("description", request.description(), DESCRIPTION_LENGTH_MAX);
        rules.positive("contextWindow", request.contextWindow());
        rules.positive("maxTokens", request.maxTokens());
        rules.positive("rateLimitPerMinute", request.rateLimitPerMinute());
        rules.positive("rateLimitPerHour", request.rateLimitPerHour());
        rules.positive("rateLimitPerDay", request.rateLimitPerDay());
        rules.words("features", request.features(), FEATURES);
        rules.words("inputModalities", request.inputModalities(), MODALITIES);
        rules.words("outputModalities", request.outputModalities(), MODALITIES);
        rules.temperature(request.defaultTemperature());
        if (!rules.faults.isEmpty()) {
            throw RefusedException.all(StandardRefusal.FIELD_INVALID, rules.faults);
        }
    }

    private void length(String field, @Nullable String text, int max) {
        if (text != null && (text.isBlank() || text.length() > max)) {
            fault(field, "it has 1 to " + max + " characters");
        }
    }

    private void positive(String field, @Nullable Long number) {
        if (number != null && number <= 0) {
            fault(field, "it is above zero; leave it out when there is no such limit");
        }
    }

    private void words(String field, @Nullable List<String> words, Set<String> known) {
        if (words != null && !known.containsAll(words)) {
            fault(field, "it is a list out of " + known.stream().sorted().toList());
        }
    }

    private void temperature(@Nullable BigDecimal temperature) {
        if (temperature != null && (temperature.signum() < 0 || temperature.compareTo(TEMPERATURE_MAX) > 0)) {
            fault("defaultTemperature", "it is between 0 and " + TEMPERATURE_MAX);
        }
    }

    private void fault(String field, String rule) {
        faults.add(StandardRefusal.FIELD_INVALID.violation(field, field, rule));
    }
}
