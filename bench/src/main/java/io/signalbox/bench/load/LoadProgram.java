package io.signalbox.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Makes load by order: a {@link LoadPlan} a line comes in, a {@link LoadResult} a line goes out. */
public final class LoadProgram {
    private static final EventLoopGroup GROUP = new NioEventLoopGroup(1);

    private LoadProgram() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            JavaChild.say(run(LoadPlan.of(line)).line());
        }
        System.exit(0);
    }

    /** Streams begin one after another, spread over the time that one lasts; begun at once, they would stay in step. */
    private static long startMillis(LoadPlan plan, int number) {
        return plan.streamed() ? (long) Answers.DELTAS * Answers.DELTA_MILLIS * number / plan.connections() : 0;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The listener is told of its end.
    private static void connect(Bootstrap bootstrap, LoadPlan plan, LoadTally tally) {
        bootstrap.connect("127.0.0.1", plan.port()).addListener(connected -> {
            if (!connected.isSuccess()) {
                tally.wrong("no connection: " + connected.cause());
                tally.closed();
            }
        });
    }

    private static LoadResult run(LoadPlan plan) throws IOException, InterruptedException {
        byte[] bytes = plan.dialect().request(plan);
        ByteBuf request = Unpooled.directBuffer(bytes.length).writeBytes(bytes);
        try (LoadTally tally = new LoadTally(plan)) {
            Bootstrap bootstrap = new Bootstrap()
                    .group(GROUP)
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel channel) {
                            channel.pipeline()
                                    .addLast(new HttpResponseDecoder())
                                    .addLast(new LoadConnection(request, plan.streamed(), tally));
                        }
                    });
            for (int number = 0; number < plan.connections(); number++) {
                var unused = GROUP.schedule(
                        () -> connect(bootstrap, plan, tally), startMillis(plan, number), TimeUnit.MILLISECONDS);
            }
            return tally.result();
        } finally {
            request.release();
        }
    }
}
