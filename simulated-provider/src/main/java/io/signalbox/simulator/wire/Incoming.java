package io.signalbox.simulator.wire;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;

/** A request as received: path and query apart, the body whole. */
public record Incoming(
        HttpMethod method, String path, String query, HttpHeaders headers, byte[] body, boolean keepAlive) {}
