package io.signalbox.gateway.upstream;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import reactor.netty.resources.LoopResources;

/**
 * Keeps a request's upstream connection on the event loop of its caller's connection, so that everything that happens to
 * a request happens on one thread: no locks, no hand-over between threads.
 */
record OneLoop(EventLoop loop, LoopResources shared) implements LoopResources {
    @Override
    public EventLoopGroup onServer(boolean useNative) {
        return loop;
    }

    @Override
    public EventLoopGroup onClient(boolean useNative) {
        return loop;
    }

    @Override
    public <C extends Channel> C onChannel(Class<C> channelType, EventLoopGroup group) {
        return shared.onChannel(channelType, shared.onClient(true));
    }

    @Override
    public <C extends Channel> Class<? extends C> onChannelClass(Class<C> channelType, EventLoopGroup group) {
        return shared.onChannelClass(channelType, shared.onClient(true));
    }

    /** The loop belongs to the server. */
    @Override
    public void dispose() {}
}
