package io.signalbox.gateway.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.signalbox.gateway.upstream.Upstream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * What a connection of a caller is held to. Whoever sends slowly, or not at all, costs a connection and nothing else, and
 * not for ever; and there are only so many.
 */
public final class CallerConnections {
    private final Limits limits;
    private final Runnable refused;
    private final AtomicInteger open = new AtomicInteger();

    /**
     * How much, and how long.
     *
     * @param max open at once
     * @param headTime from the first byte of a request to the last of its headers
     * @param bodyTime from there to the last byte of its body
     * @param bodySilence the longest pause in a body
     * @param idle kept without a request
     */
    public record Limits(int max, Duration headTime, Duration bodyTime, Duration bodySilence, Duration idle) {}

    /** {@code refused} is told of every connection there was no room for. */
    public CallerConnections(Limits limits, Runnable refused) {
        this.limits = limits;
        this.refused = refused;
    }

    /** The same server with all of this on every connection. */
    @SuppressWarnings("deprecation") // The piece size; see Upstream.
    public HttpServer bound(HttpServer server) {
        return server.httpRequestDecoder(decoder -> decoder.maxChunkSize(Upstream.PIECE_BYTES))
                .doOnChannelInit((observer, channel, remote) -> begin(channel));
    }

    /** How many are open. */
    public int open() {
        return open.get();
    }

    private void begin(Channel channel) {
        ChannelFuture closed = channel.closeFuture().addListener(gone -> open.decrementAndGet());
        if (open.incrementAndGet() > limits.max()) {
            refused.run();
            ChannelFuture unused = channel.close();
            return;
        }
        if (!closed.isDone() && channel.pipeline().get(NettyPipeline.HttpCodec) != null) {
            RequestPatience patience = new RequestPatience(limits);
            channel.pipeline().addBefore(NettyPipeline.HttpCodec, RequestPatience.NAME, patience);
            channel.pipeline().addAfter(NettyPipeline.HttpCodec, RequestPatience.NAME + ".parts", patience.parts());
        }
    }
}
