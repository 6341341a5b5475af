package io.signalbox.gateway.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.util.AsciiString;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.netty.NettyOutbound;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.HttpResources;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClient.RequestSender;
import reactor.netty.http.client.HttpClientRequest;

/**
 * Calls providers through the guarded client, with HTTP/2 where a provider offers it on TLS. Retries nothing by itself: an attempt that is made is an attempt that is
 * recorded.
 */
public final class Upstream {
    /** Set by us alone, whatever a configuration says. */
    private static final Set<String> OURS = Set.of(
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "accept-encoding",
            "content-type",
            "x-signalbox-request-id",
            "x-signalbox-attempt",
            "traceparent",
            "tracestate");

    /** Of a body, as far as it has arrived: each piece costs its way through the connection's handlers. */
    public static final int PIECE_BYTES = 64 * 1024;

    /** Of one HTTP/2 answer, as far as it may be under way unread; the standard's 64 KB would make large ones wait. */
    private static final int WINDOW_BYTES = 1024 * 1024;

    private static final AsciiString NAME = AsciiString.cached("signalbox");
    private static final AsciiString REQUEST_ID = AsciiString.cached("x-signalbox-request-id");
    private static final AsciiString ATTEMPT = AsciiString.cached("x-signalbox-attempt");

    private final HttpClient client;
    private final Map<EventLoop, RequestSender> senders = new ConcurrentHashMap<>();

    @SuppressWarnings("deprecation") // Goes with the next generation of Netty, which has no pieces of a fixed size.
    public Upstream(HttpClient client) {
        this.client = client.disableRetry(true)
                .compress(false)
                .followRedirect(false)
                .protocol(HttpProtocol.H2, HttpProtocol.HTTP11)
                .http2Settings(settings -> settings.initialWindowSize(WINDOW_BYTES))
                .httpResponseDecoder(decoder -> decoder.maxChunkSize(PIECE_BYTES));
    }

    /** Makes the call; must be called on {@code loop}, on which the listener then hears. */
    public UpstreamExchange call(EventLoop loop, UpstreamRequest request, UpstreamListener listener) {
        UpstreamExchange exchange = new UpstreamExchange(loop, listener);
        Flux<ByteBuf> answer = sender(loop, request.method())
                .uri(request.uri())
                .send((head, body) -> send(request, exchange, head, body))
                .response((response, bytes) -> {
                    exchange.head(response.status().code(), response.responseHeaders());
                    return bytes;
                });
        answer.subscribe(exchange);
        return exchange;
    }

    private RequestSender sender(EventLoop loop, HttpMethod method) {
        return method.equals(HttpMethod.POST)
                ? senders.computeIfAbsent(loop, own -> client(own).post())
                : client(loop).request(method);
    }

    private HttpClient client(EventLoop loop) {
        return client.runOn(new OneLoop(loop, HttpResources.get()));
    }

    private static Publisher<Void> send(
            UpstreamRequest request, UpstreamExchange exchange, HttpClientRequest head, NettyOutbound body) {
        exchange.connected();
        HttpHeaders headers = head.requestHeaders();
        headers.set(HttpHeaderNames.USER_AGENT, NAME);
        headers.set(
                HttpHeaderNames.ACCEPT,
                request.streamed() ? HttpHeaderValues.TEXT_EVENT_STREAM : HttpHeaderValues.APPLICATION_JSON);
        request.headers().forEach((name, value) -> {
            if (!OURS.contains(name)) {
                headers.set(name, value);
            }
        });
        UpstreamRequest.KeyHeader key = request.key();
        if (key != null) {
            headers.set(key.name(), key.prefix() + key.secret().reveal());
        }
        headers.set(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.IDENTITY);
        headers.set(REQUEST_ID, request.requestId().toString());
        headers.setInt(ATTEMPT, request.attempt());
        if (request.traceParent() != null) {
            headers.set("traceparent", request.traceParent());
        }
        boolean bodiless = !request.method().equals(HttpMethod.POST);
        if (bodiless) {
            return body;
        }
        headers.set(HttpHeaderNames.CONTENT_TYPE, request.body().contentType());
        headers.setInt(HttpHeaderNames.CONTENT_LENGTH, request.body().length());
        ByteBuf bytes = body.alloc().directBuffer(request.body().length());
        request.body().writeTo(bytes);
        return body.sendObject(bytes);
    }
}
