package io.signalbox.gateway.pipeline;

import io.netty.buffer.ByteBuf;
import io.signalbox.gateway.admission.GatewayRefusal;
import java.util.Arrays;

/** A request body on its way in, never larger than allowed whatever it was announced to be. */
final class RequestBody {
    private static final int START_MAX = 64 * 1024;

    private final int max;
    private byte[] bytes;
    private int length;

    RequestBody(int max, int announced) {
        this.max = max;
        this.bytes = new byte[Math.max(0, Math.min(announced, START_MAX))];
    }

    void append(ByteBuf piece) {
        int more = piece.readableBytes();
        if (more > max - length) {
            throw GatewayRefusal.BODY_TOO_LARGE.refused(max);
        }
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(max, Math.max(length + more, bytes.length * 2)));
        }
        piece.readBytes(bytes, length, more);
        length += more;
    }

    byte[] content() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
