package io.signalbox.gateway.owners;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.kit.security.ServiceIdentity;
import io.signalbox.kit.security.TokenSigner;
import io.signalbox.testkit.embedded.EmbeddedServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A usage service that gives out exactly what is needed, of amounts a test sets, in one window that never ends. */
public final class FakeUsageService implements AutoCloseable {
    private static final long WINDOW = 60_000;

    /** How it behaves. */
    public enum Mood {
        ANSWERS,
        REFUSES_CALLS,
        SAYS_NOTHING
    }

    /** What is left, by allowance; one that is not here is not known. */
    public final Map<UUID, Long> left = new ConcurrentHashMap<>();

    /** Every wish, in order. */
    public final List<JsonNode> wishes = new CopyOnWriteArrayList<>();

    public volatile Mood mood = Mood.ANSWERS;

    private final DisposableServer server;
    private final OwnerConnections connections;

    public FakeUsageService() {
        server = HttpServer.create().host("127.0.0.1").handle(this::answer).bindNow();
        URI here = URI.create("http://127.0.0.1:" + server.port());
        connections = new OwnerConnections(new OwnersProperties(
                here,
                here,
                here,
                here,
                here,
                Duration.ofSeconds(1),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                DataSize.ofMegabytes(1),
                DataSize.ofMegabytes(1),
                5));
    }

    /** The gateway's way to ask it. */
    public LeaseCalls calls() {
        TokenSigner signer = TokenSigner.read(EmbeddedServices.identity().directory(), "gateway");
        return new LeaseCalls(
                connections, new ServiceIdentity("gateway", signer, Clock.systemUTC()), Duration.ofSeconds(5));
    }

    private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        return request.receive().aggregate().asString().defaultIfEmpty("{}").flatMap(body -> switch (mood) {
            case REFUSES_CALLS ->
                response.status(HttpResponseStatus.SERVICE_UNAVAILABLE).send();
            case SAYS_NOTHING -> Mono.never();
            case ANSWERS ->
                response.sendString(Mono.just(grants(body).toString())).then();
        });
    }

    private synchronized JsonNode grants(String body) {
        try {
            ObjectNode answer = ContractJson.mapper().createObjectNode();
            ArrayNode grants = answer.putArray("grants");
            for (JsonNode wish : ContractJson.mapper().readTree(body).path("wishes")) {
                wishes.add(wish);
                grants.add(grant(wish));
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode grant(JsonNode wish) {
        UUID id = UUID.fromString(wish.path("allowanceId").asText());
        Long remaining = left.get(id);
        long granted = 0;
        if (remaining != null) {
            long back = wish.path("returned").path("amount").asLong()
                    - wish.path("owed").asLong();
            long there = Math.max(0, remaining + back);
            granted = there < wish.path("least").asLong()
                    ? 0
                    : Math.min(wish.path("needed").asLong(), there);
            remaining = there - granted;
            left.put(id, remaining);
        }
        return ContractJson.mapper()
                .createObjectNode()
                .put("allowanceId", id.toString())
                .put("standing", remaining == null ? "UNKNOWN" : "HOLDS")
                .put("granted", granted)
                .put("remaining", remaining == null ? 0 : remaining)
                .put("window", 1)
                .put("startsInMillis", 0)
                .put("endsInMillis", WINDOW);
    }

    @Override
    public void close() {
        connections.close();
        server.disposeNow();
    }
}
