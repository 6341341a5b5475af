package io.signalbox.simulator.dialect.openai;

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
import io.signalbox.simulator.dialect.Models;
import io.signalbox.simulator.dialect.Operation;
import io.signalbox.simulator.dialect.ProviderError;
import io.signalbox.simulator.dialect.Stamp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Responses API, for one request: what OpenAI answers there instead of chat completions. All else is the same. */
final class ResponsesFormat implements Dialect {
    private final OpenAiDialect openAi;
    private final KeptResponses kept;
    private final JsonNode body;

    ResponsesFormat(OpenAiDialect openAi, KeptResponses kept, JsonNode body) {
        this.openAi = openAi;
        this.kept = kept;
        this.body = body;
    }

    @Override
    public Question question(JsonNode request) {
        Question question = ResponsesQuestions.read(request, kept);
        models().require(question.model());
        return question;
    }

    @Override
    public byte[] whole(Reply reply, Stamp stamp) {
        return Json.bytes(kept(ResponsesAnswers.write(reply, stamp, body)));
    }

    @Override
    public List<Frame> stream(Reply reply, Stamp stamp) {
        return ResponsesStream.write(reply, stamp, body, kept(ResponsesAnswers.write(reply, stamp, body)));
    }

    private ObjectNode kept(ObjectNode response) {
        if (body.path("store").asBoolean(true)) {
            kept.keep(response, body.path("input"));
        }
        return response;
    }

    /** Nested, as it is seen on the wire, and followed by the response as failed. */
    @Override
    public byte[] errorEvent(ProviderError error, String message, Stamp stamp) {
        JsonNode said = OpenAiErrors.body(error, message).path("error");
        ObjectNode event = Json.object().put("type", "error").put("sequence_number", 2);
        event.set("error", said);
        ObjectNode response = ResponsesAnswers.bare(stamp, body).put("status", "failed");
        response.putObject("error")
                .put("code", said.path("code").asText("server_error"))
                .put("message", message);
        ObjectNode failed = Json.object().put("type", "response.failed").put("sequence_number", 3);
        failed.set("response", response);
        return ("event: error\ndata: " + event + "\n\nevent: response.failed\ndata: " + failed + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String id() {
        return openAi.id();
    }

    @Override
    public String basePath() {
        return openAi.basePath();
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
        return openAi.operation(method, path);
    }

    @Override
    public Body answer(Call call) {
        return openAi.answer(call);
    }

    @Override
    public byte[] error(ProviderError error, String message, Stamp stamp) {
        return openAi.error(error, message, stamp);
    }

    @Override
    public String requestIdHeader() {
        return openAi.requestIdHeader();
    }
}
