package io.signalbox.gateway.dialect.responses;

import io.signalbox.gateway.dialect.responses.ResponseIds.Origin;

/**
 * The response that a request goes on from.
 *
 * @param id as the caller sent it
 */
public record PreviousResponse(String id, Origin origin) {}
