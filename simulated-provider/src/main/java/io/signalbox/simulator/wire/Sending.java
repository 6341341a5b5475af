package io.signalbox.simulator.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.signalbox.simulator.conversation.Tokens;
import io.signalbox.simulator.dialect.Frame;
import java.util.concurrent.TimeUnit;

/**
 * Carries one delivery out, on the connection's own thread: frames when they are due and while the socket takes them, then
 * the ending. Waiting is an entry in the event loop's queue, never a thread.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // A write or close that fails ends the connection, which is heard of there.
final class Sending {
    private static final long NEVER = Long.MIN_VALUE;
    private static final int RESET_MILLIS = 50;

    private final ChannelHandlerContext context;
    private final Delivery delivery;
    private final Witness witness;
    private final boolean keepAlive;
    private final Runnable whenOver;
    private int next;
    private long dueNanos = NEVER;
    private boolean headed;
    private boolean witnessed;
    private boolean over;
    private Tokens tokens = Tokens.NONE;
    private long bytes;

    Sending(ChannelHandlerContext context, Outgoing outgoing, boolean keepAlive, Runnable whenOver) {
        this.context = context;
        this.delivery = outgoing.delivery();
        this.witness = outgoing.witness();
        this.keepAlive = keepAlive;
        this.whenOver = whenOver;
    }

    /** A delivery and who is told about it. */
    record Outgoing(Delivery delivery, Witness witness) {}

    void start() {
        long wait = TimeUnit.MILLISECONDS.toNanos(delivery.pace().firstMillis());
        if (wait > 0) {
            context.executor().schedule(this::begin, wait, TimeUnit.NANOSECONDS);
        } else {
            begin();
        }
    }

    private void begin() {
        if (over) {
            return;
        }
        boolean one = delivery.frames().size() == 1 && !delivery.chunked() && delivery.ending() == Ending.COMPLETE;
        if (one && delivery.status() > 0) {
            witnessAll();
            context.writeAndFlush(full(delivery.frames().get(0)));
            next = 1;
            finish();
            return;
        }
        if (delivery.status() > 0) {
            headed = true;
            context.write(head());
        }
        pump();
    }

    /** Sends what is due; called again when it is time, or when the socket takes bytes again. */
    void pump() {
        if (over || (!headed && delivery.status() > 0)) {
            return;
        }
        while (next < delivery.frames().size()) {
            Frame frame = delivery.frames().get(next);
            if (!context.channel().isWritable() || !due(frame)) {
                context.flush();
                return;
            }
            send(frame);
        }
        end();
    }

    private boolean due(Frame frame) {
        int delay = delivery.pace().delayMillis();
        if (delay == 0 || frame.part() != Frame.Part.CONTENT || !delivery.chunked()) {
            return true;
        }
        long now = System.nanoTime();
        if (dueNanos == NEVER) {
            dueNanos = now + TimeUnit.MILLISECONDS.toNanos(delay);
            context.executor().schedule(this::pump, delay, TimeUnit.MILLISECONDS);
            return false;
        }
        if (now - dueNanos < 0) {
            return false;
        }
        dueNanos += TimeUnit.MILLISECONDS.toNanos(delay);
        if (next + 1 < delivery.frames().size()) {
            context.executor().schedule(this::pump, Math.max(0, dueNanos - now), TimeUnit.NANOSECONDS);
        }
        return true;
    }

    private void send(Frame frame) {
        if (frame.part() == Frame.Part.TAIL || next == delivery.frames().size() - 1) {
            witnessAll();
        }
        context.write(new DefaultHttpContent(Unpooled.wrappedBuffer(frame.bytes())));
        tokens = tokens.plus(frame.tokens());
        bytes += frame.bytes().length;
        next++;
    }

    private void end() {
        if (!witnessed) {
            witnessAll();
        }
        switch (delivery.ending()) {
            case COMPLETE -> {
                context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
                finish();
            }
            case CLOSE -> {
                over = true;
                context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> context.close());
            }
            case RESET -> {
                over = true;
                context.flush();
                context.executor().schedule(() -> Abort.reset(context.channel()), resetMillis(), TimeUnit.MILLISECONDS);
            }
            case HANG -> {
                context.flush();
                over = true;
                context.executor().schedule(() -> context.close(), delivery.hangMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    /** What was sent should be read before the reset, which may drop it from the caller's socket. */
    private long resetMillis() {
        return delivery.status() > 0 ? RESET_MILLIS : 0;
    }

    private void finish() {
        over = true;
        if (keepAlive) {
            whenOver.run();
        } else {
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> context.close());
        }
    }

    /** The caller is gone: what was written until now is all it can have got. */
    void abandon() {
        if (!over) {
            over = true;
            witness.sent(headed ? delivery.status() : 0, tokens, false, bytes);
        }
    }

    private void witnessAll() {
        if (!witnessed) {
            witnessed = true;
            witness.sent(delivery.status(), delivery.tokens(), delivery.whole(), delivery.bytes());
        }
    }

    private DefaultFullHttpResponse full(Frame frame) {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(delivery.status()),
                Unpooled.wrappedBuffer(frame.bytes()),
                delivery.headers(),
                EmptyHttpHeaders.INSTANCE);
        describe(response.headers());
        return response;
    }

    private HttpResponse head() {
        HttpResponse response = new DefaultHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(delivery.status()), delivery.headers());
        describe(response.headers());
        return response;
    }

    private void describe(HttpHeaders headers) {
        headers.set(HttpHeaderNames.CONTENT_TYPE, delivery.contentType());
        if (delivery.chunked()) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        } else {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, delivery.declaredLength());
        }
        if (!keepAlive) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }
}
