package io.signalbox.gateway.conversation;

import io.netty.buffer.ByteBuf;

/** A request body on its way to a target: written once, straight into the buffer that is sent. */
public interface OutgoingBody {
    /** In bytes. */
    int length();

    /** Writes exactly that many bytes. */
    void writeTo(ByteBuf out);

    /** What the provider is told it is. */
    default String contentType() {
        return "application/json";
    }

    /** A body that is there as a whole. */
    static OutgoingBody of(byte[] body) {
        return new Whole(body);
    }

    /** Bytes as they are. */
    record Whole(byte[] body) implements OutgoingBody {
        @Override
        public int length() {
            return body.length;
        }

        @Override
        public void writeTo(ByteBuf out) {
            out.writeBytes(body);
        }
    }
}
