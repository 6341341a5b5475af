package io.signalbox.gateway.pipeline;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Notices when the last byte of a reply is written, which reactor-netty does not tell: it says "sent" for a whole body
 * before it is written, and for a stream before its end is. One per connection, which has one reply at a time.
 */
final class LastWrite extends ChannelOutboundHandlerAdapter {
    private @Nullable ChannelFutureListener awaiting;

    /** Tells {@code listener} when the last write of the reply that comes next has ended. */
    static void await(Channel channel, ChannelFutureListener listener) {
        LastWrite watch = channel.pipeline().get(LastWrite.class);
        if (watch == null) {
            watch = new LastWrite();
            channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, null, watch);
        }
        watch.awaiting = listener;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        ChannelFutureListener listener = awaiting;
        if (listener != null && message instanceof LastHttpContent) {
            awaiting = null;
            ChannelFuture unused = context.write(message, promise.unvoid().addListener(listener));
        } else {
            ChannelFuture unused = context.write(message, promise);
        }
    }
}
