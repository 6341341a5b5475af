package io.signalbox.simulator.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;

/**
 * A request that is not a chat: its path below the dialect's prefix, its query and its body. {@code usageTold} is false
 * for the fault that leaves usage out.
 */
public record Call(
        Operation operation,
        HttpMethod method,
        String path,
        String query,
        HttpHeaders headers,
        JsonNode body,
        boolean usageTold) {
    /** One that is posted. */
    public Call(Operation operation, String path, String query, HttpHeaders headers, JsonNode body, boolean usageTold) {
        this(operation, HttpMethod.POST, path, query, headers, body, usageTold);
    }
}
