package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.ScriptedProvider.events;
import static io.signalbox.gateway.pipeline.ScriptedProvider.json;
import static io.signalbox.gateway.pipeline.ScriptedProvider.late;
import static io.signalbox.gateway.pipeline.Talk.ANSWER;
import static io.signalbox.gateway.pipeline.Talk.DONE;
import static io.signalbox.gateway.pipeline.Talk.HEL;
import static io.signalbox.gateway.pipeline.Talk.LO;
import static io.signalbox.gateway.pipeline.Talk.ROLE;
import static io.signalbox.gateway.pipeline.Talk.STOP;
import static io.signalbox.gateway.pipeline.Talk.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.catalog.Caching;
import io.signalbox.gateway.cache.CacheProperties;
import io.signalbox.gateway.pipeline.ScriptedProvider.Behaviour;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** Answers of routes that keep them, over real sockets: what counts is how often the provider is asked. */
class AnswerCacheTest {
    private static final String ASK = "{\"model\":\"again\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String STREAMED = ASK.replace("\"messages\"", "\"stream\":true,\"messages\"");

    private static final Behaviour FAILED = json(400, error("no", "invalid_request_error", "no"));

    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private final ScriptedProvider provider = new ScriptedProvider(json(200, ANSWER));

    @BeforeEach
    void routes() {
        gateway.target("main", "openai", provider.baseUrl()).route("plain", DataPlaneFixture.QUICK, 1, "main");
        keeping(60);
    }

    private void keeping(long seconds) {
        gateway.cache = new Caching(seconds);
        gateway.route("again", DataPlaneFixture.QUICK, 1, "main");
    }

    @AfterEach
    void close() {
        gateway.close();
        provider.close();
    }

    private HttpResponse<String> ask(String body, String... headers) {
        HttpRequest.Builder request = gateway.caller().post("/v1/chat/completions", body);
        return gateway.caller().send(headers.length == 0 ? request : request.headers(headers));
    }

    private static String said(HttpResponse<String> reply) {
        return reply.headers().firstValue("x-signalbox-cache").orElse("nothing");
    }

    @Test
    void the_same_question_is_answered_again_without_a_target_and_without_an_attempt() {
        gateway.start();
        HttpResponse<String> first = ask(ASK);

        HttpResponse<String> second = ask(ASK);

        assertThat(List.of(said(first), said(second))).containsExactly("miss", "hit");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("x-signalbox-attempts")).contains("0");
        assertThat(second.headers().firstValue("age")).contains("0");
        assertThat(second.headers().firstValue("content-type")).contains("application/json");
        assertThat(provider.received).hasSize(1);
        assertThat(gateway.closed(1)).hasSize(1);
    }

    @Test
    void a_stream_is_given_again_event_by_event_as_it_was() {
        provider.answers(events(ROLE, HEL, LO, STOP, DONE));
        gateway.start();
        HttpResponse<String> first = ask(STREAMED);

        HttpResponse<String> second = ask(STREAMED);

        assertThat(said(second)).isEqualTo("hit");
        assertThat(second.body()).isEqualTo(first.body()).endsWith("data: [DONE]\n\n");
        assertThat(second.headers().firstValue("content-type")).contains("text/event-stream; charset=utf-8");
        assertThat(provider.received).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"again\",\"messages\":[{\"role\":\"user\",\"content\":\"hi!\"}]}",
                "{\"model\":\"again\", \"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
                "{\"model\":\"plain\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
            })
    void another_byte_or_another_route_is_another_question(String other) {
        gateway.start();
        ask(ASK);

        HttpResponse<String> reply = ask(other);

        assertThat(said(reply)).isNotEqualTo("hit");
        assertThat(provider.received).hasSize(2);
    }

    @Test
    void a_route_that_does_not_keep_answers_says_nothing_of_it() {
        gateway.start();
        String plain = ASK.replace("again", "plain");
        ask(plain);

        HttpResponse<String> second = ask(plain);

        assertThat(said(second)).isEqualTo("nothing");
        assertThat(provider.received).hasSize(2);
    }

    @Test
    void a_failure_and_a_stream_that_broke_are_not_given_again() {
        provider.answers(FAILED);
        gateway.start();
        ask(ASK);
        provider.answers(events(ROLE, HEL));
        ask(STREAMED);
        provider.answers(json(200, ANSWER));

        HttpResponse<String> whole = ask(ASK);
        HttpResponse<String> stream = ask(STREAMED);

        assertThat(List.of(said(whole), said(stream))).doesNotContain("hit");
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(provider.received).hasSize(4);
    }

    @Test
    void an_answer_is_given_again_for_as_long_as_its_route_says() {
        gateway.start();
        ask(ASK);
        gateway.later.set(Duration.ofSeconds(59).toNanos());
        HttpResponse<String> young = ask(ASK);
        gateway.later.set(Duration.ofSeconds(61).toNanos());

        HttpResponse<String> old = ask(ASK);

        assertThat(said(young)).isEqualTo("hit");
        assertThat(young.headers().firstValue("age")).contains("59");
        assertThat(said(old)).isEqualTo("miss");
    }

    @Test
    void a_route_that_was_changed_begins_anew() {
        gateway.start();
        ask(ASK);
        gateway.defined = gateway.defined.plusSeconds(1);
        keeping(60);
        gateway.compile(true);

        HttpResponse<String> reply = ask(ASK);

        assertThat(said(reply)).isEqualTo("miss");
    }

    @Test
    void a_caller_that_wants_a_new_answer_gets_one_and_others_get_it_then() {
        gateway.start();
        ask(ASK);
        provider.answers(json(200, ANSWER.replace("hello", "renewed")));

        HttpResponse<String> renewed = ask(ASK, "cache-control", "no-cache");
        HttpResponse<String> after = ask(ASK);

        assertThat(said(renewed)).isEqualTo("miss");
        assertThat(said(after)).isEqualTo("hit");
        assertThat(after.body()).isEqualTo(renewed.body());
        assertThat(provider.received).hasSize(2);
    }

    @Test
    void a_caller_that_wants_nothing_stored_leaves_nothing_behind() {
        gateway.start();
        ask(ASK, "cache-control", "no-store");

        HttpResponse<String> reply = ask(ASK);

        assertThat(said(reply)).isEqualTo("miss");
        assertThat(provider.received).hasSize(2);
    }

    @Test
    void an_answer_that_is_too_large_is_not_kept() {
        gateway.keeping = new CacheProperties(DataSize.ofMegabytes(1), DataSize.ofBytes(ANSWER.length() - 1), 10);
        gateway.start();
        ask(ASK);

        HttpResponse<String> reply = ask(ASK);

        assertThat(said(reply)).isEqualTo("miss");
        assertThat(provider.received).hasSize(2);
    }

    @Test
    void twenty_who_ask_the_same_at_once_are_one_call_of_the_provider() {
        provider.answers(late(Duration.ofMillis(200), json(200, ANSWER)));
        gateway.start();

        List<HttpResponse<String>> replies = atOnce(20);

        assertThat(replies).allMatch(reply -> reply.statusCode() == 200);
        assertThat(replies).extracting(AnswerCacheTest::said).containsOnlyOnce("miss");
        assertThat(provider.received).hasSize(1);
    }

    @Test
    void those_who_waited_for_an_answer_that_failed_ask_for_themselves() {
        Behaviour good = json(200, ANSWER);
        provider.answers(late(Duration.ofMillis(200), FAILED), good);
        gateway.start();

        List<HttpResponse<String>> replies = atOnce(5);

        assertThat(replies).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(400, 200, 200, 200, 200);
    }

    private List<HttpResponse<String>> atOnce(int callers) {
        List<CompletableFuture<HttpResponse<String>>> asked = IntStream.range(0, callers)
                .mapToObj(each -> CompletableFuture.supplyAsync(() -> ask(ASK), command -> new Thread(command).start()))
                .toList();
        return asked.stream().map(CompletableFuture::join).toList();
    }
}
