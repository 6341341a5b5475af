package io.signalbox.simulator.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.signalbox.simulator.conversation.Tokens;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.wire.Delivery;
import io.signalbox.simulator.wire.Incoming;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked below {@code /admin}, by whoever holds the token; without a token at the start there is no such path.
 * Answers are made on a thread of their own, as reading a long tally must not hold up the streams.
 */
public final class AdminApi {
    private static final String BEARER = "Bearer ";

    private final byte @Nullable [] token;
    private final Map<String, Action> actions;
    private final ExecutorService worker;

    public AdminApi(@Nullable String token, List<Map<String, Action>> actions, ExecutorService worker) {
        this.token = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
        this.worker = worker;
        this.actions = new HashMap<>();
        actions.forEach(this.actions::putAll);
    }

    /** Answers one method on one path; throws {@link IllegalArgumentException} with a sentence for the caller. */
    @FunctionalInterface
    public interface Action {
        Delivery act(AdminCall call);
    }

    public void answer(Incoming incoming, Consumer<Delivery> whenReady) {
        if (token == null) {
            whenReady.accept(problem(404, "The simulator was started without an admin token."));
        } else if (!allowed(incoming, token)) {
            whenReady.accept(problem(401, "Send the admin token: Authorization: Bearer <token>."));
        } else {
            worker.execute(() -> whenReady.accept(act(incoming)));
        }
    }

    private static boolean allowed(Incoming incoming, byte[] token) {
        String authorization = incoming.headers().get(HttpHeaderNames.AUTHORIZATION);
        return authorization != null
                && authorization.startsWith(BEARER)
                && MessageDigest.isEqual(
                        token, authorization.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8));
    }

    private Delivery act(Incoming incoming) {
        Action action = find(incoming.method(), incoming.path());
        if (action == null) {
            return problem(404, "There is no " + incoming.method() + " " + incoming.path() + "; see the README.");
        }
        try {
            JsonNode body = Json.read(incoming.body());
            return action.act(new AdminCall(incoming.path(), incoming.query(), body));
        } catch (IllegalArgumentException e) {
            return problem(400, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return problem(400, "The body is not JSON.");
        } catch (UncheckedIOException e) {
            return problem(500, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Action find(HttpMethod method, String path) {
        Action exact = actions.get(method + " " + path);
        int slash = path.lastIndexOf('/');
        return exact != null ? exact : actions.get(method + " " + path.substring(0, slash) + "/*");
    }

    static Delivery json(int status, Object body) {
        return Delivery.json(status, Json.bytes(body), Tokens.NONE);
    }

    static Delivery problem(int status, String detail) {
        return json(status, Map.of("status", status, "detail", detail));
    }
}
