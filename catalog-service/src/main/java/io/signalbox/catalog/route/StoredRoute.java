package io.signalbox.catalog.route;

import java.time.Instant;
import java.util.UUID;

/** A row of the table of routes. */
record StoredRoute(UUID id, long version, RouteDefinition definition, Instant createdAt, Instant updatedAt) {}
