package io.signalbox.simulator.dialect.openai;

import io.signalbox.simulator.conversation.Reply;
import io.signalbox.simulator.conversation.Tokens;
import io.signalbox.simulator.conversation.ToolCall;
import io.signalbox.simulator.conversation.Words;
import io.signalbox.simulator.dialect.Frame;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.Stamp;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a chat completion as chunks. What all chunks of one stream share is rendered once, a chunk is three strings put
 * together. The usage chunk comes only when asked for, with no choices, as clients index the first one.
 */
final class OpenAiStream {
    private final String opening;
    private final String closing;
    private final List<Frame> frames = new ArrayList<>();

    private OpenAiStream(Reply reply, Stamp stamp) {
        this.opening = "data: {\"id\":\"" + OpenAiAnswers.id(stamp)
                + "\",\"object\":\"chat.completion.chunk\",\"created\":" + stamp.epochSecond() + ",\"model\":"
                + Json.quoted(reply.model())
                + ",\"service_tier\":\"default\",\"system_fingerprint\":\"fp_simulated\",\"choices\":[";
        this.closing = reply.question().usageAsked() ? "],\"usage\":null}\n\n" : "]}\n\n";
    }

    static List<Frame> write(Reply reply, Stamp stamp) {
        OpenAiStream stream = new OpenAiStream(reply, stamp);
        Tokens thought = reply.tokens().thought();
        stream.head(reply.tokens().prompt());
        for (String chunk : reply.chunks()) {
            stream.content(
                    "{\"content\":" + Json.quoted(chunk) + "}", thought.plus(Tokens.ofOutput(Words.count(chunk))));
            thought = Tokens.NONE;
        }
        for (int i = 0; i < reply.calls().size(); i++) {
            stream.call(reply.calls().get(i), i, OpenAiAnswers.callId(stamp, i));
        }
        stream.tail(reply, thought);
        return stream.frames;
    }

    private void head(Tokens prompt) {
        String delta = "{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}";
        frames.add(Frame.head(chunk(delta, "null"), prompt));
    }

    private void content(String delta, Tokens tokens) {
        frames.add(Frame.content(chunk(delta, "null"), tokens));
    }

    private void call(ToolCall call, int index, String id) {
        content(
                "{\"tool_calls\":[{\"index\":" + index + ",\"id\":\"" + id
                        + "\",\"type\":\"function\",\"function\":{\"name\":" + Json.quoted(call.name())
                        + ",\"arguments\":\"\"}}]}",
                call.cost());
        for (String fragment : halves(call.arguments())) {
            content(
                    "{\"tool_calls\":[{\"index\":" + index + ",\"function\":{\"arguments\":" + Json.quoted(fragment)
                            + "}}]}",
                    Tokens.NONE);
        }
    }

    private void tail(Reply reply, Tokens left) {
        frames.add(Frame.tail(chunk("{}", "\"" + OpenAiAnswers.finish(reply.finish()) + "\""), left));
        if (reply.question().usageAsked() && reply.usageTold()) {
            frames.add(Frame.tail(opening + "],\"usage\":" + OpenAiAnswers.usage(reply.tokens()) + "}\n\n"));
        }
        frames.add(Frame.tail("data: [DONE]\n\n"));
    }

    private String chunk(String delta, String finish) {
        return opening + "{\"index\":0,\"delta\":" + delta + ",\"logprobs\":null,\"finish_reason\":" + finish + "}"
                + closing;
    }

    /** Two fragments, never cut within a surrogate pair. */
    private static List<String> halves(String text) {
        int middle = text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2);
        return List.of(text.substring(0, middle), text.substring(middle));
    }
}
