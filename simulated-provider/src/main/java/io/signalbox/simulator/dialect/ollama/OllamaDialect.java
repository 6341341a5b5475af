package io.signalbox.simulator.dialect.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.signalbox.simulator.conversation.Question;
import io.signalbox.simulator.conversation.Reply;
import io.signalbox.simulator.dialect.Body;
import io.signalbox.simulator.dialect.Call;
import io.signalbox.simulator.dialect.Dialect;
import io.signalbox.simulator.dialect.Frame;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.Models;
import io.signalbox.simulator.dialect.Operation;
import io.signalbox.simulator.dialect.ProviderError;
import io.signalbox.simulator.dialect.Stamp;
import io.signalbox.simulator.dialect.openai.OpenAiDialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ollama below {@code /ollama}. A stream is the default. Without a key the caller counts as one that has {@code none}. */
public final class OllamaDialect implements Dialect {
    private final Dialect openAi = new OpenAiDialect();

    @Override
    public String id() {
        return "ollama";
    }

    @Override
    public String basePath() {
        return "/ollama";
    }

    @Override
    public Models models() {
        return openAi.models();
    }

    @Override
    public String presentedKey(HttpHeaders headers) {
        String bearer = openAi.presentedKey(headers);
        return bearer == null ? "none" : bearer;
    }

    @Override
    public Operation operation(HttpMethod method, String path) {
        if (method.equals(HttpMethod.POST) && path.equals("/api/chat")) {
            return Operation.CHAT;
        }
        if (method.equals(HttpMethod.POST) && path.equals("/api/embed")) {
            return Operation.EMBEDDINGS;
        }
        return method.equals(HttpMethod.GET) && path.equals("/api/tags") ? Operation.MODELS : Operation.UNKNOWN;
    }

    @Override
    public @Nullable JsonNode completed(String path, @Nullable JsonNode body) {
        return body instanceof ObjectNode said && !said.has("stream")
                ? said.deepCopy().put("stream", true)
                : body;
    }

    @Override
    public Question question(JsonNode body) {
        return openAi.question(OllamaQuestions.asOpenAi(body));
    }

    @Override
    public byte[] whole(Reply reply, Stamp stamp) {
        return Json.bytes(OllamaAnswers.whole(reply));
    }

    @Override
    public List<Frame> stream(Reply reply, Stamp stamp) {
        return OllamaAnswers.stream(reply);
    }

    @Override
    public String streamType() {
        return "application/x-ndjson";
    }

    @Override
    public Body answer(Call call) {
        return call.operation() == Operation.MODELS ? Body.free(Json.bytes(tags())) : embedded(call);
    }

    private Body embedded(Call call) {
        Body answer = openAi.answer(new Call(
                Operation.EMBEDDINGS, "/v1/embeddings", call.query(), call.headers(), call.body(), call.usageTold()));
        JsonNode told = read(answer.bytes());
        ObjectNode body =
                Json.object().put("model", call.body().path("model").asText()).put("total_duration", 14_143_917L);
        ArrayNode vectors = body.putArray("embeddings");
        told.path("data").forEach(row -> vectors.add(row.path("embedding")));
        if (call.usageTold()) {
            body.put("prompt_eval_count", told.at("/usage/prompt_tokens").asLong());
        }
        return new Body(Json.bytes(body), answer.tokens());
    }

    private ObjectNode tags() {
        ObjectNode tags = Json.object();
        ArrayNode rows = tags.putArray("models");
        models().all().forEach(model -> {
            ObjectNode row = rows.addObject()
                    .put("name", model.id())
                    .put("model", model.id())
                    .put("modified_at", "2026-08-01T10:00:00Z")
                    .put("size", 2_019_393_189L)
                    .put("digest", "a80c4f17acd5");
            row.putObject("details").put("family", "llama").put("parameter_size", "3.2B");
            row.putArray("capabilities").add(model.dimensions() > 0 ? "embedding" : "completion");
        });
        return tags;
    }

    @Override
    public byte[] error(ProviderError error, String message, Stamp stamp) {
        return Json.bytes(Json.object().put("error", message));
    }

    @Override
    public byte[] errorEvent(ProviderError error, String message, Stamp stamp) {
        return (Json.object().put("error", message) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Ollama itself gives none; the simulator's numbers help to find a request again. */
    @Override
    public String requestIdHeader() {
        return "x-request-id";
    }

    private static JsonNode read(byte[] json) {
        try {
            return Json.read(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
