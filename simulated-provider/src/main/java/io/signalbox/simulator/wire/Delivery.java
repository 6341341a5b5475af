package io.signalbox.simulator.wire;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.simulator.conversation.Pace;
import io.signalbox.simulator.conversation.Tokens;
import io.signalbox.simulator.dialect.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that will be sent for one request: faults are changes to this plan, the connection only carries it out. Status 0
 * sends no headers; a negative length sends chunks. {@code whole} says that the plan is an answer as it should be.
 */
public record Delivery(
        int status,
        HttpHeaders headers,
        String contentType,
        long declaredLength,
        List<Frame> frames,
        Pace pace,
        Ending ending,
        int hangMillis,
        boolean whole,
        @Nullable String fault) {
    public static final int HANG_MILLIS = 600_000;
    private static final String JSON = "application/json";

    public static Delivery json(int status, byte[] body, Tokens tokens) {
        return bytes(status, JSON, body, tokens);
    }

    public static Delivery bytes(int status, String contentType, byte[] body, Tokens tokens) {
        Frame frame = new Frame(body, Frame.Part.CONTENT, tokens);
        return new Delivery(
                status,
                new DefaultHttpHeaders(),
                contentType,
                body.length,
                List.of(frame),
                Pace.AT_ONCE,
                Ending.COMPLETE,
                HANG_MILLIS,
                true,
                null);
    }

    public static Delivery stream(String contentType, List<Frame> frames) {
        return new Delivery(
                200,
                new DefaultHttpHeaders(),
                contentType,
                -1,
                frames,
                Pace.AT_ONCE,
                Ending.COMPLETE,
                HANG_MILLIS,
                true,
                null);
    }

    /** Nothing is sent, the connection just ends so. */
    public static Delivery nothing(Ending ending) {
        return new Delivery(
                0, new DefaultHttpHeaders(), JSON, 0, List.of(), Pace.AT_ONCE, ending, HANG_MILLIS, false, null);
    }

    public Delivery paced(Pace other) {
        return new Delivery(
                status, headers, contentType, declaredLength, frames, other, ending, hangMillis, whole, fault);
    }

    public Delivery ending(Ending other, int millis) {
        return new Delivery(status, headers, contentType, declaredLength, frames, pace, other, millis, whole, fault);
    }

    public Delivery frames(List<Frame> other) {
        return new Delivery(
                status, headers, contentType, declaredLength, other, pace, ending, hangMillis, whole, fault);
    }

    public Delivery length(long declared) {
        return new Delivery(status, headers, contentType, declared, frames, pace, ending, hangMillis, whole, fault);
    }

    public Delivery broken() {
        return new Delivery(
                status, headers, contentType, declaredLength, frames, pace, ending, hangMillis, false, fault);
    }

    public Delivery because(String faultName) {
        return new Delivery(
                status, headers, contentType, declaredLength, frames, pace, ending, hangMillis, whole, faultName);
    }

    public boolean chunked() {
        return declaredLength < 0;
    }

    Tokens tokens() {
        Tokens tokens = Tokens.NONE;
        for (Frame frame : frames) {
            tokens = tokens.plus(frame.tokens());
        }
        return tokens;
    }

    long bytes() {
        long bytes = 0;
        for (Frame frame : frames) {
            bytes += frame.bytes().length;
        }
        return bytes;
    }
}
