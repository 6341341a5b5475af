package io.signalbox.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/** What the upstream says, known to both ends: who asks compares what arrives with it, byte for byte by checksum. */
public final class Answers {
    static final int DELTAS = 64;
    static final int DELTA_MILLIS = 20;

    /** What a piece of a stream says before its number. */
    static final ByteBuf MARK = Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(bytes("clear ")));

    private static final String CONTENT = "The signal at the end of the platform shows clear. ".repeat(12);

    private static final String USAGE =
            "{\"prompt_tokens\":200,\"completion_tokens\":64,\"total_tokens\":264,\"prompt_tokens_details\":{\"cached_tokens\":0}}";

    private static final String WHOLE = """
            {"id":"chatcmpl-bench","object":"chat.completion","created":1790000000,"model":"bench-model","choices":[{"index":0,\
            "message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],"usage":%s}""".formatted(CONTENT, USAGE);

    private static final String LAST = """
            data: {"id":"chatcmpl-bench","object":"chat.completion.chunk","created":1790000000,"model":"bench-model",\
            "choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null}

            data: {"id":"chatcmpl-bench","object":"chat.completion.chunk","created":1790000000,"model":"bench-model",\
            "choices":[],"usage":%s}

            data: [DONE]

            """.formatted(USAGE);

    private Answers() {}

    static byte[] whole() {
        return bytes(WHOLE);
    }

    /** What is said, whatever dialect it is said in. */
    public static String content(boolean streamed) {
        if (!streamed) {
            return CONTENT;
        }
        return IntStream.range(0, DELTAS).mapToObj(Answers::words).collect(Collectors.joining());
    }

    private static String words(int number) {
        return "clear %02d ".formatted(number);
    }

    static byte[] delta(int number) {
        return bytes("""
                data: {"id":"chatcmpl-bench","object":"chat.completion.chunk","created":1790000000,"model":"bench-model",\
                "choices":[{"index":0,"delta":{"content":"%s"},"finish_reason":null}],"usage":null}

                """.formatted(words(number)));
    }

    static byte[] last() {
        return bytes(LAST);
    }

    /** Of the whole body, as one answer or as a stream. */
    public static long checksum(boolean streamed) {
        CRC32 sum = new CRC32();
        if (streamed) {
            for (int number = 0; number < DELTAS; number++) {
                sum.update(delta(number));
            }
            sum.update(last());
        } else {
            sum.update(whole());
        }
        return sum.getValue();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
