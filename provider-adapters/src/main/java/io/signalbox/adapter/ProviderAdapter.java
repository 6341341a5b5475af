package io.signalbox.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One provider wire format, whole: from this one place come the configuration form, the connection test, discovery, the
 * typed model table and the translation of requests. Found by {@link java.util.ServiceLoader}; a provider type (data)
 * names the adapter it speaks, so many types share one adapter.
 *
 * <p>Adapters are stateless and never see a key: the header that carries it is data of the provider type, and the
 * caller of the adapter adds it last.
 */
public interface ProviderAdapter {
    /** Stable name by which provider types refer to it, lower case: {@code openai}. */
    String name();

    /** What the provider speaks by nature. A caller of the same dialect is passed through byte for byte. */
    Dialect dialect();

    /** What targets of this adapter can be asked for at all. */
    Set<Operation> operations();

    /** Whether this connection can be asked for an operation: one way to a server may offer less than another. */
    default boolean offers(Operation operation, Connection connection) {
        return operations().contains(operation);
    }

    /**
     * JSON Schema (2020-12) of {@code settings} in a configuration, for the form and for validation; unknown settings
     * are refused except inside properties the schema leaves open.
     */
    JsonNode settingsSchema();

    /** The columns of the typed table for this adapter's model list. */
    ModelColumns modelColumns();

    /** How the provider's model list is read. */
    ModelListing modelListing();

    /** The cheapest call that proves key and address; never one that costs tokens where another exists. */
    Probe probe();

    /**
     * Body fields that the configuration's settings ask for, in the provider's own words. Merged into a request of the
     * provider's dialect where the caller set none of that name.
     */
    default Map<String, Object> defaults(Operation operation, Connection connection) {
        return Map.of();
    }

    /** The top-level field of a chat's body that bounds the tokens of its answer; null when there is none. */
    default @Nullable String outputLimitField(Connection connection) {
        return null;
    }

    /** In what bodies of the provider's dialect have to differ for this connection. */
    default FieldRules fieldRules(Operation operation, Connection connection) {
        return FieldRules.NONE;
    }

    /** Where an operation is sent, relative to the base URL; only those of {@link #operations()} are asked for. */
    UpstreamCall upstreamCall(Operation operation, Connection connection, String model, boolean streamed);

    /** What the configuration calls {@code model} in the bodies it is sent. */
    default String modelSent(Connection connection, String model) {
        return model;
    }

    /** What its streams are cut into. */
    default StreamFraming framing() {
        return StreamFraming.EVENTS;
    }

    /**
     * Reads answers of the provider's own dialect to one of its operations as they pass through, without changing them.
     * Asked only of an adapter whose dialect a caller speaks.
     */
    default AnswerReader answers(Operation operation) {
        throw new IllegalStateException(
                "nobody calls in the format of " + name() + ", so nothing of it passes through");
    }

    /** What an unsuccessful reply means. */
    FailureReader failures();

    /**
     * Translation from and to the canonical conversation; empty where the adapter only passes its own dialect through,
     * in which case a caller of another dialect is refused before the target is called.
     */
    Optional<ConversationCodec> conversations();

    /** The same for one connection, where its settings have a say in it. */
    default Optional<ConversationCodec> conversations(Connection connection) {
        return conversations();
    }

    /** How much of a request for embeddings one call of this connection can ask for. */
    default EmbeddingLimits embeddingLimits(Connection connection) {
        return EmbeddingLimits.NONE;
    }

    /** Translation of embeddings, for a provider whose format for them no caller speaks. */
    default Optional<EmbeddingCodec> embeddings(Connection connection) {
        return Optional.empty();
    }
}
