package io.signalbox.bench.load;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.IOException;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.netty.ByteBufFlux;
import reactor.netty.DisposableServer;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.ConnectionProvider;

/** The least a reactor-netty program can do between two connections: pass heads and bytes on, both ways. */
public final class BareProxyProgram {
    private static final int CONNECTIONS_MAX = 2000;

    private BareProxyProgram() {}

    /** The argument is the upstream's port; says its own and ends with its standard input. */
    public static void main(String[] arguments) throws IOException {
        HttpClient client = HttpClient.create(ConnectionProvider.create("bare", CONNECTIONS_MAX))
                .disableRetry(true)
                .host("127.0.0.1")
                .port(Integer.parseInt(arguments[0]));
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> pass(client, request, response))
                .bindNow();
        JavaChild.say(server.port());
        while (System.in.read() >= 0) {
            // Nobody has anything to say to it; its end is what is waited for.
        }
        System.exit(0);
    }

    private static Flux<Void> pass(HttpClient client, HttpServerRequest request, HttpServerResponse response) {
        return client.request(request.method())
                .uri(request.uri())
                .send((head, body) -> ask(request, head, body))
                .response((head, body) -> answer(head, body, response));
    }

    private static Publisher<Void> ask(HttpServerRequest request, HttpClientRequest head, NettyOutbound body) {
        head.requestHeaders().setAll(request.requestHeaders());
        return body.send(request.receive().retain());
    }

    private static Publisher<Void> answer(HttpClientResponse head, ByteBufFlux body, HttpServerResponse response) {
        response.status(head.status());
        response.responseHeaders().setAll(head.responseHeaders());
        boolean streamed = response.responseHeaders().contains(HttpHeaderNames.CONTENT_TYPE, "text/event-stream", true);
        return streamed ? response.send(body.retain(), piece -> true) : response.send(body.retain());
    }
}
