package io.signalbox.adapter.azure;

import io.signalbox.adapter.Connection;
import io.signalbox.adapter.Operation;
import io.signalbox.adapter.wire.Settings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a resource is asked for what.
 *
 * @param version of the API with deployments in the path; null for the one without versions
 * @param deployments by the name of the model they serve, where it is not their own
 */
record AzurePaths(@Nullable String version, Map<String, Object> deployments) {
    private static final Map<Operation, String> SUFFIXES = Map.of(
            Operation.CHAT, "/chat/completions",
            Operation.EMBEDDINGS, "/embeddings",
            Operation.RESPONSES, "/responses",
            Operation.KEPT_RESPONSE, "/responses",
            Operation.COMPLETIONS, "/completions",
            Operation.IMAGES, "/images/generations",
            Operation.SPEECH, "/audio/speech",
            Operation.TRANSCRIPTIONS, "/audio/transcriptions");

    private static final Set<Operation> WITHOUT_VERSION = Set.of(Operation.RESPONSES, Operation.KEPT_RESPONSE);

    static AzurePaths of(Connection connection) {
        Settings settings = Settings.of(connection);
        return new AzurePaths(settings.text("apiVersion"), settings.map("deployments"));
    }

    static Set<Operation> operations() {
        return SUFFIXES.keySet();
    }

    /** Responses are no deployment's own, and so not where versions are. */
    boolean offers(Operation operation) {
        return SUFFIXES.containsKey(operation) && (version == null || !WITHOUT_VERSION.contains(operation));
    }

    String deployment(String model) {
        return deployments.getOrDefault(model, model).toString();
    }

    String models() {
        return version == null ? "/openai/v1/models" : versioned("/openai/models");
    }

    String call(Operation operation, String deployment) {
        String suffix = SUFFIXES.get(operation);
        if (suffix == null) {
            throw new IllegalArgumentException("this format has no " + operation.wire());
        }
        return version == null
                ? "/openai/v1" + suffix
                : versioned("/openai/deployments/" + encoded(deployment).replace("+", "%20") + suffix);
    }

    private String versioned(String path) {
        return path + "?api-version=" + encoded(String.valueOf(version));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
