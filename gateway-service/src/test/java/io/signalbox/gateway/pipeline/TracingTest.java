package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.ScriptedProvider.events;
import static io.signalbox.gateway.pipeline.ScriptedProvider.eventsThenReset;
import static io.signalbox.gateway.pipeline.ScriptedProvider.json;
import static io.signalbox.gateway.pipeline.Talk.ANSWER;
import static io.signalbox.gateway.pipeline.Talk.ASK;
import static io.signalbox.gateway.pipeline.Talk.ASK_STREAM;
import static io.signalbox.gateway.pipeline.Talk.DONE;
import static io.signalbox.gateway.pipeline.Talk.HEL;
import static io.signalbox.gateway.pipeline.Talk.LO;
import static io.signalbox.gateway.pipeline.Talk.ROLE;
import static io.signalbox.gateway.pipeline.Talk.STOP;
import static io.signalbox.gateway.pipeline.Talk.USAGE;
import static io.signalbox.gateway.pipeline.Talk.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.signalbox.gateway.journal.AttemptOpening;
import io.signalbox.gateway.tracing.RequestTracing;
import io.signalbox.gateway.upstream.Origin;
import io.signalbox.kit.tracing.Sampling;
import io.signalbox.kit.tracing.Tracing;
import io.signalbox.testkit.Await;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of a request that is followed, and that nothing is made for one that is not. */
class TracingTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLERS_SPAN = "b7ad6b7169203331";
    private static final String FOLLOWED = "00-" + TRACE + "-" + CALLERS_SPAN + "-01";
    private static final String NOT_FOLLOWED = "00-" + TRACE + "-" + CALLERS_SPAN + "-00";
    private static final String FAILURE = error("server_error", "server_error", "no");

    private final InMemorySpanExporter told = InMemorySpanExporter.create();
    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private ScriptedProvider first = new ScriptedProvider();
    private ScriptedProvider second = new ScriptedProvider();

    @AfterEach
    void close() {
        gateway.close();
        first.close();
        second.close();
    }

    @Test
    void a_request_that_falls_over_is_one_span_with_a_child_for_each_attempt_in_the_callers_trace() {
        start(0, 1, json(500, FAILURE), json(200, ANSWER));
        gateway.route("fast", DataPlaneFixture.QUICK, 2, "main", "other").compile(true);

        HttpResponse<String> reply = ask(ASK.replace("main/small", "fast"), FOLLOWED);

        List<SpanData> spans = spans(3);
        SpanData failed = spans.get(0);
        SpanData answered = spans.get(1);
        SpanData request = spans.get(2);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(spans).extracting(SpanData::getTraceId).containsOnly(TRACE);
        assertThat(request.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(request.getName()).isEqualTo("chat fast");
        assertThat(request.getParentSpanId()).isEqualTo(CALLERS_SPAN);
        assertThat(List.of(failed, answered))
                .allSatisfy(attempt -> assertThat(attempt.getKind()).isEqualTo(SpanKind.CLIENT))
                .extracting(SpanData::getParentSpanId)
                .containsOnly(request.getSpanId());
        assertThat(text(failed, "error.type")).isEqualTo("PROVIDER_ERROR");
        assertThat(failed.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(number(failed, "http.response.status_code")).isEqualTo(500);
        assertThat(text(failed, "signalbox.target")).isEqualTo("main/small");
        assertThat(text(answered, "signalbox.target")).isEqualTo("other/small");
        assertThat(number(answered, "signalbox.attempt")).isEqualTo(2);
        assertThat(text(answered, "gen_ai.provider.name")).isEqualTo("openai");
        assertThat(text(answered, "gen_ai.response.model")).isEqualTo("small-2026");
        assertThat(number(answered, "gen_ai.usage.input_tokens")).isEqualTo(12);
        assertThat(number(answered, "gen_ai.usage.cache_read.input_tokens")).isEqualTo(4);
        assertThat(number(answered, "gen_ai.usage.output_tokens")).isEqualTo(3);
        assertThat(text(request, "signalbox.route")).isEqualTo("fast");
        assertThat(text(request, "signalbox.tenant")).isEqualTo("acme");
        assertThat(text(request, "signalbox.outcome")).isEqualTo("SUCCEEDED");
        assertThat(text(request, "signalbox.request.id"))
                .isEqualTo(reply.headers().firstValue("x-request-id").orElseThrow());
        assertThat(text(request, "error.type")).isNull();
        assertThat(number(request, "signalbox.attempts")).isEqualTo(2);
    }

    @Test
    void the_journal_gets_each_attempts_own_place_in_the_trace() {
        start(0, 1, json(500, FAILURE), json(200, ANSWER));
        gateway.route("fast", DataPlaneFixture.QUICK, 2, "main", "other").compile(true);

        ask(ASK.replace("main/small", "fast"), FOLLOWED);

        List<SpanData> spans = spans(3);
        assertThat(gateway.journal.opened)
                .extracting(AttemptOpening::traceParent)
                .containsExactly(
                        "00-" + TRACE + "-" + spans.get(0).getSpanId() + "-01",
                        "00-" + TRACE + "-" + spans.get(1).getSpanId() + "-01");
    }

    @Test
    void a_request_that_is_not_followed_leaves_nothing() {
        start(0, 0, json(200, ANSWER), json(200, ANSWER));

        ask(ASK, FOLLOWED);
        ask(ASK, NOT_FOLLOWED);
        ask(ASK, null);

        assertThat(gateway.closed(3))
                .allSatisfy(entry -> assertThat(entry.opening().traceParent()).isNull());
        assertThat(told.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void a_request_that_is_drawn_goes_on_in_its_callers_trace_or_begins_one() {
        start(1, 0, json(200, ANSWER), json(200, ANSWER));

        ask(ASK, NOT_FOLLOWED);
        ask(ASK, "no trace at all");

        List<SpanData> spans = spans(4);
        assertThat(spans.get(1).getTraceId()).isEqualTo(TRACE);
        assertThat(spans.get(1).getParentSpanId()).isEqualTo(CALLERS_SPAN);
        assertThat(spans.get(3).getTraceId()).isNotEqualTo(TRACE);
        assertThat(spans.get(3).getParentSpanContext().isValid()).isFalse();
    }

    @Test
    void a_stream_says_when_its_first_token_came_and_a_broken_one_that_it_broke() {
        start(1, 0, events(ROLE, HEL, LO, STOP, USAGE, DONE), eventsThenReset(ROLE, HEL));
        gateway.route("breaks", DataPlaneFixture.QUICK, 1, "other").compile(true);

        ask(ASK_STREAM, null);
        List<SpanData> whole = spans(2);
        ask(ASK_STREAM.replace("main/small", "breaks"), null);
        List<SpanData> broken = spans(4);

        assertThat(whole.get(0).getEvents()).extracting(EventData::getName).containsExactly("signalbox.first_token");
        assertThat(whole.get(0).getAttributes().get(AttributeKey.doubleKey("gen_ai.response.time_to_first_chunk")))
                .isPositive();
        assertThat(text(broken.get(3), "signalbox.outcome")).isEqualTo("FAILED");
        assertThat(broken.get(3).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(number(broken.get(3), "http.response.status_code")).isEqualTo(200);
    }

    @Test
    void a_model_nobody_has_is_only_a_text_and_not_told() {
        start(1, 0, json(200, ANSWER), json(200, ANSWER));

        ask(ASK.replace("main/small", "sk-in-the-wrong-field"), null);

        SpanData request = spans(1).getFirst();
        assertThat(request.getName()).isEqualTo("chat");
        assertThat(text(request, "error.type")).isEqualTo("model_not_found");
        assertThat(number(request, "http.response.status_code")).isEqualTo(404);
        assertThat(request.toString()).doesNotContain("sk-in-the-wrong-field");
    }

    @Test
    void no_prompt_answer_or_key_is_in_any_span() {
        start(1, 0, json(401, error("invalid_api_key", "t", "Incorrect key sk-main")), json(200, ANSWER));
        gateway.route("fast", DataPlaneFixture.QUICK, 2, "main", "other").compile(true);

        ask(ASK.replace("main/small", "fast").replace("hi", "tell nobody"), FOLLOWED);

        assertThat(spans(3).toString())
                .doesNotContain("tell nobody", "hello", "sk-main", "sk-other", DataPlaneFixture.KEY, "sbx_");
    }

    @Test
    void only_a_provider_that_is_named_is_told_of_the_trace() {
        start(1, 0, json(500, FAILURE), json(200, ANSWER));
        gateway.route("fast", DataPlaneFixture.QUICK, 2, "main", "other").compile(true);

        ask(ASK.replace("main/small", "fast"), FOLLOWED);

        SpanData answered = spans(3).get(1);
        assertThat(first.received.getFirst().headers().get("traceparent")).isNull();
        assertThat(second.received.getFirst().headers().get("traceparent"))
                .isEqualTo("00-" + TRACE + "-" + answered.getSpanId() + "-01");
    }

    private void start(double rate, double wishes, ScriptedProvider.Behaviour one, ScriptedProvider.Behaviour other) {
        first = new ScriptedProvider(one);
        second = new ScriptedProvider(other);
        gateway.tracing = new RequestTracing(
                Tracing.with(SimpleSpanProcessor.create(told), new Sampling(rate, wishes, () -> 0.5, System::nanoTime)),
                Set.of(Origin.of(second.baseUrl()).orElseThrow()));
        gateway.target("main", "openai", first.baseUrl())
                .target("other", "openai", second.baseUrl())
                .start();
    }

    private HttpResponse<String> ask(String body, @Nullable String traceParent) {
        var request = gateway.caller().post("/v1/chat/completions", body);
        return gateway.caller().send(traceParent == null ? request : request.header("traceparent", traceParent));
    }

    /** In the order of their ends; the request's is the last. */
    private List<SpanData> spans(int count) {
        Await.until(() -> told.getFinishedSpanItems().size() >= count);
        assertThat(told.getFinishedSpanItems()).hasSize(count);
        return told.getFinishedSpanItems();
    }

    private static @Nullable String text(SpanData span, String key) {
        return span.getAttributes().get(AttributeKey.stringKey(key));
    }

    private static @Nullable Long number(SpanData span, String key) {
        return span.getAttributes().get(AttributeKey.longKey(key));
    }
}
