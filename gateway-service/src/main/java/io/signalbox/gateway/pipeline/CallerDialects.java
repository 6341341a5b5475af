package io.signalbox.gateway.pipeline;

import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.gateway.conversation.CallerDialect;
import io.signalbox.gateway.conversation.CallerErrors;
import io.signalbox.gateway.conversation.CallerRequest;
import io.signalbox.gateway.cost.CostWish;
import io.signalbox.gateway.dialect.anthropic.AnthropicErrors;
import io.signalbox.gateway.dialect.anthropic.AnthropicModels;
import io.signalbox.gateway.dialect.anthropic.AnthropicRequest;
import io.signalbox.gateway.dialect.openai.OpenAiErrors;
import io.signalbox.gateway.dialect.openai.OpenAiModels;
import io.signalbox.gateway.dialect.openai.OpenAiRequest;
import io.signalbox.gateway.dialect.plain.PlainRequest;
import io.signalbox.gateway.dialect.plain.RankRequest;
import io.signalbox.gateway.dialect.plain.TranscriptionRequest;
import io.signalbox.gateway.snapshot.ModelOffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** All that depends on the dialect of a call: one that has no answer to each of these questions does not compile. */
final class CallerDialects {
    private static final OpenAiErrors OPENAI_ERRORS = new OpenAiErrors();

    private CallerDialects() {}

    /** How the caller of this request is told of failures. */
    static CallerErrors errors(CallerDialect dialect, UUID requestId) {
        return switch (dialect) {
            case OPENAI -> OPENAI_ERRORS;
            case ANTHROPIC -> new AnthropicErrors(requestId);
        };
    }

    /** Reads what is asked for; throws a refusal when it is nothing. */
    static CallerRequest request(Endpoint.Ask ask, HttpHeaders headers, byte[] body, Instant at) {
        return switch (ask.dialect()) {
            case OPENAI ->
                switch (ask.operation()) {
                    case CHAT, EMBEDDINGS, COMPLETIONS, COUNT_TOKENS ->
                        OpenAiRequest.read(ask.operation(), body, at, CostWish.of(headers));
                    case MODERATIONS, IMAGES, SPEECH -> PlainRequest.read(ask.operation(), body);
                    case RERANK -> RankRequest.read(body);
                    case TRANSCRIPTIONS -> TranscriptionRequest.read(headers, body);
                    case RESPONSES, KEPT_RESPONSE ->
                        throw new IllegalArgumentException("what a response is asked with is read by Responses");
                };
            case ANTHROPIC -> AnthropicRequest.read(ask.operation(), headers, body);
        };
    }

    static byte[] models(CallerDialect dialect, List<ModelOffer> offers) {
        return switch (dialect) {
            case OPENAI -> OpenAiModels.list(offers);
            case ANTHROPIC -> AnthropicModels.list(offers);
        };
    }

    static byte[] model(CallerDialect dialect, ModelOffer offer) {
        return switch (dialect) {
            case OPENAI -> OpenAiModels.one(offer);
            case ANTHROPIC -> AnthropicModels.one(offer);
        };
    }
}
