package io.signalbox.catalog.route;

import io.signalbox.contracts.catalog.Deadlines;
import io.signalbox.contracts.catalog.RouteNode;

/** What a route is, whole. */
public record RouteDefinition(String name, RouteNode root, Deadlines deadlines, int attemptsMax, boolean active) {}
