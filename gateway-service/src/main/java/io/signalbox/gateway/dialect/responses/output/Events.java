package io.signalbox.gateway.dialect.responses.output;

import io.netty.buffer.ByteBuf;
import io.signalbox.gateway.dialect.WrittenJson;
import java.nio.charset.StandardCharsets;

/** Writes events of one stream: each has its type twice, as its name and in its data, and a number of its own. */
public record Events(Told.Stream stream) {
    void write(ByteBuf out, String type, WrittenJson.Fields fields) {
        WrittenJson.event(out, opening(type), numbered(type, stream.next(), fields));
    }

    /** The same for an event that goes out alone. */
    public byte[] event(String type, WrittenJson.Fields fields) {
        return WrittenJson.event(opening(type), numbered(type, stream.next(), fields));
    }

    private static byte[] opening(String type) {
        return ("event: " + type + "\ndata: ").getBytes(StandardCharsets.US_ASCII);
    }

    private static WrittenJson.Fields numbered(String type, int number, WrittenJson.Fields fields) {
        return json -> {
            json.writeStringField("type", type);
            json.writeNumberField("sequence_number", number);
            fields.write(json);
        };
    }
}
