package io.signalbox.gateway.attempt;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;

/** What the caller gets. */
public sealed interface Reply {
    /** A complete body, sent at once; whoever sends it releases it. */
    record Whole(int status, HttpHeaders headers, ByteBuf body) implements Reply {}

    /** A stream whose status is success, whatever happens in it. */
    record Streamed(HttpHeaders headers, ReplyStream body) implements Reply {}
}
