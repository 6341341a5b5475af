package io.signalbox.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Answers made ahead, written as they are. */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails ends the connection.
final class UpstreamConnection extends SimpleChannelInboundHandler<HttpObject> {
    private static final ByteBuf WHOLE = whole("200 OK", Answers.whole());
    private static final ByteBuf MODELS = whole(
            "200 OK",
            text(
                    "{\"object\":\"list\",\"data\":[{\"id\":\"bench-model\",\"object\":\"model\",\"owned_by\":\"bench\"}]}"));
    private static final ByteBuf WRONG_KEY =
            whole("401 Unauthorized", text("{\"error\":{\"message\":\"wrong key\",\"code\":\"invalid_api_key\"}}"));
    private static final ByteBuf STREAM_HEAD =
            fixed(text("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"));
    private static final List<ByteBuf> STREAM = stream();

    private enum Asked {
        ANSWER,
        STREAM,
        MODELS,
        REFUSAL
    }

    private final String authorization;
    private Asked asked = Asked.ANSWER;

    UpstreamConnection(String authorization) {
        this.authorization = authorization;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject piece) {
        if (piece instanceof HttpRequest request) {
            asked = asked(request);
        }
        if (piece instanceof LastHttpContent) {
            switch (asked) {
                case ANSWER -> context.writeAndFlush(WHOLE.retainedDuplicate());
                case MODELS -> context.writeAndFlush(MODELS.retainedDuplicate());
                case REFUSAL -> context.writeAndFlush(WRONG_KEY.retainedDuplicate());
                case STREAM -> {
                    context.write(STREAM_HEAD.retainedDuplicate());
                    next(context, 0, System.nanoTime());
                }
            }
        }
    }

    private Asked asked(HttpRequest request) {
        if (!authorization.equals(request.headers().get("authorization"))) {
            return Asked.REFUSAL;
        }
        if (request.method().equals(HttpMethod.GET)) {
            return Asked.MODELS;
        }
        return "text/event-stream".equals(request.headers().get("accept")) ? Asked.STREAM : Asked.ANSWER;
    }

    /** Each piece has a time of its own, so that one that is late makes no other late. */
    private static void next(ChannelHandlerContext context, int place, long began) {
        context.writeAndFlush(STREAM.get(place).retainedDuplicate());
        if (place + 1 < STREAM.size()) {
            long due = began + TimeUnit.MILLISECONDS.toNanos((place + 1L) * Answers.DELTA_MILLIS);
            context.executor()
                    .schedule(() -> next(context, place + 1, began), due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private static List<ByteBuf> stream() {
        List<ByteBuf> pieces = new ArrayList<>();
        for (int number = 0; number < Answers.DELTAS; number++) {
            pieces.add(fixed(chunk(Answers.delta(number), "")));
        }
        pieces.add(fixed(chunk(Answers.last(), "0\r\n\r\n")));
        return pieces;
    }

    private static byte[] chunk(byte[] content, String after) {
        return text(Integer.toHexString(content.length) + "\r\n" + new String(content, StandardCharsets.UTF_8) + "\r\n"
                + after);
    }

    private static ByteBuf whole(String status, byte[] body) {
        return fixed(text("HTTP/1.1 " + status + "\r\ncontent-type: application/json\r\ncontent-length: " + body.length
                + "\r\n\r\n" + new String(body, StandardCharsets.UTF_8)));
    }

    private static ByteBuf fixed(byte[] bytes) {
        return Unpooled.unreleasableBuffer(
                Unpooled.directBuffer(bytes.length).writeBytes(bytes).asReadOnly());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
