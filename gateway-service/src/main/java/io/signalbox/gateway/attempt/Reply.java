package io.signalbox.gateway.attempt;

import io.netty.handler.codec.http.HttpHeaders;

/** What the caller gets. */
public sealed interface Reply {
    /** A complete body, sent at once. */
    record Whole(int status, HttpHeaders headers, byte[] body) implements Reply {}

    /** A stream whose status is success, whatever happens in it. */
    record Streamed(HttpHeaders headers, ReplyStream body) implements Reply {}
}
