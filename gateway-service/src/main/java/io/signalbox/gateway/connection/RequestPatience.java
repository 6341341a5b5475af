package io.signalbox.gateway.connection;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long a caller may take over one request. A pause has its limit elsewhere; this one is for whoever sends a byte now
 * and then, and would never pause for long enough. A request that comes in one piece, as nearly all do, needs no timer.
 * Confined to the event loop of the connection.
 */
final class RequestPatience extends ChannelInboundHandlerAdapter {
    static final String NAME = "signalbox.requestPatience";

    /** For the refusal to go out, after which the connection is closed in any case. */
    private static final Duration REFUSAL_TIME = Duration.ofSeconds(2);

    private final Duration headTime;
    private final Duration bodyTime;
    private boolean inHead;
    private boolean inBody;
    private boolean timesHead;
    private boolean answered;
    private boolean over;
    private @Nullable Future<?> timer;

    RequestPatience(Duration headTime, Duration bodyTime) {
        this.headTime = headTime;
        this.bodyTime = bodyTime;
    }

    /** Looks at what the codec makes of the bytes, and at what is answered. */
    ChannelDuplexHandler parts() {
        return new ChannelDuplexHandler() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object part) {
                if (part instanceof HttpRequest) {
                    inHead = false;
                    inBody = true;
                    answered = false;
                }
                if (part instanceof LastHttpContent) {
                    inBody = false;
                }
                context.fireChannelRead(part);
            }

            @Override
            public void write(ChannelHandlerContext context, Object part, ChannelPromise written) {
                answered = answered || part instanceof HttpResponse;
                ChannelFuture end = context.write(part, written);
                if (over && part instanceof LastHttpContent) {
                    ChannelFuture unused = end.addListener(ChannelFutureListener.CLOSE);
                }
            }
        };
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        inHead = inHead || !inBody;
        context.fireChannelRead(bytes);
        if (timer != null && (timesHead ? !inHead : !inBody)) {
            stop();
        }
        if (timer == null && (inHead || inBody)) {
            timesHead = inHead;
            Duration time = inHead ? headTime : bodyTime;
            timer = context.executor().schedule(() -> over(context), time.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Without its head nobody knows what was asked for, and in which dialect to refuse it; an answer is refusal enough. */
    private void over(ChannelHandlerContext context) {
        over = true;
        if (timesHead || answered) {
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
    public void channelInactive(ChannelHandlerContext context) {
        stop();
        context.fireChannelInactive();
    }

    private void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
