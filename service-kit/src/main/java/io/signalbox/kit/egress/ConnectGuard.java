package io.signalbox.kit.egress;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * Looks at the address a connection is really made to: after the name was resolved and for literal addresses alike, so
 * that a name which changes its mind between check and call is caught, too.
 */
final class ConnectGuard extends ChannelOutboundHandlerAdapter {
    private final AddressPolicy policy;

    ConnectGuard(AddressPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void connect(
            ChannelHandlerContext context, SocketAddress remote, SocketAddress local, ChannelPromise promise)
            throws Exception {
        if (remote instanceof InetSocketAddress inet && !inet.isUnresolved() && policy.permits(inet.getAddress())) {
            super.connect(context, remote, local, promise);
            return;
        }
        String host = remote instanceof InetSocketAddress inet ? inet.getHostString() : "the address";
        promise.tryFailure(new EgressRefusedException(
                host,
                "it is not on the public internet. An operator may allow its network with signalbox.egress.allow."));
    }
}
