package io.signalbox.gateway.journal.frame;

import io.signalbox.contracts.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One record of the journal as bytes, so that one torn by a crash is known as such:
 *
 * <pre>
 * int    length of what follows the checksum
 * int    CRC-32C of what follows it
 * byte   what it says: {@link Type}; the highest bit says that a trace follows the tenant
 * long   request id, high and low
 * long
 * int    attempt
 * long   microseconds since 1970: when it was opened, or closed
 * short  length of the tenant id, then its bytes
 * byte   length of the traceparent, then its bytes; only where the first byte says so
 * body   the usage record's JSON, as it goes to Kafka; a mark has none
 * </pre>
 *
 * An attempt's frames, and when its end may go to Kafka:
 *
 * <pre>
 *              CLOSED ──┬── DELIVERED ──────────────────────► as it was closed
 *  OPENED ──►           ├── OPENED, a later attempt ────────► as it was closed
 *              │        ├── ABANDONED ──────────────────────► as cancelled
 *              │        └── nothing: the process is gone ─┐
 *              └── nothing: the process is gone ──────────┴─► FINAL, as interrupted
 * </pre>
 */
public record Frame(
        Type type,
        AttemptKey key,
        Instant at,
        TenantId tenant,
        @Nullable String traceParent,
        byte[] body) {
    public static final int PREFIX_BYTES = 8;
    public static final int LENGTH_MAX = 1 << 20;
    private static final int FIXED_BYTES = 1 + 8 + 8 + 4 + 8 + 2;
    private static final int TRACED = 0x80;

    /** What a frame says of its attempt. */
    public enum Type {
        OPENED(1),
        /** An end that stands. Versions that kept no account of deliveries wrote every end so. */
        FINAL(2),
        /** An end that stands once the request's reply is out, or another attempt follows. */
        CLOSED(3),
        /** A mark: the operating system has the whole reply that this attempt, the request's last, had a part in. */
        DELIVERED(4),
        /** A mark: the caller left before it had the whole reply. */
        ABANDONED(5);

        private final byte code;

        Type(int code) {
            this.code = (byte) code;
        }

        static @Nullable Type of(byte code) {
            return switch (code) {
                case 1 -> OPENED;
                case 2 -> FINAL;
                case 3 -> CLOSED;
                case 4 -> DELIVERED;
                case 5 -> ABANDONED;
                default -> null;
            };
        }
    }

    /** Begins a frame in an empty buffer; the body is written behind it, then {@link #finish} seals it. */
    public static void begin(FrameBuffer buffer, Type type, AttemptKey key, Instant at, TenantId tenant) {
        byte[] name = tenant.value().getBytes(StandardCharsets.UTF_8);
        buffer.reset(PREFIX_BYTES + FIXED_BYTES + name.length);
        ByteBuffer.wrap(buffer.array())
                .position(PREFIX_BYTES)
                .put(type.code)
                .putLong(key.requestId().getMostSignificantBits())
                .putLong(key.requestId().getLeastSignificantBits())
                .putInt(key.attempt())
                .putLong(at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000)
                .putShort((short) name.length)
                .put(name);
    }

    /** Adds, before the body, whose trace the attempt belongs to; nothing when it is not followed. */
    public static void trace(FrameBuffer buffer, @Nullable String traceParent) {
        if (traceParent != null) {
            byte[] text = traceParent.getBytes(StandardCharsets.US_ASCII);
            buffer.array()[PREFIX_BYTES] |= (byte) TRACED;
            buffer.write(text.length);
            buffer.write(text, 0, text.length);
        }
    }

    /** Writes length and checksum; the buffer then holds a whole frame. */
    public static ByteBuffer finish(FrameBuffer buffer) {
        int length = buffer.size() - PREFIX_BYTES;
        if (length > LENGTH_MAX) {
            throw new IllegalArgumentException("a usage record of " + length + " bytes is larger than any can be");
        }
        CRC32C crc = new CRC32C();
        crc.update(buffer.array(), PREFIX_BYTES, length);
        ByteBuffer frame = ByteBuffer.wrap(buffer.array(), 0, buffer.size());
        frame.putInt(0, length).putInt(4, (int) crc.getValue());
        return frame;
    }

    /** The same frame again, as bytes. */
    public static ByteBuffer encode(FrameBuffer buffer, Frame frame) {
        begin(buffer, frame.type(), frame.key(), frame.at(), frame.tenant());
        trace(buffer, frame.traceParent());
        buffer.write(frame.body(), 0, frame.body().length);
        return finish(buffer);
    }

    /** What follows the checksum; null when it is not what was once written. */
    public static @Nullable Frame decode(byte[] content, int checksum) {
        CRC32C crc = new CRC32C();
        crc.update(content, 0, content.length);
        if ((int) crc.getValue() != checksum || content.length < FIXED_BYTES) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(content);
        byte first = in.get();
        Type type = Type.of((byte) (first & ~TRACED));
        AttemptKey key = new AttemptKey(new UUID(in.getLong(), in.getLong()), in.getInt());
        long micros = in.getLong();
        byte[] name = new byte[in.getShort()];
        in.get(name);
        byte[] trace = new byte[(first & TRACED) == 0 ? 0 : in.get()];
        in.get(trace);
        byte[] body = new byte[in.remaining()];
        in.get(body);
        Instant at =
                Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
        TenantId tenant = new TenantId(new String(name, StandardCharsets.UTF_8));
        String traceParent = trace.length == 0 ? null : new String(trace, StandardCharsets.US_ASCII);
        return type == null ? null : new Frame(type, key, at, tenant, traceParent, body);
    }
}
