package io.signalbox.kit.api;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;

/**
 * Answers a call in the event loop's next turn, never within the turn that read it. Controllers answer from virtual
 * threads, so a quick client's next call can arrive before the last one is quite over; reactor-netty 1.2.18 then queues
 * it, and if it is answered while the queue is being emptied, never reads that connection again (reactor-netty 4361).
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class NextTurnFilter implements WebFilter {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Mono<Void> answer = chain.filter(exchange);
        return nativeRequest(exchange.getRequest()) instanceof Connection connection
                ? answer.subscribeOn(
                        Schedulers.fromExecutor(connection.channel().eventLoop()))
                : answer;
    }

    private static Object nativeRequest(ServerHttpRequest request) {
        return ServerHttpRequestDecorator.getNativeRequest(request);
    }
}
