package io.signalbox.bench.load;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * A provider that costs next to nothing: it checks its key and says what {@link Answers} hold. The simulated provider
 * reads every request and keeps a tally on disk, which on a small machine would be most of what is measured.
 */
public final class UpstreamProgram {
    private static final int BACKLOG = 1024;

    private UpstreamProgram() {}

    /** The argument is the key it wants; says its port and ends with its standard input. */
    public static void main(String[] arguments) throws IOException {
        String authorization = "Bearer " + arguments[0];
        EventLoopGroup group = new NioEventLoopGroup(1);
        Channel server = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new HttpRequestDecoder())
                                .addLast(new UpstreamConnection(authorization));
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
        JavaChild.say(((InetSocketAddress) server.localAddress()).getPort());
        while (System.in.read() >= 0) {
            // Nobody has anything to say to it; its end is what is waited for.
        }
        System.exit(0);
    }
}
