package io.signalbox.simulator.dialect.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.simulator.dialect.ProviderError;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one provider does differently from OpenAI, whose format it imitates. Everything not said here is as OpenAI has it. */
interface Manners {
    String id();

    /** Below the simulator's address; the path an application's client is pointed at. */
    String basePath();

    /** Where OpenAI has what this provider has under {@code path}, which begins below the first segment of the base path. */
    default String asOpenAi(String path) {
        String base = basePath().substring(id().length() + 1);
        return path.startsWith(base) ? "/v1" + path.substring(base.length()) : "/";
    }

    /** The key, where it is not the bearer of the authorization header. */
    default @Nullable String key(HttpHeaders headers, @Nullable String bearer) {
        return bearer;
    }

    /** The body with what this provider says in the path. */
    default @Nullable JsonNode completed(String path, @Nullable JsonNode body) {
        return body;
    }

    /** Whether it answers responses, too. */
    default boolean responds() {
        return false;
    }

    /** Fields at the top of a body that are answered with {@link #refusal()}. */
    default Set<String> refusedFields() {
        return Set.of();
    }

    default ProviderError refusal() {
        return ProviderError.INVALID_REQUEST;
    }

    /** Throws {@link io.signalbox.simulator.dialect.ProviderErrorException} for whatever else is refused. */
    default void check(ObjectNode body) {}

    /** How many inputs it embeds at once. */
    default int inputsMax() {
        return Integer.MAX_VALUE;
    }

    /** Edits a body that was taken in place, into what OpenAI would be asked. */
    default void asked(ObjectNode body) {}

    /** Whether the usage of a stream comes unasked, in the chunk that has the finish reason. */
    default boolean usageUnasked() {
        return false;
    }

    /** Edits an answer or a chunk in place. */
    default void answer(ObjectNode answer) {}

    /** Events before the first chunk, as JSON. */
    default List<ObjectNode> preamble() {
        return List.of();
    }

    /** The field that thoughts are told in; null for a provider that keeps them to itself. */
    default @Nullable String thoughts() {
        return null;
    }

    default JsonNode list(ObjectNode openAi) {
        return openAi;
    }

    default int status(ProviderError error) {
        return error.status();
    }

    /** The error as this provider writes it. */
    default JsonNode error(ProviderError error, String message, ObjectNode openAi) {
        return openAi;
    }
}
