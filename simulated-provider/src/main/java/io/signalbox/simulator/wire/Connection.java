package io.signalbox.simulator.wire;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One connection: its requests one after another, however early the next one arrives. */
@SuppressWarnings(
        "FutureReturnValueIgnored") // A write or close that fails ends the connection, which is heard of there.
final class Connection extends ChannelInboundHandlerAdapter {
    private static final int WAITING_MAX = 64;

    private final Responder responder;
    private final Deque<Incoming> waiting = new ArrayDeque<>();
    private @Nullable Sending sending;
    private boolean busy;

    Connection(Responder responder) {
        this.responder = responder;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof FullHttpRequest request)) {
            ReferenceCountUtil.release(message);
            return;
        }
        try {
            if (request.decoderResult().isFailure() || waiting.size() >= WAITING_MAX) {
                context.close();
                return;
            }
            Incoming incoming = incoming(request);
            if (incoming.path().startsWith(Listener.ADMIN_PATH)) {
                context.channel().attr(Listener.ADMIN).set(true);
            }
            waiting.add(incoming);
        } finally {
            request.release();
        }
        serve(context);
    }

    private static Incoming incoming(FullHttpRequest request) {
        String uri = request.uri();
        int question = uri.indexOf('?');
        return new Incoming(
                request.method(),
                question < 0 ? uri : uri.substring(0, question),
                question < 0 ? "" : uri.substring(question + 1),
                request.headers(),
                ByteBufUtil.getBytes(request.content()),
                HttpUtil.isKeepAlive(request));
    }

    private void serve(ChannelHandlerContext context) {
        Incoming incoming = busy ? null : waiting.poll();
        if (incoming == null) {
            return;
        }
        busy = true;
        responder.respond(incoming, (delivery, witness) -> {
            if (context.executor().inEventLoop()) {
                send(context, incoming, new Sending.Outgoing(delivery, witness));
            } else {
                context.executor().execute(() -> send(context, incoming, new Sending.Outgoing(delivery, witness)));
            }
        });
    }

    private void send(ChannelHandlerContext context, Incoming incoming, Sending.Outgoing outgoing) {
        Sending begun = new Sending(context, outgoing, incoming.keepAlive(), () -> {
            sending = null;
            busy = false;
            context.executor().execute(() -> serve(context));
        });
        sending = begun;
        if (context.channel().isActive()) {
            begun.start();
        } else {
            begun.abandon();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (sending != null && context.channel().isWritable()) {
            sending.pump();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (sending != null) {
            sending.abandon();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, cause);
        }
        context.close();
    }
}
