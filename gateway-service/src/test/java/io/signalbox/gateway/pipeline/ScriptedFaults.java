package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.ScriptedProvider.events;
import static io.signalbox.gateway.pipeline.ScriptedProvider.json;
import static io.signalbox.gateway.pipeline.Talk.ROLE;
import static io.signalbox.gateway.pipeline.Talk.error;

import io.signalbox.gateway.pipeline.ScriptedProvider.Behaviour;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the simulated provider does not do: addresses that take no connection, drips, sizes, odd statuses. */
@SuppressWarnings("try") // What it closes is of several kinds.
final class ScriptedFaults implements AutoCloseable {
    /** More than the gateway under test takes. */
    static final int ANSWER_MAX = 100_000;

    private static final int BACKLOG = 1;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final Map<String, ScriptedProvider> providers = new LinkedHashMap<>();

    /** By name: those that befall both kinds of answer. */
    Map<String, String> addresses() throws IOException {
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put("connection refused", refusing());
        addresses.put("connect timeout", blackHole());
        serve(
                "302 elsewhere",
                (request, response) ->
                        response.status(302).header("location", "/v2").send());
        serve("429 without retry-after", json(429, error("rate_limit_exceeded", "t", "slow down")));
        serve(
                "429 retry-after 60",
                (request, response) -> response.status(429)
                        .header("retry-after", "60")
                        .header("content-type", "application/json")
                        .sendString(Mono.just(error("rate_limit_exceeded", "t", "slow down"))));
        serve("500 with a megabyte", json(500, error("server_error", "t", "x".repeat(1_000_000))));
        serve(
                "500 that never ends",
                (request, response) -> response.status(500).sendString(Flux.concat(Mono.just("{"), Mono.never())));
        serve("answer too large", json(200, Talk.ANSWER.replace("hello", "x".repeat(2 * ANSWER_MAX))));
        serve("opening too large", events(ROLE, "data: {\"x\":\"" + "x".repeat(300_000) + "\"}"));
        serve(
                "comments for ever",
                (request, response) -> response.header("content-type", "text/event-stream")
                        .send(
                                Flux.interval(Duration.ofMillis(50))
                                        .map(each -> response.alloc()
                                                .buffer()
                                                .writeBytes(": wait\n\n".getBytes(StandardCharsets.UTF_8))),
                                piece -> true));
        providers.forEach((name, provider) -> addresses.put(name, provider.baseUrl()));
        return addresses;
    }

    /** Whether a fault shows in this kind of answer as it is meant. */
    static boolean befalls(String fault, boolean streamed) {
        return switch (fault) {
            case "answer too large" -> !streamed;
            case "opening too large", "comments for ever" -> streamed;
            default -> true;
        };
    }

    private void serve(String name, Behaviour behaviour) {
        ScriptedProvider provider = new ScriptedProvider(behaviour);
        open.add(provider);
        providers.put(name, provider);
    }

    /** How often a request came in; -1 where nobody counts. */
    int received(String fault, String requestId) {
        ScriptedProvider provider = providers.get(fault);
        return provider == null
                ? -1
                : (int) provider.received.stream()
                        .filter(one -> requestId.equals(one.headers().get("x-signalbox-request-id")))
                        .count();
    }

    private static String refusing() throws IOException {
        try (ServerSocket closed = new ServerSocket(0)) {
            return "http://127.0.0.1:" + closed.getLocalPort() + "/v1";
        }
    }

    /** A socket that nobody accepts from and whose queue is full: what comes then is never answered. */
    private String blackHole() throws IOException {
        ServerSocket full = new ServerSocket(0, BACKLOG, InetAddress.getByName("127.0.0.1"));
        open.add(full);
        for (int each = 0; each <= BACKLOG; each++) {
            Socket waiting = new Socket();
            waiting.connect(new InetSocketAddress("127.0.0.1", full.getLocalPort()));
            open.add(waiting);
        }
        return "http://127.0.0.1:" + full.getLocalPort() + "/v1";
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }
}
