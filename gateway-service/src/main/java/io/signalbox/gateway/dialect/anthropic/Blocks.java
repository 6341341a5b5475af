package io.signalbox.gateway.dialect.anthropic;

import io.netty.buffer.ByteBuf;
import io.signalbox.adapter.conversation.AnswerDelta;
import io.signalbox.gateway.dialect.WrittenJson;
import java.util.HashMap;
import java.util.Map;

/**
 * The content blocks of one streamed answer. One is open at a time: whatever is of another kind, or another tool call,
 * ends it and begins the next, with the next index.
 */
final class Blocks {
    private static final byte[] START = EventWriter.opening("content_block_start");
    private static final byte[] DELTA = EventWriter.opening("content_block_delta");
    private static final byte[] STOP = EventWriter.opening("content_block_stop");
    private static final String NO_ARGUMENTS = "{}";

    private enum Kind {
        NONE,
        TEXT,
        THINKING,
        TOOL_USE
    }

    private final Map<Integer, Integer> indexOfCall = new HashMap<>();
    private Kind open = Kind.NONE;
    private int index = -1;

    /** Of an answer whose first block is text and not over. */
    static Blocks withOpenText() {
        Blocks blocks = new Blocks();
        blocks.open = Kind.TEXT;
        blocks.index = 0;
        return blocks;
    }

    void text(String text, ByteBuf out) {
        if (open != Kind.TEXT) {
            begin(Kind.TEXT, out, json -> {
                json.writeStringField("type", "text");
                json.writeStringField("text", "");
            });
        }
        delta(index, "text_delta", "text", text, out);
    }

    /** As long as nobody signs it, clients that want a signature find an empty one. */
    void thinking(String text, ByteBuf out) {
        beginThinking(out);
        delta(index, "thinking_delta", "thinking", text, out);
    }

    /** Of the thought that is open, which is over then, or of one that is not told. */
    void signature(String signature, ByteBuf out) {
        beginThinking(out);
        delta(index, "signature_delta", "signature", signature, out);
        end(out);
    }

    private void beginThinking(ByteBuf out) {
        if (open != Kind.THINKING) {
            begin(Kind.THINKING, out, json -> {
                json.writeStringField("type", "thinking");
                json.writeStringField("thinking", "");
                json.writeStringField("signature", "");
            });
        }
    }

    void toolUse(AnswerDelta.ToolCallStarted call, ByteBuf out) {
        begin(Kind.TOOL_USE, out, json -> {
            json.writeStringField("type", "tool_use");
            json.writeStringField("id", call.id());
            json.writeStringField("name", call.name());
            json.writeObjectFieldStart("input");
            json.writeEndObject();
        });
        indexOfCall.put(call.index(), index);
    }

    /**
     * More of a call's arguments. Servers that tell of several calls in turns are rare; what such a one adds to an earlier
     * call goes to that one's index, where clients collect it. A call that is over and has none needs none.
     */
    void arguments(int call, String fragment, ByteBuf out) {
        int of = indexOfCall.getOrDefault(call, index);
        if (of == index || !fragment.equals(NO_ARGUMENTS)) {
            delta(of, "input_json_delta", "partial_json", fragment, out);
        }
    }

    /** There are no more. */
    void end(ByteBuf out) {
        if (open != Kind.NONE) {
            open = Kind.NONE;
            WrittenJson.event(out, STOP, json -> {
                json.writeStringField("type", "content_block_stop");
                json.writeNumberField("index", index);
            });
        }
    }

    private void begin(Kind kind, ByteBuf out, WrittenJson.Fields block) {
        end(out);
        open = kind;
        index++;
        WrittenJson.event(out, START, json -> {
            json.writeStringField("type", "content_block_start");
            json.writeNumberField("index", index);
            json.writeObjectFieldStart("content_block");
            block.write(json);
            json.writeEndObject();
        });
    }

    private static void delta(int of, String type, String field, String more, ByteBuf out) {
        WrittenJson.event(out, DELTA, json -> {
            json.writeStringField("type", "content_block_delta");
            json.writeNumberField("index", of);
            json.writeObjectFieldStart("delta");
            json.writeStringField("type", type);
            json.writeStringField(field, more);
            json.writeEndObject();
        });
    }
}
