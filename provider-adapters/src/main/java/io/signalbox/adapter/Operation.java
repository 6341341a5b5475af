package io.signalbox.adapter;

import io.signalbox.contracts.ModelType;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What an application can ask for. */
public enum Operation {
    CHAT("chat", "/v1/chat/completions", ModelType.LLM),
    EMBEDDINGS("embeddings", "/v1/embeddings", ModelType.EMBEDDING),
    /** How many tokens a chat would begin with. Nothing is made of them, so asking uses none. */
    COUNT_TOKENS("count_tokens", "/v1/messages/count_tokens", ModelType.LLM),
    /** A chat in the format that succeeds chat completions. Of the types that speak it, only those that say so offer it. */
    RESPONSES("responses", "/v1/responses", ModelType.LLM),
    /** What a provider keeps of a response: read, ended or deleted. Nothing is made, so asking uses nothing. */
    KEPT_RESPONSE("kept_response", "/v1/responses/{id}", ModelType.LLM),
    /** A text that goes on from another: what there was before chats. */
    COMPLETIONS("completions", "/v1/completions", ModelType.LLM),
    MODERATIONS("moderations", "/v1/moderations", ModelType.MODERATION),
    RERANK("rerank", "/v1/rerank", ModelType.RERANK),
    IMAGES("images", "/v1/images/generations", ModelType.IMAGE),
    SPEECH("speech", "/v1/audio/speech", ModelType.TTS),
    TRANSCRIPTIONS("transcriptions", "/v1/audio/transcriptions", ModelType.SPEECH_TO_TEXT);

    private final String wire;
    private final String path;
    private final ModelType answeredBy;

    Operation(String wire, String path, ModelType answeredBy) {
        this.wire = wire;
        this.path = path;
        this.answeredBy = answeredBy;
    }

    /** As it stands in the usage record and among the features of a provider type: {@code chat}. */
    public String wire() {
        return wire;
    }

    /** Where applications ask for it. */
    public String path() {
        return path;
    }

    /** The models that are made for it. */
    public ModelType answeredBy() {
        return answeredBy;
    }

    /** What a model of that type is made for. */
    public static Operation of(ModelType type) {
        return switch (type) {
            case LLM -> CHAT;
            case EMBEDDING -> EMBEDDINGS;
            case RERANK -> RERANK;
            case TTS -> SPEECH;
            case SPEECH_TO_TEXT -> TRANSCRIPTIONS;
            case IMAGE -> IMAGES;
            case MODERATION -> MODERATIONS;
        };
    }

    /**
     * What a provider type offers of what its format has: the operations among its features, or everything where it
     * names none, save responses, which most servers that speak OpenAI's format have not. Who chats may be asked to
     * count, and who makes responses may be asked for those it keeps.
     */
    public static Set<Operation> offered(Set<Operation> byFormat, Collection<String> features) {
        EnumSet<Operation> offered = EnumSet.noneOf(Operation.class);
        for (Operation operation : values()) {
            if (features.contains(operation.wire)) {
                offered.add(operation);
            }
        }
        if (offered.isEmpty()) {
            offered.addAll(byFormat);
            offered.removeAll(EnumSet.of(RESPONSES, KEPT_RESPONSE));
            return Collections.unmodifiableSet(offered);
        }
        if (offered.contains(CHAT)) {
            offered.add(COUNT_TOKENS);
        }
        if (offered.contains(RESPONSES)) {
            offered.add(KEPT_RESPONSE);
        }
        offered.retainAll(byFormat);
        return Collections.unmodifiableSet(offered);
    }
}
