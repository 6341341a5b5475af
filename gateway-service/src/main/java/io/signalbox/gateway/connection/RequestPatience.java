package io.signalbox.gateway.connection;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long a caller may take over one request: the whole of it, a pause in it, and the time until its next. A connection
 * has one timer, which is not touched by requests that come and are answered in its time: when it goes off, it looks
 * what is due by then, and usually sets itself anew. Confined to the event loop of the connection.
 *
 * <pre>
 *            first byte           head whole            last byte
 *   IDLE ───────────────► HEAD ─────────────► BODY ─────────────────► ANSWERING
 *     ▲  idle: closed      head-time: closed    body-time,              (no limit here)
 *     │                                         body-silence: 408           │
 *     └──────────────────────── the answer's last part ─────────────────────┘
 * </pre>
 */
final class RequestPatience extends ChannelInboundHandlerAdapter {
    static final String NAME = "signalbox.requestPatience";

    /** For the refusal to go out, after which the connection is closed in any case. */
    private static final Duration REFUSAL_TIME = Duration.ofSeconds(2);

    private enum Phase {
        IDLE,
        HEAD,
        BODY,
        ANSWERING
    }

    private final CallerConnections.Limits limits;
    private Phase phase = Phase.IDLE;
    private long since = System.nanoTime();
    private long lastByteAt;
    private int unanswered;
    private boolean answering;
    private boolean over;
    private @Nullable Future<?> timer;
    private long timerDueAt;

    RequestPatience(CallerConnections.Limits limits) {
        this.limits = limits;
    }

    /** Looks at what the codec makes of the bytes, and at what is answered. */
    ChannelDuplexHandler parts() {
        return new ChannelDuplexHandler() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object part) {
                if (part instanceof HttpRequest) {
                    phase = Phase.BODY;
                    since = lastByteAt;
                    unanswered++;
                    answering = false;
                }
                if (part instanceof LastHttpContent) {
                    phase = Phase.ANSWERING;
                    idleIfAnswered();
                }
                context.fireChannelRead(part);
            }

            @Override
            public void write(ChannelHandlerContext context, Object part, ChannelPromise written) {
                if (part instanceof HttpResponse head) {
                    answering = head.status().codeClass() != HttpStatusClass.INFORMATIONAL;
                }
                ChannelFuture end = context.write(part, written);
                if (part instanceof LastHttpContent && answering) {
                    answered(end);
                }
            }
        };
    }

    private void answered(ChannelFuture end) {
        unanswered--;
        if (over) {
            ChannelFuture unused = end.addListener(ChannelFutureListener.CLOSE);
        }
        idleIfAnswered();
    }

    /** A request may be answered before it is whole: refused. */
    private void idleIfAnswered() {
        if (phase == Phase.ANSWERING && unanswered == 0) {
            phase = Phase.IDLE;
            since = System.nanoTime();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        setTimer(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        lastByteAt = System.nanoTime();
        if (phase == Phase.IDLE) {
            phase = Phase.HEAD;
            since = lastByteAt;
        }
        context.fireChannelRead(bytes);
        if (timer == null || dueAt() - timerDueAt < 0) {
            setTimer(context);
        }
    }

    /** When the caller will have taken too long; far away while it waits for us. */
    private long dueAt() {
        return switch (phase) {
            case IDLE -> since + limits.idle().toNanos();
            case HEAD -> since + limits.headTime().toNanos();
            case BODY -> {
                long whole = since + limits.bodyTime().toNanos();
                long next = lastByteAt + limits.bodySilence().toNanos();
                yield whole - next < 0 ? whole : next;
            }
            case ANSWERING -> System.nanoTime() + limits.idle().toNanos();
        };
    }

    private void setTimer(ChannelHandlerContext context) {
        stop();
        if (!over) {
            timerDueAt = dueAt();
            timer = context.executor()
                    .schedule(() -> look(context), timerDueAt - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private void look(ChannelHandlerContext context) {
        if (phase != Phase.ANSWERING && dueAt() - System.nanoTime() <= 0) {
            over(context);
        } else {
            setTimer(context);
        }
    }

    /** Without its head nobody knows what was asked for, and in which dialect to refuse it; an answer is refusal enough. */
    private void over(ChannelHandlerContext context) {
        over = true;
        if (phase != Phase.BODY || answering) {
            close(context);
            return;
        }
        context.fireExceptionCaught(ReadTimeoutException.INSTANCE);
        timer = context.executor().schedule(() -> close(context), REFUSAL_TIME.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void close(ChannelHandlerContext context) {
        ChannelFuture unused = context.channel().close();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        stop();
    }

    private void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
