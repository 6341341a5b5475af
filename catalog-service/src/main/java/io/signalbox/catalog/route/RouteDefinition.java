package io.signalbox.catalog.route;

import io.signalbox.contracts.catalog.Caching;
import io.signalbox.contracts.catalog.Deadlines;
import io.signalbox.contracts.catalog.Hedge;
import io.signalbox.contracts.catalog.Recovery;
import io.signalbox.contracts.catalog.RouteNode;
import org.jspecify.annotations.Nullable;

/** What a route is, whole; {@code hedge}, {@code recovery} and {@code cache} are null for none. */
public record RouteDefinition(
        String name,
        RouteNode root,
        Deadlines deadlines,
        int attemptsMax,
        boolean active,
        @Nullable Hedge hedge,
        @Nullable Recovery recovery,
        @Nullable Caching cache) {}
