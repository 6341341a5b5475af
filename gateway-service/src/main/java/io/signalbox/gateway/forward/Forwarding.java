package io.signalbox.gateway.forward;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpMethod;
import io.signalbox.contracts.PathOwners;
import io.signalbox.contracts.PathOwners.Owner;
import io.signalbox.gateway.owners.OwnerConnections;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.problem.StandardRefusal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.client.HttpClientResponse;

/**
 * Passes a management call on to the service that owns its path and the answer back, both as they come: nothing is
 * gathered in memory, so a slow reader slows the owner and an event stream is one. Who may call is the owner's to say.
 */
final class Forwarding {
    private static final Logger LOG = LoggerFactory.getLogger(Forwarding.class);
    private static final String REACHABLE = "/api/";

    private final OwnerConnections connections;
    private final Function<Owner, DataSize> bodyMaxOf;

    Forwarding(OwnerConnections connections, Function<Owner, DataSize> bodyMaxOf) {
        this.connections = connections;
        this.bodyMaxOf = bodyMaxOf;
    }

    /** The other service that answers this path; empty when none does, or the gateway itself. */
    static Optional<Owner> owner(String path) {
        return path.startsWith(REACHABLE)
                ? PathOwners.of(path).filter(owner -> owner != Owner.GATEWAY)
                : Optional.empty();
    }

    Mono<Void> forward(ServerWebExchange exchange, Owner owner) {
        ServerHttpRequest request = exchange.getRequest();
        URI uri = request.getURI();
        if (isCrooked(uri)) {
            return Mono.error(ForwardRefusal.PATH_INVALID::refused);
        }
        DataSize bodyMax = bodyMaxOf.apply(owner);
        if (request.getHeaders().getContentLength() > bodyMax.toBytes()) {
            return Mono.error(() -> tooLarge(bodyMax));
        }
        String target = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        return connections
                .to(owner)
                .request(HttpMethod.valueOf(request.getMethod().name()))
                .uri(target)
                .send((call, outbound) -> send(request, bodyMax, call, outbound))
                .response((answer, body) ->
                        answer(exchange.getResponse(), answer, body.retain()).thenReturn(Boolean.TRUE))
                .then()
                .onErrorMap(failure -> failed(exchange, owner, failure));
    }

    /** A path that is not where it seems to be could be somebody else's, or nobody's. */
    private static boolean isCrooked(URI uri) {
        String path = uri.getRawPath().toLowerCase(Locale.ROOT).replace("%2e", ".");
        for (String segment : path.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return true;
            }
        }
        return path.indexOf('\\') >= 0 || path.contains("%5c");
    }

    private static NettyOutbound send(
            ServerHttpRequest request, DataSize bodyMax, HttpClientRequest call, NettyOutbound outbound) {
        PassedHeaders.ofCall(request.getHeaders(), call.requestHeaders());
        InetSocketAddress caller = request.getRemoteAddress();
        if (caller != null && caller.getAddress() != null) {
            call.header("x-forwarded-for", caller.getAddress().getHostAddress());
        }
        boolean bodiless = request.getHeaders().getContentLength() <= 0
                && request.getHeaders().getFirst("transfer-encoding") == null;
        return bodiless ? outbound : outbound.send(limited(request.getBody(), bodyMax));
    }

    private static Flux<ByteBuf> limited(Flux<DataBuffer> body, DataSize bodyMax) {
        AtomicLong length = new AtomicLong();
        return body.map(buffer -> {
            ByteBuf bytes = NettyDataBufferFactory.toByteBuf(buffer);
            if (length.addAndGet(bytes.readableBytes()) > bodyMax.toBytes()) {
                bytes.release();
                throw tooLarge(bodyMax);
            }
            return bytes;
        });
    }

    private static RuntimeException tooLarge(DataSize bodyMax) {
        return StandardRefusal.BODY_TOO_LARGE.refused(bodyMax);
    }

    private static Mono<Void> answer(ServerHttpResponse response, HttpClientResponse answer, Flux<ByteBuf> body) {
        response.setStatusCode(HttpStatusCode.valueOf(answer.status().code()));
        PassedHeaders.ofAnswer(answer.responseHeaders(), response.getHeaders());
        NettyDataBufferFactory buffers = (NettyDataBufferFactory) response.bufferFactory();
        return response.writeAndFlushWith(body.map(bytes -> Mono.just(buffers.wrap(bytes))));
    }

    private static Throwable failed(ServerWebExchange exchange, Owner owner, Throwable failure) {
        if (failure instanceof RefusedException || exchange.getResponse().isCommitted()) {
            return failure;
        }
        String name = owner.name().toLowerCase(Locale.ROOT);
        LOG.debug("owner={} away: {}", name, failure.toString());
        return ForwardRefusal.OWNER_UNAVAILABLE.refused(name);
    }
}
