package io.signalbox.simulator.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.simulator.conversation.Composer;
import io.signalbox.simulator.conversation.Directives;
import io.signalbox.simulator.conversation.Question;
import io.signalbox.simulator.conversation.Reply;
import io.signalbox.simulator.conversation.Tokens;
import io.signalbox.simulator.conversation.ToolWish;
import io.signalbox.simulator.conversation.Words;
import io.signalbox.simulator.dialect.Body;
import io.signalbox.simulator.dialect.Call;
import io.signalbox.simulator.dialect.Frame;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.Models;
import io.signalbox.simulator.dialect.Reading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts that go on from a prompt, whole or as chunks: the words a chat would get. */
final class OpenAiCompletions {
    private OpenAiCompletions() {}

    static Body answer(Call call, Models models) {
        JsonNode body = call.body();
        String model = Reading.requiredText(body, "model");
        models.require(model);
        String prompt = Reading.requiredText(body, "prompt");
        boolean stream = body.path("stream").asBoolean();
        Question question = new Question(
                model,
                stream,
                body.path("stream_options").path("include_usage").asBoolean(),
                body.path("max_tokens").asInt(Integer.MAX_VALUE),
                Words.count(prompt),
                prompt,
                null,
                List.of(),
                new ToolWish(ToolWish.Mode.NONE, null, false));
        Reply reply = Composer.compose(question, Directives.in(prompt));
        return stream
                ? Body.pieces("text/event-stream; charset=utf-8", frames(reply, call.usageTold()))
                : new Body(Json.bytes(whole(reply, call.usageTold())), reply.tokens());
    }

    private static ObjectNode whole(Reply reply, boolean usageTold) {
        ObjectNode answer = object(reply, reply.text(), OpenAiAnswers.finish(reply.finish()));
        if (usageTold) {
            answer.set("usage", OpenAiAnswers.usage(reply.tokens()));
        }
        return answer;
    }

    private static ObjectNode object(Reply reply, String text, @Nullable String finish) {
        ObjectNode answer = Json.object()
                .put("id", "cmpl-sim")
                .put("object", "text_completion")
                .put("created", 1)
                .put("model", reply.model());
        answer.putArray("choices")
                .addObject()
                .put("text", text)
                .put("index", 0)
                .putNull("logprobs")
                .put("finish_reason", finish);
        return answer;
    }

    private static List<Frame> frames(Reply reply, boolean usageTold) {
        List<Frame> frames = new ArrayList<>();
        Tokens first = reply.tokens().prompt();
        for (String chunk : reply.chunks()) {
            frames.add(
                    Frame.content(event(object(reply, chunk, null)), first.plus(Tokens.ofOutput(Words.count(chunk)))));
            first = Tokens.NONE;
        }
        frames.add(Frame.tail(event(object(reply, "", OpenAiAnswers.finish(reply.finish()))), first));
        if (reply.question().usageAsked() && usageTold) {
            ObjectNode usage = object(reply, "", null);
            usage.putArray("choices");
            usage.set("usage", OpenAiAnswers.usage(reply.tokens()));
            frames.add(Frame.tail(event(usage)));
        }
        frames.add(Frame.tail("data: [DONE]\n\n"));
        return frames;
    }

    private static String event(ObjectNode data) {
        return "data: " + new String(Json.bytes(data), StandardCharsets.UTF_8) + "\n\n";
    }
}
