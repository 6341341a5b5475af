package io.signalbox.gateway.pipeline;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.signalbox.adapter.Operation;
import io.signalbox.gateway.admission.GatewayRefusal;
import io.signalbox.gateway.conversation.CallerDialect;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a path under {@code /v1} stands for. */
sealed interface Endpoint {
    /** Something a target answers, asked for in that dialect. */
    record Ask(Operation operation, CallerDialect dialect) implements Endpoint {}

    /**
     * A response that a target keeps.
     *
     * @param way what is asked of it, behind its own path; empty for the response itself
     */
    record Kept(String id, String way) implements Endpoint {}

    /** A file or a batch, which the vfs service keeps and answers for. */
    record Passed() implements Endpoint {}

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
    String MESSAGES = "v1/messages";
    String RESPONSES = "v1/responses";
    String FILES = "v1/files";
    String BATCHES = "v1/batches";

    /** What an id given out by the vfs service looks like; nothing else is passed on. */
    Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    /** Sent by every SDK of that dialect with every call, and by nobody else. */
    String ANTHROPIC_VERSION = "anthropic-version";

    List<Known> KNOWN = List.of(
            new Known(HttpMethod.POST, "v1/chat/completions", new Ask(Operation.CHAT, CallerDialect.OPENAI)),
            new Known(HttpMethod.POST, "v1/embeddings", new Ask(Operation.EMBEDDINGS, CallerDialect.OPENAI)),
            openAi(Operation.RESPONSES),
            kept(HttpMethod.GET, ""),
            kept(HttpMethod.DELETE, ""),
            kept(HttpMethod.POST, "/cancel"),
            kept(HttpMethod.GET, "/input_items"),
            openAi(Operation.COMPLETIONS),
            openAi(Operation.MODERATIONS),
            openAi(Operation.RERANK),
            openAi(Operation.IMAGES),
            openAi(Operation.SPEECH),
            openAi(Operation.TRANSCRIPTIONS),
            new Known(HttpMethod.POST, MESSAGES, new Ask(Operation.CHAT, CallerDialect.ANTHROPIC)),
            new Known(
                    HttpMethod.POST,
                    MESSAGES + "/count_tokens",
                    new Ask(Operation.COUNT_TOKENS, CallerDialect.ANTHROPIC)),
            passed(HttpMethod.POST, FILES),
            passed(HttpMethod.GET, FILES),
            passed(HttpMethod.GET, FILES + "/{id}"),
            passed(HttpMethod.DELETE, FILES + "/{id}"),
            passed(HttpMethod.GET, FILES + "/{id}/content"),
            passed(HttpMethod.POST, BATCHES),
            passed(HttpMethod.GET, BATCHES),
            passed(HttpMethod.GET, BATCHES + "/{id}"),
            passed(HttpMethod.POST, BATCHES + "/{id}/cancel"),
            new Known(HttpMethod.GET, MODELS, new ListModels()),
            new Known(HttpMethod.GET, MODELS + "/{id}", new OneModel("{id}")));

    /**
     * The dialect a call is answered in: the one that its path belongs to; where dialects meet, the one that its headers
     * tell of.
     *
     * @param path without its first slash, as it came
     */
    static CallerDialect dialect(String path, HttpHeaders headers) {
        String plain = plain(path);
        Known known = known(plain);
        if (known != null && known.endpoint() instanceof Ask ask) {
            return ask.dialect();
        }
        boolean anthropic = plain.startsWith(MESSAGES + "/")
                || (headers.contains(ANTHROPIC_VERSION) && !plain.startsWith(RESPONSES + "/") && !isPassed(plain));
        return anthropic ? CallerDialect.ANTHROPIC : CallerDialect.OPENAI;
    }

    /** The endpoint of a call; refuses what there is not. {@code path} as above. */
    static Endpoint of(HttpMethod method, String path) {
        String plain = plain(path);
        if (isPassed(plain)) {
            return passedOn(method, path, plain);
        }
        Known known = known(plain);
        if (known != null) {
            return only(known.method(), method, known.endpoint());
        }
        if (plain.startsWith(RESPONSES + "/")) {
            return kept(method, path, plain.substring(RESPONSES.length() + 1));
        }
        if (!plain.startsWith(MODELS + "/")) {
            throw GatewayRefusal.PATH_UNKNOWN.refused("/" + path);
        }
        return only(HttpMethod.GET, method, new OneModel(decoded(plain.substring(MODELS.length() + 1))));
    }

    private static boolean isPassed(String plain) {
        return plain.equals(FILES)
                || plain.equals(BATCHES)
                || plain.startsWith(FILES + "/")
                || plain.startsWith(BATCHES + "/");
    }

    private static Endpoint passedOn(HttpMethod method, String path, String plain) {
        String[] parts = plain.split("/", -1);
        boolean named = parts.length > 2 && ID.matcher(parts[2]).matches();
        if (named) {
            parts[2] = "{id}";
        }
        return allowed(method, path, known -> known.path().equals(String.join("/", parts)), new Passed());
    }

    private static Known passed(HttpMethod method, String path) {
        return new Known(method, path, new Passed());
    }

    private static Known openAi(Operation operation) {
        return new Known(HttpMethod.POST, operation.path().substring(1), new Ask(operation, CallerDialect.OPENAI));
    }

    private static Known kept(HttpMethod method, String way) {
        return new Known(method, RESPONSES + "/{response}" + way, new Kept("{response}", way));
    }

    private static Endpoint kept(HttpMethod method, String path, String behind) {
        int slash = behind.indexOf('/');
        String id = slash < 0 ? behind : behind.substring(0, slash);
        String way = slash < 0 ? "" : behind.substring(slash);
        return allowed(
                method,
                path,
                known -> known.endpoint() instanceof Kept kept && kept.way().equals(way),
                new Kept(decoded(id), way));
    }

    private static Endpoint allowed(HttpMethod method, String path, Predicate<Known> meant, Endpoint endpoint) {
        List<HttpMethod> methods =
                KNOWN.stream().filter(meant).map(Known::method).toList();
        if (methods.isEmpty()) {
            throw GatewayRefusal.PATH_UNKNOWN.refused("/" + path);
        }
        if (!methods.contains(method)) {
            String names =
                    String.join(" or ", methods.stream().map(HttpMethod::name).toList());
            throw GatewayRefusal.METHOD_UNKNOWN.refused(method.name(), names);
        }
        return endpoint;
    }

    private static String plain(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static @Nullable Known known(String plain) {
        for (Known known : KNOWN) {
            if (known.path().equals(plain)) {
                return known;
            }
        }
        return null;
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
