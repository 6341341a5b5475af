package io.signalbox.gateway.selection;

import io.signalbox.gateway.snapshot.Target;

/** A target a request may try, and how it came to be among them. */
public record Routed(Target target, Routing routing) {}
