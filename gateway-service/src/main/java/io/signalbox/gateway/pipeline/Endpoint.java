package io.signalbox.gateway.pipeline;

import io.netty.handler.codec.http.HttpMethod;
import io.signalbox.adapter.Operation;
import io.signalbox.gateway.admission.GatewayRefusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a path under {@code /v1} stands for. */
sealed interface Endpoint {
    /** Something a target answers. */
    record Ask(Operation operation) implements Endpoint {}

    record ListModels() implements Endpoint {}

    record OneModel(String id) implements Endpoint {}

    /** A path that is answered, and how: the whole of what {@code /v1} offers. */
    record Known(HttpMethod method, String path, Endpoint endpoint) {
        /** As people write it. */
        String route() {
            return method + " /" + path;
        }
    }

    String MODELS = "v1/models";

    List<Known> KNOWN = List.of(
            new Known(HttpMethod.POST, "v1/chat/completions", new Ask(Operation.CHAT)),
            new Known(HttpMethod.POST, "v1/embeddings", new Ask(Operation.EMBEDDINGS)),
            new Known(HttpMethod.GET, MODELS, new ListModels()),
            new Known(HttpMethod.GET, MODELS + "/{id}", new OneModel("{id}")));

    /**
     * The endpoint of a call; refuses what there is not.
     *
     * @param path without its first slash, as it came
     */
    static Endpoint of(HttpMethod method, String path) {
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        for (Known known : KNOWN) {
            if (known.path().equals(plain)) {
                return only(known.method(), method, known.endpoint());
            }
        }
        if (!plain.startsWith(MODELS + "/")) {
            throw GatewayRefusal.PATH_UNKNOWN.refused("/" + path);
        }
        return only(HttpMethod.GET, method, new OneModel(decoded(plain.substring(MODELS.length() + 1))));
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
