package io.signalbox.simulator.dialect.cohere;

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
import io.signalbox.simulator.dialect.ProviderErrorException;
import io.signalbox.simulator.dialect.Reading;
import io.signalbox.simulator.dialect.Stamp;
import io.signalbox.simulator.dialect.openai.OpenAiDialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cohere below {@code /cohere}. */
public final class CohereDialect implements Dialect {
    private static final String CHECK = "/v1/check-api-key";
    private static final int TEXTS_MAX = 96;
    private static final Set<String> PURPOSES =
            Set.of("search_document", "search_query", "classification", "clustering", "image");

    private final Dialect openAi = new OpenAiDialect();

    @Override
    public String id() {
        return "cohere";
    }

    @Override
    public String basePath() {
        return "/cohere";
    }

    @Override
    public Models models() {
        return openAi.models();
    }

    @Override
    public @Nullable String presentedKey(HttpHeaders headers) {
        return openAi.presentedKey(headers);
    }

    @Override
    public Operation operation(HttpMethod method, String path) {
        if (method.equals(HttpMethod.POST)) {
            return switch (path) {
                case "/v2/chat" -> Operation.CHAT;
                case "/v2/embed" -> Operation.EMBEDDINGS;
                case "/v2/rerank" -> Operation.RERANK;
                case CHECK -> Operation.MODEL;
                default -> Operation.UNKNOWN;
            };
        }
        return method.equals(HttpMethod.GET) && path.equals("/v1/models") ? Operation.MODELS : Operation.UNKNOWN;
    }

    @Override
    public Question question(JsonNode body) {
        return openAi.question(CohereQuestions.asOpenAi(body));
    }

    @Override
    public byte[] whole(Reply reply, Stamp stamp) {
        return Json.bytes(CohereAnswers.whole(reply, stamp));
    }

    @Override
    public List<Frame> stream(Reply reply, Stamp stamp) {
        return CohereAnswers.stream(reply, stamp);
    }

    @Override
    public Body answer(Call call) {
        if (call.operation() == Operation.MODELS) {
            return Body.free(Json.bytes(list()));
        }
        if (call.operation() == Operation.RERANK) {
            return openAi.answer(call);
        }
        return call.path().equals(CHECK)
                ? Body.free(Json.bytes(Json.object().put("valid", true).put("organization_id", "org_simulated")))
                : embedded(call);
    }

    private Body embedded(Call call) {
        JsonNode texts = Reading.requiredArray(call.body(), "texts");
        if (texts.size() > TEXTS_MAX
                || !PURPOSES.contains(call.body().path("input_type").asText())) {
            throw new ProviderErrorException(
                    ProviderError.INVALID_REQUEST, "invalid request: valid input_type and at most 96 texts required");
        }
        ObjectNode asked = Json.object().put("model", Reading.requiredText(call.body(), "model"));
        asked.set("input", texts);
        if (call.body().has("output_dimension")) {
            asked.set("dimensions", call.body().path("output_dimension"));
        }
        Body answer = openAi.answer(
                new Call(Operation.EMBEDDINGS, "/v1/embeddings", call.query(), call.headers(), asked, true));
        ObjectNode body = Json.object().put("id", "emb_simulated");
        ArrayNode vectors = body.putObject("embeddings").putArray("float");
        read(answer.bytes()).path("data").forEach(row -> vectors.add(row.path("embedding")));
        body.set("texts", texts);
        ObjectNode meta = body.putObject("meta");
        meta.putObject("api_version").put("version", "2");
        if (call.usageTold()) {
            meta.putObject("billed_units").put("input_tokens", answer.tokens().input());
        }
        return new Body(Json.bytes(body), answer.tokens());
    }

    private ObjectNode list() {
        ObjectNode list = Json.object();
        ArrayNode rows = list.putArray("models");
        models().all().forEach(model -> {
            ObjectNode row = rows.addObject()
                    .put("name", model.id())
                    .put("is_deprecated", false)
                    .put("finetuned", false)
                    .put("context_length", 288_000.0);
            row.putArray("endpoints").add(model.dimensions() > 0 ? "embed" : "chat");
        });
        return list;
    }

    @Override
    public byte[] error(ProviderError error, String message, Stamp stamp) {
        return Json.bytes(body(error, message, stamp));
    }

    @Override
    public byte[] errorEvent(ProviderError error, String message, Stamp stamp) {
        return ("data: " + body(error, message, stamp) + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode body(ProviderError error, String message, Stamp stamp) {
        return Json.object()
                .put("id", "err_sim" + stamp.sequence())
                .put("message", error == ProviderError.UNAUTHORIZED ? "invalid api token" : message);
    }

    @Override
    public String requestIdHeader() {
        return "x-debug-trace-id";
    }

    private static JsonNode read(byte[] json) {
        try {
            return Json.read(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
