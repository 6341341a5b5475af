package io.signalbox.gateway.portions;

import com.fasterxml.jackson.core.JsonToken;
import io.signalbox.adapter.EmbeddingLimits;
import io.signalbox.adapter.wire.JsonScanner;
import io.signalbox.adapter.wire.MalformedJsonException;
import io.signalbox.gateway.dialect.Span;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in the body of a request for embeddings its inputs stand, each a text or a list of tokens. */
final class InputList {
    /** No input in use has more tokens than half its bytes, whether it is text or numbers with commas between them. */
    private static final int BYTES_PER_TOKEN = 2;

    private final byte[] body;
    private final Span list;
    private final List<Span> inputs;

    private InputList(byte[] body, Span list, List<Span> inputs) {
        this.body = body;
        this.list = list;
        this.inputs = inputs;
    }

    /** Those of a body that was checked to be JSON; null where there is but one input, or none that can be told. */
    static @Nullable InputList of(byte[] body) {
        try {
            JsonScanner scanner = new JsonScanner(body);
            scanner.nextToken();
            while (scanner.nextToken() == JsonToken.FIELD_NAME) {
                boolean input = scanner.currentName().equals("input");
                if (scanner.nextToken() == JsonToken.START_ARRAY && input) {
                    return inside(body, scanner);
                }
                scanner.skipChildren();
            }
            return null;
        } catch (MalformedJsonException impossible) {
            throw new IllegalStateException("a body that was read as JSON is none", impossible);
        }
    }

    private static @Nullable InputList inside(byte[] body, JsonScanner scanner) throws MalformedJsonException {
        int from = scanner.tokenStart();
        List<Span> inputs = new ArrayList<>();
        JsonToken token = scanner.nextToken();
        while (token == JsonToken.VALUE_STRING || token == JsonToken.START_ARRAY) {
            int start = scanner.tokenStart();
            scanner.skipChildren();
            inputs.add(new Span(start, scanner.tokenEnd()));
            token = scanner.nextToken();
        }
        boolean several = token == JsonToken.END_ARRAY && inputs.size() > 1;
        return several ? new InputList(body, new Span(from, scanner.tokenEnd()), inputs) : null;
    }

    /** Whether a body can hold more inputs than these limits allow; far from them, nobody has to look into it. */
    static boolean mayExceed(byte[] body, EmbeddingLimits limits) {
        int smallest = "\"\",".length();
        return body.length / smallest > limits.inputsMax() || body.length / BYTES_PER_TOKEN > limits.tokensMax();
    }

    int size() {
        return inputs.size();
    }

    /** Behind the last input that is within the limits when {@code from} is the first; always at least that one. */
    int end(int from, EmbeddingLimits limits) {
        int to = from + 1;
        long tokens = tokens(from);
        while (to < inputs.size() && to - from < limits.inputsMax() && tokens + tokens(to) <= limits.tokensMax()) {
            tokens += tokens(to);
            to++;
        }
        return to;
    }

    private long tokens(int input) {
        return inputs.get(input).length() / BYTES_PER_TOKEN;
    }

    /** The same body with these inputs alone. */
    byte[] only(int from, int to) {
        int start = inputs.get(from).from();
        int stop = inputs.get(to - 1).to();
        ByteBuffer some = ByteBuffer.allocate(list.from() + 1 + stop - start + 1 + body.length - list.to());
        some.put(body, 0, list.from()).put((byte) '[');
        some.put(body, start, stop - start).put((byte) ']');
        return some.put(body, list.to(), body.length - list.to()).array();
    }
}
