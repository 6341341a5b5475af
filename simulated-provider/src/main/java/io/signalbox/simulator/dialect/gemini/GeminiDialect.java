package io.signalbox.simulator.dialect.gemini;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.signalbox.simulator.dialect.ListedModel;
import io.signalbox.simulator.dialect.Models;
import io.signalbox.simulator.dialect.Operation;
import io.signalbox.simulator.dialect.ProviderError;
import io.signalbox.simulator.dialect.ProviderErrorException;
import io.signalbox.simulator.dialect.Stamp;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Google below {@code /gemini/v1beta}. What is asked for stands behind a colon in the path, and so does the model. */
public final class GeminiDialect implements Dialect {
    private static final String MODELS_PATH = "/v1beta/models";
    private static final String MODEL_PATH = MODELS_PATH + "/";
    private static final String STREAM = ":streamGenerateContent";

    private final Models models = new Models(List.of(
            ListedModel.chat("gemini-3.1-pro", "Gemini 3.1 Pro"),
            ListedModel.chat("gemini-2.5-flash", "Gemini 2.5 Flash"),
            ListedModel.chat("sim-small", "Simulated Small"),
            ListedModel.chat("sim-large", "Simulated Large"),
            ListedModel.chat("sim-slow", "Simulated Slow"),
            ListedModel.chat("sim-reason", "Simulated Reason")));

    @Override
    public String id() {
        return "gemini";
    }

    @Override
    public String basePath() {
        return "/gemini/v1beta";
    }

    @Override
    public Models models() {
        return models;
    }

    @Override
    public @Nullable String presentedKey(HttpHeaders headers) {
        return headers.get("x-goog-api-key");
    }

    @Override
    public Operation operation(HttpMethod method, String path) {
        if (method.equals(HttpMethod.POST) && path.startsWith(MODEL_PATH)) {
            return switch (path.substring(path.lastIndexOf(':') + 1)) {
                case "generateContent", "streamGenerateContent" -> Operation.CHAT;
                case "batchEmbedContents" -> Operation.EMBEDDINGS;
                case "countTokens" -> Operation.COUNT_TOKENS;
                default -> Operation.UNKNOWN;
            };
        }
        if (method.equals(HttpMethod.GET) && path.equals(MODELS_PATH)) {
            return Operation.MODELS;
        }
        return method.equals(HttpMethod.GET) && path.startsWith(MODEL_PATH) ? Operation.MODEL : Operation.UNKNOWN;
    }

    @Override
    public @Nullable JsonNode completed(String path, @Nullable JsonNode body) {
        int colon = path.lastIndexOf(':');
        if (!(body instanceof ObjectNode said) || colon < 0 || !path.startsWith(MODEL_PATH)) {
            return body;
        }
        return said.deepCopy()
                .put(GeminiQuestions.MODEL, modelId(path.substring(0, colon)))
                .put(GeminiQuestions.STREAM, path.endsWith(STREAM));
    }

    @Override
    public Question question(JsonNode body) {
        Question question = GeminiQuestions.read(body);
        models.require(question.model());
        return question;
    }

    @Override
    public byte[] whole(Reply reply, Stamp stamp) {
        return GeminiAnswers.whole(reply, stamp);
    }

    @Override
    public List<Frame> stream(Reply reply, Stamp stamp) {
        return GeminiAnswers.stream(reply, stamp);
    }

    @Override
    public Body answer(Call call) {
        return switch (call.operation()) {
            case MODELS -> Body.free(Json.bytes(GeminiModels.page(models.all(), call.query())));
            case MODEL -> Body.free(Json.bytes(GeminiModels.row(models.get(modelId(call.path())))));
            case COUNT_TOKENS ->
                Body.free(Json.bytes(
                        Json.object().put("totalTokens", question(call.body()).inputTokens())));
            case EMBEDDINGS -> GeminiEmbeddings.answer(call, models);
            case CHAT,
                    RESPONSES,
                    KEPT_RESPONSE,
                    COMPLETIONS,
                    MODERATIONS,
                    RERANK,
                    IMAGES,
                    SPEECH,
                    TRANSCRIPTIONS,
                    UNKNOWN -> throw new ProviderErrorException(ProviderError.NOT_FOUND, "Not found: " + call.path());
        };
    }

    @Override
    public int status(ProviderError error) {
        return GeminiErrors.status(error);
    }

    @Override
    public byte[] error(ProviderError error, String message, Stamp stamp) {
        return Json.bytes(GeminiErrors.body(error, message));
    }

    @Override
    public byte[] errorEvent(ProviderError error, String message, Stamp stamp) {
        return ("data: " + GeminiErrors.body(error, message) + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Google itself gives none; the simulator's numbers help to find a request again. */
    @Override
    public String requestIdHeader() {
        return "x-request-id";
    }

    private static String modelId(String path) {
        return URLDecoder.decode(path.substring(MODEL_PATH.length()), StandardCharsets.UTF_8);
    }
}
