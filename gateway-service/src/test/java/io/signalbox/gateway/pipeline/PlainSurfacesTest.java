package io.signalbox.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.ModelType;
import io.signalbox.contracts.catalog.RouteNode;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.gateway.attempt.AttemptLimits;
import io.signalbox.gateway.journal.AttemptClosing;
import io.signalbox.simulator.Settings;
import io.signalbox.simulator.SimulatedProvider;
import io.signalbox.simulator.fault.FaultKind;
import io.signalbox.simulator.fault.FaultRule;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Verdicts, texts that go on, and images: asked for in OpenAI's format, passed as they are, each with its own meter. */
class PlainSurfacesTest {
    private static final int EVENT_MAX = 16 * 1024;

    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private SimulatedProvider provider;

    @BeforeEach
    void start() throws IOException {
        provider = SimulatedProvider.start(Settings.local()
                .withKey("openai", "sk-main")
                .withKey("openai", "sk-spare")
                .withKey("anthropic", "sk-claude"));
        provider.models("openai").add("small");
        AttemptLimits usual = AttemptLimits.DEFAULT;
        gateway.limits = new AttemptLimits(
                usual.answerMax(),
                EVENT_MAX,
                usual.preambleMax(),
                usual.errorMax(),
                usual.headersHeld(),
                usual.keepAlive(),
                usual.callerIdle());
        gateway.target("main", "openai", provider.baseUrl("openai"))
                .target("spare", "openai", provider.baseUrl("openai"))
                .target("claude", "anthropic", provider.baseUrl("anthropic"))
                .offers("main", "openai", "sim-moderation", ModelType.MODERATION, "requests", "0")
                .offers("main", "openai", "sim-gpt-image", ModelType.IMAGE, "image_output_tokens", "0.00004")
                .offers("main", "openai", "sim-picture", ModelType.IMAGE, "images", "0.04")
                .route("main-or-spare", DataPlaneFixture.QUICK, 3, "main", "spare")
                .route(
                        "claude-or-main",
                        DataPlaneFixture.QUICK,
                        3,
                        new RouteNode.Priority(List.of(DataPlaneFixture.leaf("claude"), DataPlaneFixture.leaf("main"))))
                .start();
    }

    @AfterEach
    void close() throws IOException {
        gateway.close();
        provider.close();
    }

    private HttpResponse<String> post(String path, String body) {
        return gateway.caller().send(gateway.caller().post(path, body));
    }

    private AttemptClosing closing() {
        return gateway.closed(1).getFirst().closing();
    }

