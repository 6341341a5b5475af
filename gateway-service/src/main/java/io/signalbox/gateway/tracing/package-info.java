/** The traces of requests to /v1: one span for the request, one for each attempt, and nothing at all for most. */
@NullMarked
package io.signalbox.gateway.tracing;

import org.jspecify.annotations.NullMarked;
