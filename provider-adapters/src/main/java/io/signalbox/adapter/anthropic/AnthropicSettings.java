package io.signalbox.adapter.anthropic;

import io.signalbox.adapter.Connection;
import io.signalbox.adapter.wire.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a configuration's settings put into calls: headers and the body fields a caller left open. */
record AnthropicSettings(Settings settings) {
    private static final String VERSION = "2023-06-01";

    static AnthropicSettings of(Connection connection) {
        return new AnthropicSettings(Settings.of(connection));
    }

    Map<String, String> headers() {
        Map<String, String> headers = settings.headers();
        String version = settings.text("anthropicVersion");
        headers.put("anthropic-version", version == null ? VERSION : version);
        put(headers, "anthropic-beta", betas());
        put(headers, "anthropic-workspace-id", settings.text("workspaceId"));
        return Map.copyOf(headers);
    }

    Map<String, Object> defaults() {
        Map<String, Object> body = new LinkedHashMap<>(settings.map("parameters"));
        settings.copy("temperature", "temperature", body);
        settings.copy("maxTokens", "max_tokens", body);
        settings.copy("topP", "top_p", body);
        settings.copy("topK", "top_k", body);
        settings.copy("serviceTier", "service_tier", body);
        return Map.copyOf(body);
    }

    private @Nullable String betas() {
        return settings.values().get("anthropicBeta") instanceof List<?> betas && !betas.isEmpty()
                ? betas.stream().map(String::valueOf).collect(Collectors.joining(","))
                : null;
    }

    private static void put(Map<String, String> headers, String header, @Nullable String value) {
        if (value != null) {
            headers.put(header, value);
        }
    }
}
