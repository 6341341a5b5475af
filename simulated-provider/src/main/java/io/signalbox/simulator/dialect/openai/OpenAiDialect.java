package io.signalbox.simulator.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpHeaderNames;
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

/** OpenAI below {@code /openai/v1}, with rankings, which its imitators have. */
public final class OpenAiDialect implements Dialect {
    private static final String BEARER = "Bearer ";
    private static final String MODEL_PATH = "/v1/models/";

    private final KeptResponses kept = new KeptResponses();
    private final Models models = new Models(List.of(
            ListedModel.chat("gpt-5.4", "gpt-5.4"),
            ListedModel.chat("gpt-5.4-mini", "gpt-5.4-mini"),
            ListedModel.chat("gpt-4o-mini", "gpt-4o-mini"),
            ListedModel.embedding("text-embedding-3-small", 1536),
            ListedModel.embedding("text-embedding-3-large", 3072),
            ListedModel.chat("sim-small", "sim-small"),
            ListedModel.chat("sim-large", "sim-large"),
            ListedModel.chat("sim-slow", "sim-slow"),
            ListedModel.chat("sim-reason", "sim-reason"),
            ListedModel.embedding("sim-embed", 64),
            ListedModel.chat("sim-moderation", "sim-moderation"),
            ListedModel.chat("sim-rerank", "sim-rerank"),
            ListedModel.chat("sim-gpt-image", "sim-gpt-image"),
            ListedModel.chat("sim-tts", "sim-tts"),
            ListedModel.chat("sim-whisper", "sim-whisper")));

    @Override
    public String id() {
        return "openai";
    }

    @Override
    public String basePath() {
        return "/openai/v1";
    }

    @Override
    public Models models() {
        return models;
    }

    @Override
    public @Nullable String presentedKey(HttpHeaders headers) {
        String authorization = headers.get(HttpHeaderNames.AUTHORIZATION);
        return authorization != null && authorization.startsWith(BEARER)
                ? authorization.substring(BEARER.length())
                : null;
    }

    @Override
    public Operation operation(HttpMethod method, String path) {
        if (method.equals(HttpMethod.POST)) {
            return switch (path) {
                case "/v1/chat/completions" -> Operation.CHAT;
                case "/v1/embeddings" -> Operation.EMBEDDINGS;
                case "/v1/completions" -> Operation.COMPLETIONS;
                case "/v1/moderations" -> Operation.MODERATIONS;
                case "/v1/rerank" -> Operation.RERANK;
                case "/v1/images/generations" -> Operation.IMAGES;
                case "/v1/audio/speech" -> Operation.SPEECH;
                case "/v1/audio/transcriptions" -> Operation.TRANSCRIPTIONS;
                case "/v1/responses" -> Operation.RESPONSES;
                default ->
                    path.startsWith(KeptResponses.PATH) && path.endsWith("/cancel")
                            ? Operation.KEPT_RESPONSE
                            : Operation.UNKNOWN;
            };
        }
        if (path.startsWith(KeptResponses.PATH)) {
            return method.equals(HttpMethod.DELETE) || method.equals(HttpMethod.GET)
                    ? Operation.KEPT_RESPONSE
                    : Operation.UNKNOWN;
        }
        if (method.equals(HttpMethod.GET) && path.equals("/v1/models")) {
            return Operation.MODELS;
        }
        return method.equals(HttpMethod.GET) && path.startsWith(MODEL_PATH) ? Operation.MODEL : Operation.UNKNOWN;
    }

    @Override
    public Dialect conversing(Operation operation, @Nullable JsonNode body) {
        return operation == Operation.RESPONSES && body != null ? new ResponsesFormat(this, kept, body) : this;
    }

    @Override
    public Question question(JsonNode body) {
        Question question = OpenAiQuestions.read(body);
        models.require(question.model());
        return question;
    }

    @Override
    public byte[] whole(Reply reply, Stamp stamp) {
        return OpenAiAnswers.write(reply, stamp);
    }

    @Override
    public List<Frame> stream(Reply reply, Stamp stamp) {
        return OpenAiStream.write(reply, stamp);
    }

    @Override
    public Body answer(Call call) {
        return switch (call.operation()) {
            case MODELS -> Body.free(Json.bytes(list()));
            case MODEL -> Body.free(Json.bytes(row(models.get(modelId(call)))));
            case EMBEDDINGS -> OpenAiEmbeddings.answer(call, models);
            case COMPLETIONS -> OpenAiCompletions.answer(call, models);
            case MODERATIONS -> OpenAiModerations.answer(call, models);
            case RERANK -> OpenAiRanking.answer(call, models);
            case IMAGES -> OpenAiImages.answer(call, models);
            case SPEECH -> OpenAiSpeech.answer(call, models);
            case TRANSCRIPTIONS -> OpenAiTranscripts.answer(call, models);
            case KEPT_RESPONSE -> kept.answer(call);
            case CHAT, COUNT_TOKENS, RESPONSES, UNKNOWN ->
                throw new ProviderErrorException(ProviderError.NOT_FOUND, "Invalid URL (" + call.path() + ")");
        };
    }

    @Override
    public byte[] error(ProviderError error, String message, Stamp stamp) {
        return Json.bytes(OpenAiErrors.body(error, message));
    }

    @Override
    public byte[] errorEvent(ProviderError error, String message, Stamp stamp) {
        return ("data: " + OpenAiErrors.body(error, message) + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String requestIdHeader() {
        return "x-request-id";
    }

    private static String modelId(Call call) {
        return URLDecoder.decode(call.path().substring(MODEL_PATH.length()), StandardCharsets.UTF_8);
    }

    private ObjectNode list() {
        ObjectNode list = Json.object().put("object", "list");
        ArrayNode rows = list.putArray("data");
        models.all().forEach(model -> rows.add(row(model)));
        return list;
    }

    private static ObjectNode row(ListedModel model) {
        return Json.object()
                .put("id", model.id())
                .put("object", "model")
                .put("created", model.createdSecond())
                .put("owned_by", model.id().startsWith("sim-") ? "simulated" : "system")
                .putNull("shutdown_date");
    }
}
