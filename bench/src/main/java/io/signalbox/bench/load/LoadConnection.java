package io.signalbox.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/** Asks, reads the answer to its end, and asks again, until it is over. */
@SuppressWarnings(
        "FutureReturnValueIgnored") // A write or close that fails ends the connection, which is heard of there.
final class LoadConnection extends SimpleChannelInboundHandler<HttpObject> {
    private final ByteBuf request;
    private final boolean streamed;
    private final LoadTally tally;
    private final CRC32 sum = new CRC32();
    private String requestId = "";
    private long asked;
    private long firstByte;
    private boolean waiting;

    LoadConnection(ByteBuf request, boolean streamed, LoadTally tally) {
        this.streamed = streamed;
        this.request = request;
        this.tally = tally;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        ask(context);
    }

    private void ask(ChannelHandlerContext context) {
        sum.reset();
        firstByte = 0;
        waiting = true;
        asked = System.nanoTime();
        context.writeAndFlush(request.retainedDuplicate());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject piece) {
        if (piece instanceof HttpResponse head) {
            requestId = head.headers().get("x-request-id", "");
            if (head.status().code() != 200) {
                tally.wrong("status " + head.status());
            }
        }
        if (piece instanceof HttpContent content && content.content().isReadable()) {
            if (firstByte == 0) {
                firstByte = System.nanoTime();
            }
            sum.update(content.content().nioBuffer());
            if (streamed) {
                pieces(content.content());
            }
        }
        if (piece instanceof LastHttpContent) {
            waiting = false;
            tally.answered(asked, firstByte, sum.getValue(), requestId);
            if (tally.over()) {
                context.close();
            } else {
                ask(context);
            }
        }
    }

    /** Each says its number, and so when it was due. One that arrives in two parts is not counted. */
    private void pieces(ByteBuf text) {
        long now = System.nanoTime();
        ByteBuf rest = text.duplicate();
        for (int at = ByteBufUtil.indexOf(Answers.MARK, rest); at >= 0; at = ByteBufUtil.indexOf(Answers.MARK, rest)) {
            int digits = at + Answers.MARK.readableBytes();
            if (digits + 2 > rest.writerIndex()) {
                return;
            }
            int number = 10 * (rest.getByte(digits) - '0') + rest.getByte(digits + 1) - '0';
            tally.late(now - asked - TimeUnit.MILLISECONDS.toNanos((long) number * Answers.DELTA_MILLIS));
            rest.readerIndex(digits);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (waiting) {
            tally.wrong("the connection was closed before the answer's end");
        }
        tally.closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        tally.wrong(cause.toString());
        context.close();
    }
}
