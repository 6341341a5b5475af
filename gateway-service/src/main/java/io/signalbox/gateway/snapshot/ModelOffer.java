package io.signalbox.gateway.snapshot;

import io.signalbox.contracts.ModelFacts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code GET /v1/models}.
 *
 * @param id what to write into {@code model}: a route's name or {@code configuration/model}
 * @param ownedBy the provider type; {@code signalbox} for a route
 */
public record ModelOffer(
        String id, String ownedBy, Instant since, @Nullable ModelFacts facts) {}
