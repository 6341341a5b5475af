package io.signalbox.gateway.dialect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** JSON that is written here, as a body or as an event of a stream. */
public final class WrittenJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int BODY_FIRST = 512;
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private WrittenJson() {}

    /** Writes the fields of an object. */
    @FunctionalInterface
    public interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    /** An object. */
    public static byte[] body(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BODY_FIRST);
        object(bytes, fields);
        return bytes.toByteArray();
    }

    /** An event with an object as its data; {@code opening} is what stands before that, {@code data:} included. */
    public static byte[] event(byte[] opening, Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BODY_FIRST);
        bytes.writeBytes(opening);
        object(bytes, fields);
        bytes.writeBytes(END);
        return bytes.toByteArray();
    }

    /** The same, written where the stream is collected. */
    public static void event(ByteBuf out, byte[] opening, Fields fields) {
        out.writeBytes(opening);
        object(new ByteBufOutputStream(out), fields);
        out.writeBytes(END);
    }

    private static void object(OutputStream bytes, Fields fields) {
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot be written", impossible);
        }
    }
}
