package io.signalbox.gateway.owners;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.signalbox.kit.security.ServiceIdentity;
import io.signalbox.kit.security.TokenSigner;
import io.signalbox.testkit.embedded.EmbeddedServices;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A credential service whose answers a test sets: by path without query; what is not set is 503. */
public final class FakeCredentialService implements AutoCloseable {
    /** Every question, as {@code METHOD uri body}. */
    public final List<String> questions = new CopyOnWriteArrayList<>();

    /** Bodies by path. A path with the body {@code ""} is answered by 404. */
    public final Map<String, String> answers = new ConcurrentHashMap<>();

    private final DisposableServer server;
    private final OwnerConnections connections;

    public FakeCredentialService() {
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
    public CredentialCalls calls() {
        TokenSigner signer = TokenSigner.read(EmbeddedServices.identity().directory(), "gateway");
        return new CredentialCalls(
                connections, new ServiceIdentity("gateway", signer, Clock.systemUTC()), Duration.ofSeconds(20));
    }

    private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        return request.receive().aggregate().asString().defaultIfEmpty("").flatMap(body -> {
            questions.add(request.method() + " " + request.uri() + " " + body);
            String path = request.fullPath();
            String answer = answers.get(path);
            String token = request.requestHeaders().get("authorization", "");
            if (answer == null || !token.startsWith("Bearer ey")) {
                return response.status(HttpResponseStatus.SERVICE_UNAVAILABLE).send();
            }
            return answer.isEmpty()
                    ? response.sendNotFound()
                    : response.sendString(Mono.just(answer)).then();
        });
    }

    @Override
    public void close() {
        connections.close();
        server.disposeNow();
    }
}
