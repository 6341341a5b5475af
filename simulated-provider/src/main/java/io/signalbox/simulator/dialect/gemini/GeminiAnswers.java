package io.signalbox.simulator.dialect.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.signalbox.simulator.conversation.Finish;
import io.signalbox.simulator.conversation.Reply;
import io.signalbox.simulator.conversation.Tokens;
import io.signalbox.simulator.conversation.ToolCall;
import io.signalbox.simulator.conversation.Words;
import io.signalbox.simulator.dialect.Frame;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.Stamp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes answers, whole or as a stream of the same form. Every event carries the usage so far; the reason to stop comes
 * in the last one, with an empty text that is signed, and no terminator follows it. Of the calls in an answer only the
 * first is signed, and none has an id.
 */
final class GeminiAnswers {
    private final Reply reply;
    private final Stamp stamp;
    private final List<Frame> frames = new ArrayList<>();
    private Tokens sent = Tokens.NONE;

    private GeminiAnswers(Reply reply, Stamp stamp) {
        this.reply = reply;
        this.stamp = stamp;
    }

    static byte[] whole(Reply reply, Stamp stamp) {
        GeminiAnswers answer = new GeminiAnswers(reply, stamp);
        ArrayNode parts = parts();
        if (!reply.chunks().isEmpty()) {
            text(parts, reply.text());
        }
        for (int i = 0; i < reply.calls().size(); i++) {
            call(parts, reply.calls().get(i), i == 0);
        }
        return Json.bytes(answer.body(parts, finish(reply.finish()), reply.tokens()));
    }

    static List<Frame> stream(Reply reply, Stamp stamp) {
        GeminiAnswers stream = new GeminiAnswers(reply, stamp);
        stream.add(Frame.Part.HEAD, parts(), null, reply.tokens().prompt());
        Tokens thought = reply.tokens().thought();
        for (String chunk : reply.chunks()) {
            stream.add(
                    Frame.Part.CONTENT, text(parts(), chunk), null, thought.plus(Tokens.ofOutput(Words.count(chunk))));
            thought = Tokens.NONE;
        }
        for (int i = 0; i < reply.calls().size(); i++) {
            ToolCall call = reply.calls().get(i);
            stream.add(Frame.Part.CONTENT, call(parts(), call, i == 0), null, thought.plus(call.cost()));
            thought = Tokens.NONE;
        }
        ArrayNode last = parts();
        last.addObject().put("thoughtSignature", GeminiContents.SIGNATURE).put("text", "");
        stream.add(Frame.Part.TAIL, last, finish(reply.finish()), thought);
        return stream.frames;
    }

    private void add(Frame.Part part, ArrayNode parts, @Nullable String finish, Tokens tokens) {
        sent = sent.plus(tokens);
        String event = "data: " + body(parts, finish, sent) + "\n\n";
        frames.add(new Frame(event.getBytes(StandardCharsets.UTF_8), part, tokens));
    }

    private ObjectNode body(ArrayNode parts, @Nullable String finish, Tokens tokens) {
        ObjectNode body = Json.object();
        ObjectNode candidate = body.putArray("candidates").addObject();
        ObjectNode content = candidate.putObject("content");
        if (!parts.isEmpty()) {
            content.set("parts", parts);
        }
        content.put("role", "model");
        if (finish != null) {
            candidate.put("finishReason", finish);
        }
        candidate.put("index", 0);
        if (reply.usageTold()) {
            body.set("usageMetadata", usage(tokens));
        }
        return body.put("modelVersion", reply.model()).put("responseId", "sim" + stamp.sequence());
    }

    /** The prompt includes what was cached; thoughts are counted beside the candidates. Zeros are left out. */
    private static ObjectNode usage(Tokens tokens) {
        ObjectNode usage = Json.object().put("promptTokenCount", tokens.input());
        put(usage, "cachedContentTokenCount", tokens.cached());
        put(usage, "candidatesTokenCount", tokens.output() - tokens.reasoning());
        put(usage, "thoughtsTokenCount", tokens.reasoning());
        usage.put("totalTokenCount", tokens.total());
        usage.putArray("promptTokensDetails")
                .addObject()
                .put("modality", "TEXT")
                .put("tokenCount", tokens.input());
        return usage.put("serviceTier", "standard");
    }

    private static void put(ObjectNode usage, String name, long count) {
        if (count > 0) {
            usage.put(name, count);
        }
    }

    private static ArrayNode parts() {
        return Json.object().putArray("parts");
    }

    private static ArrayNode text(ArrayNode parts, String text) {
        parts.addObject().put("text", text);
        return parts;
    }

    private static ArrayNode call(ArrayNode parts, ToolCall call, boolean signed) {
        ObjectNode part = parts.addObject();
        part.putObject("functionCall").put("name", call.name()).putRawValue("args", new RawValue(call.arguments()));
        if (signed) {
            part.put("thoughtSignature", GeminiContents.SIGNATURE);
        }
        return parts;
    }

    private static String finish(Finish finish) {
        return switch (finish) {
            case STOP, TOOL_CALLS -> "STOP";
            case LENGTH -> "MAX_TOKENS";
        };
    }
}
