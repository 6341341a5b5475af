package io.signalbox.gateway.cache;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.gateway.attempt.Reply;
import java.util.concurrent.TimeUnit;

/**
 * A whole answer as it was sent, a stream's events included.
 *
 * @param headers as they were sent with it
 * @param made when, on the clock of {@link System#nanoTime()}
 * @param ttl for how long, in nanoseconds
 */
record KeptAnswer(HttpHeaders headers, byte[] body, long made, long ttl) {
    /** What an entry takes beside its body, in bytes; roughly. */
    private static final int OVERHEAD = 1024;

    int weight() {
        return body.length + OVERHEAD;
    }

    /** The same once more, and how old it is (RFC 9111 §5.1). A stream comes at once, every event of it. */
    Reply reply(long now) {
        HttpHeaders again = headers.copy();
        again.set(AnswerCache.HEADER, "hit");
        again.setInt(AnswerCache.ATTEMPTS, 0);
        again.set(HttpHeaderNames.AGE, Long.toString(TimeUnit.NANOSECONDS.toSeconds(now - made)));
        return new Reply.Whole(200, again, Unpooled.wrappedBuffer(body));
    }
}
