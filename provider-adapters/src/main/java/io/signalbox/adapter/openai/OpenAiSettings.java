package io.signalbox.adapter.openai;

import io.signalbox.adapter.Connection;
import io.signalbox.adapter.EmbeddingLimits;
import io.signalbox.adapter.FieldRules;
import io.signalbox.adapter.Operation;
import io.signalbox.adapter.wire.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a configuration's settings put into calls: headers and the body fields a caller left open. */
record OpenAiSettings(Settings settings) {
    private static final List<String> LIMITS = List.of("max_completion_tokens", "max_tokens");

    static OpenAiSettings of(Connection connection) {
        return new OpenAiSettings(Settings.of(connection));
    }

    Map<String, String> headers() {
        Map<String, String> headers = settings.headers();
        put(headers, "OpenAI-Organization", "organizationId");
        put(headers, "OpenAI-Project", "projectId");
        return Map.copyOf(headers);
    }

    String probePath(String otherwise) {
        String path = settings.text("probePath");
        return path == null ? otherwise : path;
    }

    Map<String, Object> defaults(Operation operation) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (operation == Operation.CHAT) {
            body.putAll(settings.map("parameters"));
        }
        if (operation == Operation.CHAT || operation == Operation.COMPLETIONS) {
            settings.copy("temperature", "temperature", body);
            settings.copy("maxTokens", operation == Operation.CHAT ? outputLimitField() : "max_tokens", body);
            settings.copy("topP", "top_p", body);
            settings.copy("frequencyPenalty", "frequency_penalty", body);
            settings.copy("presencePenalty", "presence_penalty", body);
            settings.copy("seed", "seed", body);
        } else if (operation == Operation.RESPONSES) {
            settings.copy("temperature", "temperature", body);
            settings.copy("maxTokens", "max_output_tokens", body);
            settings.copy("topP", "top_p", body);
        }
        return Map.copyOf(body);
    }

    @Nullable
    String reasoningField() {
        return settings.text("reasoningField");
    }

    /** They are about the fields of chats; who offers responses has those as they are. */
    FieldRules fieldRules(Operation operation) {
        if (operation == Operation.RESPONSES || operation == Operation.KEPT_RESPONSE) {
            return FieldRules.NONE;
        }
        Map<String, String> renamed = new LinkedHashMap<>();
        settings.map("renamedFields").forEach((from, to) -> renamed.put(from, to.toString()));
        if (operation == Operation.CHAT && settings.text("maxTokensField") != null) {
            LIMITS.stream()
                    .filter(name -> !name.equals(outputLimitField()))
                    .forEach(name -> renamed.put(name, outputLimitField()));
        }
        FieldRules rules = new FieldRules(
                Map.copyOf(renamed),
                Set.copyOf(settings.texts("removedFields")),
                Set.copyOf(settings.texts("refusedFields")),
                operation == Operation.CHAT ? Set.copyOf(settings.texts("knownFields")) : Set.of(),
                settings.number("toolCallIdLength"),
                operation == Operation.CHAT ? reasoningField() : null,
                stops(operation));
        return rules.isEmpty() ? FieldRules.NONE : rules;
    }

    /** Only these two have a reason to stop. */
    private Map<String, String> stops(Operation operation) {
        Map<String, String> stops = new LinkedHashMap<>();
        if (operation == Operation.CHAT || operation == Operation.COMPLETIONS) {
            settings.map("stopReasons").forEach((from, to) -> stops.put(from, to.toString()));
        }
        return Map.copyOf(stops);
    }

    /** The body field that bounds an answer's tokens. */
    String outputLimitField() {
        String field = settings.text("maxTokensField");
        return field == null ? "max_completion_tokens" : field;
    }

    /** Servers of this format each have limits of their own; who sets none is sent what the caller sends. */
    EmbeddingLimits embeddingLimits() {
        int inputs = settings.number("embeddingInputsMax");
        int tokens = settings.number("embeddingTokensMax");
        return new EmbeddingLimits(
                inputs == 0 ? EmbeddingLimits.NONE.inputsMax() : inputs,
                tokens == 0 ? EmbeddingLimits.NONE.tokensMax() : tokens);
    }

    private void put(Map<String, String> headers, String header, String setting) {
        String value = settings.text(setting);
        if (value != null) {
            headers.put(header, value);
        }
    }
}
