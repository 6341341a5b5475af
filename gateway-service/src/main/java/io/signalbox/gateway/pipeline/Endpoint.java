package io.signalbox.gateway.pipeline;

import io.netty.handler.codec.http.HttpMethod;
import io.signalbox.adapter.Operation;
import io.signalbox.gateway.admission.GatewayRefusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** What a path under {@code /v1} stands for. */
sealed interface Endpoint {
    /** Something a target answers. */
    record Ask(Operation operation) implements Endpoint {}

    record ListModels() implements Endpoint {}

    record OneModel(String id) implements Endpoint {}

    String MODELS = "v1/models";

    /**
     * The endpoint of a call; refuses what there is not.
     *
     * @param path without its first slash, as it came
     */
    static Endpoint of(HttpMethod method, String path) {
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return switch (plain) {
            case "v1/chat/completions" -> only(HttpMethod.POST, method, new Ask(Operation.CHAT));
            case "v1/embeddings" -> only(HttpMethod.POST, method, new Ask(Operation.EMBEDDINGS));
            case MODELS -> only(HttpMethod.GET, method, new ListModels());
            default -> {
                if (!plain.startsWith(MODELS + "/")) {
                    throw GatewayRefusal.PATH_UNKNOWN.refused("/" + path);
                }
                yield only(HttpMethod.GET, method, new OneModel(decoded(plain.substring(MODELS.length() + 1))));
            }
        };
    }

    private static Endpoint only(HttpMethod known, HttpMethod used, Endpoint endpoint) {
        if (!known.equals(used)) {
            throw GatewayRefusal.METHOD_UNKNOWN.refused(used.name(), known.name());
        }
        return endpoint;
    }

    private static String decoded(String id) {
        try {
            return URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return id;
        }
    }
}
