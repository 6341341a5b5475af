package io.signalbox.simulator.dialect.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.signalbox.simulator.conversation.Question;
import io.signalbox.simulator.conversation.Reply;
import io.signalbox.simulator.dialect.Body;
import io.signalbox.simulator.dialect.Call;
import io.signalbox.simulator.dialect.Dialect;
import io.signalbox.simulator.dialect.Frame;
import io.signalbox.simulator.dialect.Models;
import io.signalbox.simulator.dialect.Operation;
import io.signalbox.simulator.dialect.ProviderError;
import io.signalbox.simulator.dialect.Stamp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Responses of a provider that answers them as OpenAI does, save for its errors, for one request. */
record CompatibleResponses(CompatibleDialect provider, Dialect format) implements Dialect {
    @Override
    public Question question(JsonNode body) {
        return format.question(body);
    }

    @Override
    public byte[] whole(Reply reply, Stamp stamp) {
        return format.whole(reply, stamp);
    }

    @Override
    public List<Frame> stream(Reply reply, Stamp stamp) {
        return format.stream(reply, stamp);
    }

    @Override
    public byte[] errorEvent(ProviderError error, String message, Stamp stamp) {
        return format.errorEvent(error, message, stamp);
    }

    @Override
    public int status(ProviderError error) {
        return provider.status(error);
    }

    @Override
    public byte[] error(ProviderError error, String message, Stamp stamp) {
        return provider.error(error, message, stamp);
    }

    @Override
    public String id() {
        return provider.id();
    }

    @Override
    public String basePath() {
        return provider.basePath();
    }

    @Override
    public Models models() {
        return provider.models();
    }

    @Override
    public @Nullable String presentedKey(HttpHeaders headers) {
        return provider.presentedKey(headers);
    }

    @Override
    public Operation operation(HttpMethod method, String path) {
        return provider.operation(method, path);
    }

    @Override
    public Body answer(Call call) {
        return provider.answer(call);
    }

    @Override
    public String requestIdHeader() {
        return provider.requestIdHeader();
    }
}
