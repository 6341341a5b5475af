package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.ScriptedProvider.events;
import static io.signalbox.gateway.pipeline.ScriptedProvider.eventsThenReset;
import static io.signalbox.gateway.pipeline.ScriptedProvider.eventsThenSilence;
import static io.signalbox.gateway.pipeline.ScriptedProvider.html;
import static io.signalbox.gateway.pipeline.ScriptedProvider.json;
import static io.signalbox.gateway.pipeline.ScriptedProvider.reset;
import static io.signalbox.gateway.pipeline.ScriptedProvider.silence;
import static io.signalbox.gateway.pipeline.Talk.ANSWER;
import static io.signalbox.gateway.pipeline.Talk.DONE;
import static io.signalbox.gateway.pipeline.Talk.ERROR_EVENT;
import static io.signalbox.gateway.pipeline.Talk.HEL;
import static io.signalbox.gateway.pipeline.Talk.LO;
import static io.signalbox.gateway.pipeline.Talk.ROLE;
import static io.signalbox.gateway.pipeline.Talk.STOP;
import static io.signalbox.gateway.pipeline.Talk.USAGE;
import static io.signalbox.gateway.pipeline.Talk.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.gateway.pipeline.ScriptedProvider.Behaviour;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way a provider can fail, as whole answer and as stream, before and after the first content, with one target and
 * with two: what the caller sees and how many attempts are made and recorded.
 */
class FailureMatrixTest {
    private static final String[] GOOD_STREAM = {ROLE, HEL, LO, STOP, USAGE, DONE};

    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private ScriptedProvider first = new ScriptedProvider();
    private ScriptedProvider second = new ScriptedProvider();

    /**
     * A way to fail.
     *
     * @param alone the caller's status when no other target helps
     * @param attemptsAlone how often a single target is then asked, of at most 2
     */
    record Fault(String name, Behaviour behaviour, FailureKind kind, int alone, int attemptsAlone) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Fault status(int status, String code, FailureKind kind, int alone, int attemptsAlone) {
        return new Fault(status + " " + code, json(status, error(code, "t", "no")), kind, alone, attemptsAlone);
    }

    static Stream<Fault> told() {
        return Stream.of(
                status(400, "invalid_value", FailureKind.INVALID_REQUEST, 400, 1),
                status(400, "context_length_exceeded", FailureKind.CONTEXT_OVERFLOW, 400, 1),
                status(400, "content_policy_violation", FailureKind.CONTENT_FILTERED, 400, 1),
                status(401, "invalid_api_key", FailureKind.CREDENTIAL_REFUSED, 502, 1),
                status(402, "billing", FailureKind.QUOTA_EXHAUSTED, 429, 1),
                status(403, "forbidden", FailureKind.FORBIDDEN, 502, 1),
                status(404, "model_not_found", FailureKind.MODEL_NOT_FOUND, 404, 1),
                status(408, "timeout", FailureKind.PROVIDER_TIMEOUT, 504, 2),
                status(413, "too_large", FailureKind.REQUEST_TOO_LARGE, 413, 1),
                status(429, "insufficient_quota", FailureKind.QUOTA_EXHAUSTED, 429, 1),
                status(500, "server_error", FailureKind.PROVIDER_ERROR, 502, 2),
                status(502, "bad_gateway", FailureKind.PROVIDER_ERROR, 502, 2),
                status(503, "server_is_overloaded", FailureKind.OVERLOADED, 503, 2),
                status(504, "timeout", FailureKind.PROVIDER_TIMEOUT, 504, 2),
                status(529, "overloaded", FailureKind.OVERLOADED, 503, 2),
                new Fault("reset before headers", reset(), FailureKind.CONNECTION_LOST, 502, 2),
                new Fault("html", html("<h1>sorry</h1>"), FailureKind.MALFORMED_ANSWER, 502, 2),
                new Fault(
                        "error under 200",
                        json(200, error("server_error", "server_error", "no")),
                        FailureKind.PROVIDER_ERROR,
                        502,
                        2));
    }

    static Stream<Fault> whole() {
        return Stream.concat(
                told(),
                Stream.of(
                        new Fault("garbage", json(200, "{not json"), FailureKind.MALFORMED_ANSWER, 502, 2),
                        new Fault(
                                "cut short", json(200, ANSWER.substring(0, 60)), FailureKind.MALFORMED_ANSWER, 502, 2),
                        new Fault("hang", silence(), FailureKind.FIRST_TOKEN_TIMEOUT, 504, 2)));
    }

    static Stream<Fault> streamedBefore() {
        return Stream.concat(
                told(),
                Stream.of(
                        new Fault("json instead", json(200, ANSWER), FailureKind.MALFORMED_ANSWER, 502, 2),
                        new Fault("empty", events(), FailureKind.STREAM_TRUNCATED, 502, 2),
                        new Fault("role only", events(ROLE), FailureKind.STREAM_TRUNCATED, 502, 2),
                        new Fault("nothing said", events(ROLE, DONE), FailureKind.MALFORMED_ANSWER, 502, 2),
                        new Fault("error first", events(ROLE, ERROR_EVENT), FailureKind.PROVIDER_ERROR, 502, 2),
                        new Fault("nonsense", events("data: {oops"), FailureKind.MALFORMED_ANSWER, 502, 2),
                        new Fault("reset", eventsThenReset(ROLE), FailureKind.CONNECTION_LOST, 502, 2),
                        new Fault("hang", eventsThenSilence(ROLE), FailureKind.FIRST_TOKEN_TIMEOUT, 504, 2)));
    }

