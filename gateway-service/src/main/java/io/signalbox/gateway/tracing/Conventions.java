package io.signalbox.gateway.tracing;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Names of attributes: OpenTelemetry's for generative AI and HTTP as they stand today, and ours for what those do not know.
 * The former are still in development; whoever changes one changes it here.
 */
final class Conventions {
    static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
    static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("gen_ai.provider.name");
    static final AttributeKey<String> MODEL_ASKED = AttributeKey.stringKey("gen_ai.request.model");
    static final AttributeKey<Boolean> STREAMED = AttributeKey.booleanKey("gen_ai.request.stream");
    static final AttributeKey<String> MODEL_ANSWERED = AttributeKey.stringKey("gen_ai.response.model");
    static final AttributeKey<Double> FIRST_TOKEN_SECONDS =
            AttributeKey.doubleKey("gen_ai.response.time_to_first_chunk");
    static final AttributeKey<Long> INPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.input_tokens");
    static final AttributeKey<Long> CACHED_TOKENS = AttributeKey.longKey("gen_ai.usage.cache_read.input_tokens");
    static final AttributeKey<Long> OUTPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.output_tokens");

    static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    static final AttributeKey<String> SERVER = AttributeKey.stringKey("server.address");
    static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");

    static final AttributeKey<String> TENANT = AttributeKey.stringKey("signalbox.tenant");
    static final AttributeKey<String> REQUEST = AttributeKey.stringKey("signalbox.request.id");
    static final AttributeKey<String> ROUTE = AttributeKey.stringKey("signalbox.route");
    static final AttributeKey<String> TARGET = AttributeKey.stringKey("signalbox.target");
    static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("signalbox.attempt");
    static final AttributeKey<Long> ATTEMPTS = AttributeKey.longKey("signalbox.attempts");
    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("signalbox.outcome");
    static final AttributeKey<Boolean> ESTIMATED = AttributeKey.booleanKey("signalbox.usage.estimated");

    static final String FIRST_TOKEN = "signalbox.first_token";

    private Conventions() {}
}
