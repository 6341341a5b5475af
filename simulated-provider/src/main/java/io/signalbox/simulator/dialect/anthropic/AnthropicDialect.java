package io.signalbox.simulator.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.signalbox.simulator.dialect.Reading;
import io.signalbox.simulator.dialect.Stamp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Anthropic below {@code /anthropic/v1}. */
public final class AnthropicDialect implements Dialect {
    private static final String BEARER = "Bearer ";
    private static final String MODEL_PATH = "/v1/models/";

    private final Models models = new Models(List.of(
            ListedModel.chat("claude-opus-5", "Claude Opus 5"),
            ListedModel.chat("claude-sonnet-5", "Claude Sonnet 5"),
            ListedModel.chat("claude-haiku-4-5", "Claude Haiku 4.5"),
            ListedModel.chat("sim-small", "Simulated Small"),
            ListedModel.chat("sim-large", "Simulated Large"),
            ListedModel.chat("sim-slow", "Simulated Slow"),
            ListedModel.chat("sim-reason", "Simulated Reason")));

    @Override
    public String id() {
        return "anthropic";
    }

    @Override
    public String basePath() {
        return "/anthropic";
    }

    @Override
    public Models models() {
        return models;
    }

    @Override
    public @Nullable String presentedKey(HttpHeaders headers) {
        String key = headers.get("x-api-key");
        if (key != null) {
            return key;
        }
        String authorization = headers.get(HttpHeaderNames.AUTHORIZATION);
        return authorization != null && authorization.startsWith(BEARER)
                ? authorization.substring(BEARER.length())
                : null;
    }

    @Override
    public Operation operation(HttpMethod method, String path) {
        if (method.equals(HttpMethod.POST)) {
            return switch (path) {
                case "/v1/messages" -> Operation.CHAT;
                case "/v1/messages/count_tokens" -> Operation.COUNT_TOKENS;
                default -> Operation.UNKNOWN;
            };
        }
        if (method.equals(HttpMethod.GET) && path.equals("/v1/models")) {
            return Operation.MODELS;
        }
        return method.equals(HttpMethod.GET) && path.startsWith(MODEL_PATH) ? Operation.MODEL : Operation.UNKNOWN;
    }

    @Override
    public Question question(JsonNode body) {
        if (!body.path("max_tokens").isIntegralNumber()) {
            throw new ProviderErrorException(ProviderError.INVALID_REQUEST, "max_tokens: Field required");
        }
        return counted(body);
    }

    private Question counted(JsonNode body) {
        Reading.requiredText(body, "model");
        Question question = AnthropicQuestions.read(body);
        models.require(question.model());
        return question;
    }

    @Override
    public byte[] whole(Reply reply, Stamp stamp) {
        return AnthropicAnswers.write(reply, stamp);
    }

    @Override
    public List<Frame> stream(Reply reply, Stamp stamp) {
        return AnthropicStream.write(reply, stamp);
    }

    @Override
    public Body answer(Call call) {
        return switch (call.operation()) {
            case MODELS -> Body.free(Json.bytes(AnthropicModels.page(models.all(), call.query())));
            case MODEL ->
                Body.free(Json.bytes(AnthropicModels.row(models.get(call.path().substring(MODEL_PATH.length())))));
            case COUNT_TOKENS ->
                Body.free(Json.bytes(
                        Json.object().put("input_tokens", counted(call.body()).inputTokens())));
            case CHAT,
                    EMBEDDINGS,
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
    public byte[] error(ProviderError error, String message, Stamp stamp) {
        return Json.bytes(AnthropicErrors.body(error, message).put("request_id", "req_sim" + stamp.sequence()));
    }

    @Override
    public byte[] errorEvent(ProviderError error, String message, Stamp stamp) {
        return ("event: error\ndata: " + AnthropicErrors.body(error, message) + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String requestIdHeader() {
        return "request-id";
    }
}
