package io.signalbox.gateway.forward;

import io.signalbox.contracts.PathOwners.Owner;
import io.signalbox.gateway.owners.OwnerConnections;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One word about every service, for the page at {@code /}: open like {@code /api/health}, and asked for rarely. */
@RestController
class OwnerHealth {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(1);
    private static final Duration REMEMBERED = Duration.ofSeconds(2);

    private final Mono<Map<String, String>> health;

    OwnerHealth(OwnerConnections connections) {
        this.health = Flux.fromIterable(Arrays.asList(Owner.values()))
                .filter(owner -> owner != Owner.GATEWAY)
                .flatMap(owner -> word(connections, owner).map(word -> Map.entry(name(owner), word)))
                .<Map<String, String>>collect(
                        () -> new TreeMap<>(Map.of("gateway", "up")),
                        (all, one) -> all.put(one.getKey(), one.getValue()))
                .cache(REMEMBERED);
    }

    private static String name(Owner owner) {
        return owner.name().toLowerCase(Locale.ROOT);
    }

    private static Mono<String> word(OwnerConnections connections, Owner owner) {
        return connections
                .to(owner)
                .responseTimeout(ANSWER_MAX)
                .get()
                .uri("/api/health")
                .response()
                .map(answer -> answer.status().code() == 200 ? "up" : "failing")
                .timeout(ANSWER_MAX)
                .onErrorReturn("away");
    }

    @GetMapping("/api/health/services")
    Mono<Map<String, String>> health() {
        return health;
    }
}
