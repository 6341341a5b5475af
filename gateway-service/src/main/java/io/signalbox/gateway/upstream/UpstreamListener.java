package io.signalbox.gateway.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;

/** Hears what becomes of a call; always on the request's own event loop, and nothing after the end. */
public interface UpstreamListener {
    /** There is a connection, and the request is being sent. */
    void connected();

    void head(int status, HttpHeaders headers);

    /** More of the body; the buffer is released when this returns. */
    void bytes(ByteBuf bytes);

    /** The whole answer was received, as HTTP sees it. */
    void ended();

    /** There was no answer, or no more of it. */
    void broke(Throwable cause);

    /** The listener itself failed; the call was ended. */
    void faulted(RuntimeException fault);
}
