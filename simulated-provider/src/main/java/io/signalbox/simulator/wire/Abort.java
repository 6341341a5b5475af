package io.signalbox.simulator.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;

/** Ends a connection the hard way. */
@SuppressWarnings(
        "FutureReturnValueIgnored") // A write or close that fails ends the connection, which is heard of there.
final class Abort {
    private Abort() {}

    /** With no time to linger, closing sends a TCP reset and drops what was not yet sent. */
    static void reset(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }
}