    static Stream<Fault> streamedAfter() {
        return Stream.of(
                new Fault("cut short", events(ROLE, HEL), FailureKind.STREAM_TRUNCATED, 200, 1),
                new Fault("error", events(ROLE, HEL, ERROR_EVENT), FailureKind.PROVIDER_ERROR, 200, 1),
                new Fault("nonsense", events(ROLE, HEL, "data: {oops"), FailureKind.MALFORMED_ANSWER, 200, 1),
                new Fault("reset", eventsThenReset(ROLE, HEL), FailureKind.CONNECTION_LOST, 200, 1),
                new Fault("silence", eventsThenSilence(ROLE, HEL), FailureKind.IDLE_TIMEOUT, 200, 1));
    }

    @AfterEach
    void close() {
        gateway.close();
        first.close();
        second.close();
    }

    private String ask(boolean streamed) {
        return "{\"model\":\"fast\",\"messages\":[]" + (streamed ? ",\"stream\":true}" : "}");
    }

    private void one(Behaviour behaviour) {
        first = new ScriptedProvider(behaviour);
        gateway.target("main", "openai", first.baseUrl())
                .route("fast", DataPlaneFixture.QUICK, 2, "main")
                .start();
    }

    private void two(Behaviour behaviour, Behaviour good) {
        first = new ScriptedProvider(behaviour);
        second = new ScriptedProvider(good);
        gateway.target("main", "openai", first.baseUrl())
                .target("spare", "openai", second.baseUrl())
                .route("fast", DataPlaneFixture.QUICK, 3, "main", "spare")
                .start();
    }

    private void expectBothAttempts(HttpResponse<String> reply, Fault fault) {
        List<RecordingJournal.Entry> closed = gateway.closed(2);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("x-signalbox-target")).hasValue("spare/small");
        assertThat(reply.headers().firstValue("x-signalbox-attempts")).hasValue("2");
        assertThat(reply.headers().firstValue("x-signalbox-route")).hasValue("fast");
        assertThat(closed).hasSize(2);
        assertThat(closed.get(0).closing().failure()).isEqualTo(fault.kind());
        assertThat(closed.get(0).closing().last()).isFalse();
        assertThat(closed.get(1).closing().outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(closed.get(1).opening().attempt()).isEqualTo(2);
        assertThat(first.received).hasSize(1);
        assertThat(second.received).hasSize(1);
    }

    private void expectFailure(HttpResponse<String> reply, Fault fault) {
        List<RecordingJournal.Entry> closed = gateway.closed(fault.attemptsAlone());
        assertThat(reply.statusCode()).isEqualTo(fault.alone());
        assertThat(reply.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(reply.body()).startsWith("{\"error\":{\"message\":");
        assertThat(closed).hasSize(fault.attemptsAlone());
        assertThat(first.received).hasSize(fault.attemptsAlone());
        assertThat(closed.getLast().closing().failure()).isEqualTo(fault.kind());
        assertThat(closed.getLast().closing().last()).isTrue();
        assertThat(gateway.journal.opened).hasSameSizeAs(closed);
    }

    @ParameterizedTest
    @MethodSource("whole")
    void a_failed_whole_answer_is_replaced_unseen(Fault fault) {
        two(fault.behaviour(), json(200, ANSWER));

        HttpResponse<String> reply = gateway.caller().chat(ask(false));

        expectBothAttempts(reply, fault);
        assertThat(reply.body()).isEqualTo(ANSWER);
    }

    @ParameterizedTest
    @MethodSource("streamedBefore")
    void a_stream_that_fails_before_its_first_content_is_replaced_unseen(Fault fault) {
        two(fault.behaviour(), events(GOOD_STREAM));

        HttpResponse<String> reply = gateway.caller().chat(ask(true));

        expectBothAttempts(reply, fault);
        assertThat(reply.body()).isEqualTo(String.join("\n\n", ROLE, HEL, LO, STOP, DONE) + "\n\n");
    }

    @ParameterizedTest
    @MethodSource("whole")
    void a_whole_answer_that_keeps_failing_is_an_error_in_the_callers_dialect(Fault fault) {
        one(fault.behaviour());

        HttpResponse<String> reply = gateway.caller().chat(ask(false));

        expectFailure(reply, fault);
    }

    @ParameterizedTest
    @MethodSource("streamedBefore")
    void a_stream_that_keeps_failing_before_its_first_content_is_an_ordinary_error(Fault fault) {
        one(fault.behaviour());

        HttpResponse<String> reply = gateway.caller().chat(ask(true));

        expectFailure(reply, fault);
    }

    @ParameterizedTest
    @MethodSource("streamedAfter")
    void a_stream_that_fails_after_its_first_content_ends_with_an_error_and_no_terminator(Fault fault) {
        two(fault.behaviour(), events(GOOD_STREAM));

        HttpResponse<String> reply = gateway.caller().chat(ask(true));

        List<RecordingJournal.Entry> closed = gateway.closed(1);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).startsWith(ROLE + "\n\n" + HEL + "\n\n").contains("data: {\"error\":{\"message\":");
        assertThat(reply.body()).doesNotContain("[DONE]");
        assertThat(closed).hasSize(1);
        assertThat(closed.getFirst().closing().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(closed.getFirst().closing().failure()).isEqualTo(fault.kind());
        assertThat(closed.getFirst().closing().estimated()).isTrue();
        assertThat(closed.getFirst().closing().meters()).containsKeys("input_tokens", "output_tokens");
        assertThat(second.received).isEmpty();
    }
}
