package io.signalbox.catalog.route;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What a caller may send for a route; in a change every absent field stays as it is. */
record RouteRequest(
        @Nullable String name,
        @Nullable JsonNode root,
        @Nullable Limits deadlines,
        @Nullable Integer attemptsMax,
        @Nullable Boolean active,
        @Nullable JsonNode hedge,
        @Nullable JsonNode recovery,
        @Nullable JsonNode cache) {

    /** Deadlines in milliseconds; what is absent stays, or is the default. */
    record Limits(
            @Nullable Long connectMillis,
            @Nullable Long firstTokenMillis,
            @Nullable Long betweenTokensMillis,
            @Nullable Long totalMillis) {}
}