    @Test
    void a_verdict_passes_and_counts_as_one_request_whose_price_may_be_nothing() {
        HttpResponse<String> reply =
                post("/v1/moderations", "{\"model\":\"main/sim-moderation\",\"input\":\"a story of violence\"}");

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body()).contains("\"flagged\":true", "\"category_scores\"");
        assertThat(gateway.closed(1).getFirst().opening().operation()).isEqualTo("moderations");
        assertThat(closing().meters()).isEqualTo(Map.of("requests", BigDecimal.ONE));
        assertThat(closing().estimated()).isFalse();
        assertThat(closing().shownCost()).isNotNull();
    }

    @Test
    void a_text_goes_on_and_its_tokens_are_recorded() {
        HttpResponse<String> reply =
                post("/v1/completions", "{\"model\":\"main/small\",\"prompt\":\"once upon\",\"max_tokens\":5}");

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body()).contains("\"object\":\"text_completion\"", "\"text\":\"You said: once upon");
        assertThat(closing().meters())
                .isEqualTo(Map.of("input_tokens", new BigDecimal(2), "output_tokens", new BigDecimal(5)));
        assertThat(gateway.closed(1).getFirst().opening().operation()).isEqualTo("completions");
    }

    @Test
    void a_streamed_text_tells_usage_to_the_ledger_always_and_to_the_caller_on_demand() {
        String ask = "{\"model\":\"main/small\",\"prompt\":\"once upon\",\"max_tokens\":5,\"stream\":true%s}";
        HttpResponse<String> silent = post("/v1/completions", ask.formatted(""));
        HttpResponse<String> telling =
                post("/v1/completions", ask.formatted(",\"stream_options\":{\"include_usage\":true}"));

        assertThat(silent.body()).endsWith("data: [DONE]\n\n").doesNotContain("prompt_tokens");
        assertThat(telling.body()).endsWith("data: [DONE]\n\n").contains("\"prompt_tokens\":2");
        assertThat(gateway.closed(2))
                .allSatisfy(entry -> assertThat(entry.closing().meters())
                        .isEqualTo(Map.of("input_tokens", new BigDecimal(2), "output_tokens", new BigDecimal(5))));
    }

    @Test
    void a_text_whose_target_fails_goes_on_at_the_next() {
        provider.faults().add(FaultRule.once(FaultKind.OVERLOADED));

        HttpResponse<String> reply =
                post("/v1/completions", "{\"model\":\"main-or-spare\",\"prompt\":\"a\",\"stream\":true}");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("x-signalbox-target")).hasValue("spare/small");
        assertThat(gateway.closed(2))
                .extracting(entry -> entry.closing().outcome())
                .containsExactly(Outcome.FAILED, Outcome.SUCCEEDED);
    }

    @Test
    void a_provider_without_the_operation_is_passed_over_and_alone_says_what_it_answers() {
        String ask = "{\"model\":\"%s\",\"prompt\":\"once upon\"}";
        HttpResponse<String> routed = post("/v1/completions", ask.formatted("claude-or-main"));
        HttpResponse<String> alone = post("/v1/completions", ask.formatted("claude/small"));

        assertThat(routed.headers().firstValue("x-signalbox-target")).hasValue("main/small");
        assertThat(alone.statusCode()).isEqualTo(400);
        assertThat(alone.body())
                .contains("'claude/small' cannot do what was asked for: completions. It answers /v1/chat/completions.");
        assertThat(gateway.journal.opened).hasSize(1);
    }

    @Test
    void images_are_billed_by_what_their_model_tells() {
        HttpResponse<String> tokens =
                post("/v1/images/generations", "{\"model\":\"main/sim-gpt-image\",\"prompt\":\"a red fox\"}");
        HttpResponse<String> counted =
                post("/v1/images/generations", "{\"model\":\"main/sim-picture\",\"prompt\":\"a red fox\",\"n\":3}");

        assertThat(tokens.body()).contains("\"b64_json\":\"");
        assertThat(counted.body()).contains("\"url\":\"https://images.example/2\"");
        assertThat(gateway.closed(2))
                .extracting(entry -> entry.closing().meters())
                .containsExactly(
                        Map.of("input_tokens", new BigDecimal(3), "image_output_tokens", new BigDecimal(272)),
                        Map.of("images", new BigDecimal(3)));
        assertThat(String.valueOf(gateway.closed(2).getLast().closing().shownCost()))
                .contains("0.12");
    }

    @Test
    void a_streamed_image_is_whole_with_its_last_event_and_may_be_larger_than_other_events() {
        String prompt = "fox ".repeat(8_000);

        HttpResponse<String> reply = post(
                "/v1/images/generations",
                "{\"model\":\"main/sim-gpt-image\",\"stream\":true,\"prompt\":\"" + prompt + "\"}");

        assertThat(reply.headers().firstValue("content-type")).hasValue("text/event-stream; charset=utf-8");
        assertThat(reply.body()).contains("event: image_generation.partial_image", "event: image_generation.completed");
        assertThat(closing().outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(closing().meters())
                .isEqualTo(Map.of("input_tokens", new BigDecimal(8_000), "image_output_tokens", new BigDecimal(272)));
    }

    @Test
    void a_streamed_image_that_breaks_off_is_told_inside_the_stream() {
        provider.faults().add(FaultRule.once(FaultKind.TRUNCATED_STREAM));

        HttpResponse<String> reply =
                post("/v1/images/generations", "{\"model\":\"main/sim-gpt-image\",\"stream\":true,\"prompt\":\"fox\"}");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).contains("\"code\":\"provider_error\"").doesNotContain("completed");
        assertThat(closing().failure()).isEqualTo(FailureKind.STREAM_TRUNCATED);
    }

    @Test
    void a_model_made_for_something_else_is_not_called_and_says_what_it_answers() {
        HttpResponse<String> embedding =
                post("/v1/images/generations", "{\"model\":\"main/embed\",\"prompt\":\"a red fox\"}");
        HttpResponse<String> picture = post(
                "/v1/chat/completions",
                "{\"model\":\"main/sim-picture\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");

        assertThat(embedding.statusCode()).isEqualTo(400);
        assertThat(embedding.body())
                .contains("'main/embed' is a model of type embedding: it answers /v1/embeddings"
                        + " and not /v1/images/generations.");
        assertThat(picture.body()).contains("it answers /v1/images/generations and not /v1/chat/completions.");
        assertThat(gateway.journal.opened).isEmpty();
        assertThat(provider.tally().entries()).isEmpty();
    }
}
