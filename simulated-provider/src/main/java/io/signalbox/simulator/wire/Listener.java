package io.signalbox.simulator.wire;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The port: open, or closed for a while so that connecting is refused as on a machine where nothing listens. Once bound it
 * comes back on the same port.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // A write or close that fails ends the connection, which is heard of there.
public final class Listener implements AutoCloseable {
    /** Where the simulator is asked about itself. */
    public static final String ADMIN_PATH = "/admin/";

    static final AttributeKey<Boolean> ADMIN = AttributeKey.valueOf("simulated-provider.admin");
    private static final int BODY_BYTES_MAX = 64 << 20;
    private static final int BACKLOG = 1024;
    private static final int REBIND_MILLIS = 20;

    /** A port that is "closed" goes on accepting until its loop has selected once more. */
    private static final int CLOSED_MILLIS = 5;

    private final EventLoopGroup group;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final ServerBootstrap bootstrap;
    private @Nullable Channel server;
    private InetSocketAddress address;
    private @Nullable ScheduledFuture<?> opening;
    private boolean ended;

    private Listener(InetSocketAddress wished, int threads, Responder responder) {
        this.group = new NioEventLoopGroup(threads, new DefaultThreadFactory("simulated-provider"));
        this.address = wished;
        this.bootstrap = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        connections.add(channel);
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(BODY_BYTES_MAX))
                                .addLast(new Connection(responder));
                    }
                });
    }

    public static Listener open(InetSocketAddress wished, int threads, Responder responder) throws IOException {
        Listener listener = new Listener(wished, threads, responder);
        var bound = listener.bootstrap.bind(wished).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            listener.group.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
            throw new IOException("cannot listen on " + wished.getHostString() + ":" + wished.getPort(), bound.cause());
        }
        listener.server = bound.channel();
        listener.address = (InetSocketAddress) bound.channel().localAddress();
        return listener;
    }

    public int port() {
        return address.getPort();
    }

    /**
     * Closes the port for a while, counted from now even if it is closed already; {@code whenClosed} runs when connecting is
     * refused.
     */
    public synchronized void refuse(Duration time, Runnable whenClosed) {
        Channel open = server;
        server = null;
        openAgainIn(time.toMillis());
        if (open == null) {
            whenClosed.run();
        } else {
            open.close()
                    .addListener(closed -> open.eventLoop().schedule(whenClosed, CLOSED_MILLIS, TimeUnit.MILLISECONDS));
        }
    }

    private void openAgainIn(long millis) {
        if (opening != null) {
            opening.cancel(false);
        }
        opening = group.schedule((Runnable) this::open, millis, TimeUnit.MILLISECONDS);
    }

    /** Drops every connection, as pooled ones would still be served; those of the operator stay. */
    public void dropConnections() {
        connections.stream()
                .filter(channel -> !channel.attr(ADMIN).compareAndSet(true, true))
                .forEach(Abort::reset);
    }

    /** Opens the port before its time; connecting succeeds when this returns. Not for the event loop's own thread. */
    public void accept() throws IOException {
        ChannelFuture binding = open();
        if (binding != null && !binding.awaitUninterruptibly().isSuccess()) {
            throw new IOException("cannot listen on port " + port() + " again", binding.cause());
        }
    }

    private synchronized @Nullable ChannelFuture open() {
        if (server != null || ended) {
            return null;
        }
        ChannelFuture binding = bootstrap.bind(address);
        server = binding.channel();
        return binding.addListener(done -> {
            if (!done.isSuccess()) {
                retry();
            }
        });
    }

    private synchronized void retry() {
        server = null;
        openAgainIn(REBIND_MILLIS);
    }

    @Override
    public void close() {
        synchronized (this) {
            ended = true;
            if (server != null) {
                server.close().awaitUninterruptibly();
            }
        }
        connections.close().awaitUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
