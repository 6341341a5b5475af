package io.signalbox.simulator.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.signalbox.simulator.conversation.Question;
import io.signalbox.simulator.conversation.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One provider's wire format: reads its requests and writes its answers, streams and errors. A new dialect is a folder with
 * one implementation, named in {@link Dialects}.
 */
public interface Dialect {
    /** Also the first segment of its paths. */
    String id();

    /** The path an application's client is pointed at. */
    String basePath();

    Models models();

    @Nullable
    String presentedKey(HttpHeaders headers);

    Operation operation(HttpMethod method, String path);

    /** The body with what this dialect says in the path instead; a request without a readable one has none. */
    default @Nullable JsonNode completed(String path, @Nullable JsonNode body) {
        return body;
    }

    /** How this dialect converses in one request; most have one way for all. */
    default Dialect conversing(Operation operation, @Nullable JsonNode body) {
        return this;
    }

    /** Throws {@link ProviderErrorException} when the body lacks what the provider demands. */
    Question question(JsonNode body);

    byte[] whole(Reply reply, Stamp stamp);

    List<Frame> stream(Reply reply, Stamp stamp);

    /** The content type of its streams. */
    default String streamType() {
        return "text/event-stream; charset=utf-8";
    }

    /** Answers everything but chat. */
    Body answer(Call call);

    /** The HTTP status an error travels under. */
    default int status(ProviderError error) {
        return error.status();
    }

    byte[] error(ProviderError error, String message, Stamp stamp);

    /** The same error as it appears inside a stream that began well. */
    byte[] errorEvent(ProviderError error, String message, Stamp stamp);

    /** The response header that carries the provider's request id. */
    String requestIdHeader();
}
