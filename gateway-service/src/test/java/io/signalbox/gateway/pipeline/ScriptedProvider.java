package io.signalbox.gateway.pipeline;

import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A provider on a real socket that answers each request with the next thing it was told, and then with the last. */
final class ScriptedProvider implements AutoCloseable {
    /** How one request is answered. */
    @FunctionalInterface
    interface Behaviour {
        Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response);
    }

    /** What was received. */
    record Received(String path, HttpHeaders headers, String body, String from) {}

    final List<Received> received = new CopyOnWriteArrayList<>();
    final AtomicInteger cancelled = new AtomicInteger();
    private final Deque<Behaviour> script = new ArrayDeque<>();
    private final DisposableServer server;

    ScriptedProvider(Behaviour... script) {
        this.script.addAll(List.of(script));
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(this::serve)
                .bindNow();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.port() + "/v1";
    }

    private Publisher<Void> serve(HttpServerRequest request, HttpServerResponse response) {
        return request.receive().aggregate().asString().defaultIfEmpty("").flatMap(body -> {
            received.add(new Received(
                    request.uri(), request.requestHeaders().copy(), body, String.valueOf(request.remoteAddress())));
            return Mono.from(next().answer(request, response)).doOnCancel(cancelled::incrementAndGet);
        });
    }

    /** From now on requests are answered like this, all further ones like the last. */
    synchronized void answers(Behaviour... behaviours) {
        script.clear();
        script.addAll(List.of(behaviours));
    }

    private synchronized Behaviour next() {
        Behaviour next = script.size() > 1 ? script.poll() : script.peek();
        return next == null ? (request, response) -> response.status(500).send() : next;
    }

    static Behaviour json(int status, String body) {
        return (request, response) -> response.status(status)
                .header("content-type", "application/json")
                .header("x-request-id", "up-1")
                .sendString(Mono.just(body));
    }

    static Behaviour html(String body) {
        return (request, response) ->
                response.header("content-type", "text/html").sendString(Mono.just(body));
    }

    /** Events as given, then the orderly end of the answer. */
    static Behaviour events(String... events) {
        return (request, response) -> response.header("content-type", "text/event-stream")
                .sendString(Flux.fromArray(events).map(event -> event + "\n\n"), StandardCharsets.UTF_8);
    }

    /** Events as given, then silence. */
    static Behaviour eventsThenSilence(String... events) {
        return (request, response) -> response.header("content-type", "text/event-stream")
                .send(
                        Flux.fromArray(events)
                                .map(event -> response.alloc()
                                        .buffer()
                                        .writeBytes((event + "\n\n").getBytes(StandardCharsets.UTF_8)))
                                .concatWith(Flux.never()),
                        piece -> true);
    }

    /** Events as given, then the connection is torn down. */
    static Behaviour eventsThenReset(String... events) {
        return (request, response) -> response.header("content-type", "text/event-stream")
                .send(
                        Flux.fromArray(events)
                                .map(event -> response.alloc()
                                        .buffer()
                                        .writeBytes((event + "\n\n").getBytes(StandardCharsets.UTF_8))),
                        piece -> true)
                .then(Mono.<Void>fromRunnable(() -> response.withConnection(
                        connection -> connection.channel().unsafe().closeForcibly())))
                .then(Mono.never());
    }

    static Behaviour reset() {
        return (request, response) -> {
            response.withConnection(connection -> connection.channel().unsafe().closeForcibly());
            return Mono.never();
        };
    }

    /** The same, so much later. */
    static Behaviour late(Duration by, Behaviour then) {
        return (request, response) -> Mono.delay(by).then(Mono.defer(() -> Mono.from(then.answer(request, response))));
    }

    static Behaviour silence() {
        return (request, response) -> Mono.never();
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
