package io.signalbox.adapter.gemini;

import io.signalbox.adapter.Connection;
import io.signalbox.adapter.wire.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a configuration's settings put into calls. Only fields at the top of the body: what stands inside {@code
 * generationConfig} cannot be added to a request that has one already, so no setting promises it.
 */
record GeminiSettings(Settings settings) {
    /** The categories that can be adjusted (ai.google.dev/gemini-api/docs/safety-settings). */
    private static final List<String> HARMS = List.of(
            "HARM_CATEGORY_HARASSMENT",
            "HARM_CATEGORY_HATE_SPEECH",
            "HARM_CATEGORY_SEXUALLY_EXPLICIT",
            "HARM_CATEGORY_DANGEROUS_CONTENT");

    static GeminiSettings of(Connection connection) {
        return new GeminiSettings(Settings.of(connection));
    }

    Map<String, String> headers() {
        return Map.copyOf(settings.headers());
    }

    Map<String, Object> defaults() {
        Map<String, Object> body = new LinkedHashMap<>(settings.map("parameters"));
        String threshold = settings.text("safetyThreshold");
        if (threshold != null) {
            body.put(
                    "safetySettings",
                    HARMS.stream()
                            .map(harm -> Map.of("category", harm, "threshold", threshold))
                            .toList());
        }
        return Map.copyOf(body);
    }
}
