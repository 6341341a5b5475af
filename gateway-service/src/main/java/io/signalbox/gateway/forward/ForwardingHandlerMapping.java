package io.signalbox.gateway.forward;

import io.signalbox.contracts.PathOwners.Owner;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** Takes every path another service owns; all others are left to the gateway's own controllers and files. */
final class ForwardingHandlerMapping implements HandlerMapping, Ordered {
    private static final int BEFORE_CONTROLLERS = -10;

    private final Forwarding forwarding;

    ForwardingHandlerMapping(Forwarding forwarding) {
        this.forwarding = forwarding;
    }

    @Override
    public int getOrder() {
        return BEFORE_CONTROLLERS;
    }

    @Override
    public Mono<Object> getHandler(ServerWebExchange exchange) {
        String path = exchange.getRequest().getPath().value();
        Optional<Owner> owner = Forwarding.owner(path);
        return Mono.justOrEmpty(owner.map(known -> (WebHandler) inner -> forwarding.forward(inner, known)));
    }
}
