package io.signalbox.vfs;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Takes what is sent to {@code /v1} and answers as a body asks: {@code refuse} is refused, {@code later} is to be sent
 * again once, {@code never} each time, {@code huge} is answered
 * with more than anybody keeps; everything else is answered with itself.
 */
final class LineReceiver {
    /** One call as it came. */
    record Received(String path, String body, Map<String, Object> claims, String priority) {}

    final List<Received> received = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicInteger> times = new ConcurrentHashMap<>();
    private final DisposableServer server =
            HttpServer.create().host("127.0.0.1").port(0).handle(this::answer).bindNow();

    String address() {
        return "http://127.0.0.1:" + server.port();
    }

    /** How many calls had that in their body. */
    long times(String part) {
        return received.stream().filter(one -> one.body().contains(part)).count();
    }

    private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        return request.receive().aggregate().asString().defaultIfEmpty("").flatMap(body -> {
            received.add(new Received(
                    "/" + request.path(),
                    body,
                    claims(request),
                    request.requestHeaders().get("x-signalbox-priority", "")));
            int time =
                    times.computeIfAbsent(body, unknown -> new AtomicInteger()).incrementAndGet();
            response.header("content-type", "application/json").header("x-request-id", "r-1");
            if (body.contains("never") || (body.contains("later") && time == 1)) {
                return response.status(429).header("retry-after", "1").send();
            }
            if (body.contains("refuse")) {
                return response.status(400)
                        .sendString(Mono.just("{\"error\":{\"message\":\"no\"}}"))
                        .then();
            }
            if (body.contains("huge")) {
                return response.sendString(Mono.just("\"" + "x".repeat(200_000) + "\""))
                        .then();
            }
            return response.sendString(Mono.just("{\n \"echo\": " + body + "\n}"))
                    .then();
        });
    }

    private static Map<String, Object> claims(HttpServerRequest request) {
        try {
            String token = request.requestHeaders().get("authorization").substring("Bearer ".length());
            return SignedJWT.parse(token).getJWTClaimsSet().getClaims();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
