package io.signalbox.catalog.known;

import java.util.UUID;

/** What this service has heard of a configuration. */
public record KnownConfiguration(UUID id, String name, String provider, String adapter, boolean active) {}
