package io.signalbox.simulator.dialect.compatible;

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
import io.signalbox.simulator.dialect.ProviderErrorException;
import io.signalbox.simulator.dialect.Stamp;
import io.signalbox.simulator.dialect.openai.OpenAiDialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A provider with manners of its own, played by letting OpenAI answer and writing the answer over. */
public final class CompatibleDialect implements Dialect {
    private final Dialect openAi = new OpenAiDialect();
    private final Manners manners;

    CompatibleDialect(Manners manners) {
        this.manners = manners;
    }

    /** All there are. */
    public static List<Dialect> all() {
        return List.of(
                new CompatibleDialect(new AzureManners()),
                new CompatibleDialect(new MistralManners()),
                new CompatibleDialect(new DeepSeekManners()),
                new CompatibleDialect(new GroqManners()),
                new CompatibleDialect(new OpenRouterManners()),
                new CompatibleDialect(new TogetherManners()),
                new CompatibleDialect(new SiliconFlowManners()),
                new CompatibleDialect(new VllmManners()),
                new CompatibleDialect(new JinaManners()));
    }

    @Override
    public String id() {
        return manners.id();
    }

    @Override
    public String basePath() {
        return manners.basePath();
    }

    @Override
    public Models models() {
        return openAi.models();
    }

    @Override
    public @Nullable String presentedKey(HttpHeaders headers) {
        return manners.key(headers, openAi.presentedKey(headers));
    }

    @Override
    public Operation operation(HttpMethod method, String path) {
        return openAi.operation(method, manners.asOpenAi(path));
    }

    @Override
    public @Nullable JsonNode completed(String path, @Nullable JsonNode body) {
        return manners.completed(path, body);
    }

    @Override
    public Dialect conversing(Operation operation, @Nullable JsonNode body) {
        return operation == Operation.RESPONSES && body != null && manners.responds()
                ? new CompatibleResponses(this, openAi.conversing(operation, body))
                : this;
    }

    @Override
    public Question question(JsonNode body) {
        ObjectNode asked = checked(body);
        if (manners.usageUnasked()) {
            asked.putObject("stream_options").put("include_usage", true);
        }
        return openAi.question(asked);
    }

    /** A copy of the body, if the provider takes it. */
    private ObjectNode checked(JsonNode body) {
        if (!(body instanceof ObjectNode said)) {
            throw new ProviderErrorException(manners.refusal(), "The body must be an object.");
        }
        said.fieldNames().forEachRemaining(name -> {
            if (manners.refusedFields().contains(name)) {
                throw new ProviderErrorException(manners.refusal(), "'" + name + "' is not permitted.");
            }
        });
        manners.check(said);
        if (said.path("input").size() > manners.inputsMax()) {
            throw new ProviderErrorException(
                    ProviderError.INVALID_REQUEST, "At most " + manners.inputsMax() + " inputs are taken at once.");
        }
        ObjectNode asked = said.deepCopy();
        manners.asked(asked);
        return asked;
    }

    @Override
    public byte[] whole(Reply reply, Stamp stamp) {
        ObjectNode answer = object(openAi.whole(reply, stamp));
        if (manners.thoughts() != null && reply.tokens().reasoning() > 0) {
            ((ObjectNode) answer.at("/choices/0/message")).put(manners.thoughts(), CompatibleStream.THOUGHT);
        }
        manners.answer(answer);
        return Json.bytes(answer);
    }

    @Override
    public List<Frame> stream(Reply reply, Stamp stamp) {
        return new CompatibleStream(manners)
                .written(openAi.stream(reply, stamp), reply.tokens().reasoning() > 0);
    }

    @Override
    public Body answer(Call call) {
        Call asked = new Call(
                call.operation(),
                manners.asOpenAi(call.path()),
                call.query(),
                call.headers(),
                call.operation() == Operation.EMBEDDINGS ? checked(call.body()) : call.body(),
                call.usageTold());
        Body answer = openAi.answer(asked);
        return call.operation() == Operation.MODELS
                ? Body.free(Json.bytes(manners.list(object(answer.bytes()))))
                : answer;
    }

    @Override
    public int status(ProviderError error) {
        return manners.status(error);
    }

    @Override
    public byte[] error(ProviderError error, String message, Stamp stamp) {
        return Json.bytes(manners.error(error, message, object(openAi.error(error, message, stamp))));
    }

    @Override
    public byte[] errorEvent(ProviderError error, String message, Stamp stamp) {
        return ("data: " + object(openAi.error(error, message, stamp)) + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String requestIdHeader() {
        return openAi.requestIdHeader();
    }

    static ObjectNode object(byte[] json) {
        try {
            return (ObjectNode) Json.read(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
