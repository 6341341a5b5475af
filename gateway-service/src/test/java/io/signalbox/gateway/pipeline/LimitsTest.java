package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.ScriptedProvider.json;
import static io.signalbox.gateway.pipeline.Talk.ANSWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.budget.BudgetEvent.Enforcement;
import io.signalbox.contracts.budget.BudgetEvent.Measure;
import io.signalbox.contracts.budget.BudgetEvent.Scope;
import io.signalbox.contracts.budget.BudgetEvent.WhenUnreachable;
import io.signalbox.gateway.owners.FakeUsageService.Mood;
import io.signalbox.kit.identity.NamedId;
import io.signalbox.testkit.Await;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What callers notice of limits, over real sockets: of their own, of targets, and of an authority that is away. */
class LimitsTest {
    private static final String ASK =
            "{\"model\":\"main/small\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String ROUTED = ASK.replace("main/small", "both");

    private final ScriptedProvider main = new ScriptedProvider(json(200, ANSWER));
    private final ScriptedProvider other = new ScriptedProvider(json(200, ANSWER));
    private final DataPlaneFixture gateway = new DataPlaneFixture();

    @BeforeEach
    void targets() {
        gateway.target("main", "openai", main.baseUrl())
                .target("other", "openai", other.baseUrl())
                .route("both", DataPlaneFixture.QUICK, 3, "main", "other");
    }

    @AfterEach
    void close() {
        gateway.close();
        main.close();
        other.close();
    }

    private UUID limit(Scope scope, String scopeId, Measure measure, long amount) {
        return gateway.allowance(scope, scopeId, measure, amount, Enforcement.REFUSE);
    }

    private static String header(HttpResponse<String> reply, String name) {
        return reply.headers().firstValue(name).orElse("");
    }

    @Test
    void requests_without_any_limit_ask_nobody_and_say_nothing_of_limits() {
        HttpResponse<String> reply = gateway.start().caller().chat(ASK);

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(gateway.usage.wishes).isEmpty();
        assertThat(header(reply, "x-ratelimit-limit-requests")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"TENANT, acme", "USER, ada", "ACCESS_KEY, key"})
    void whoever_a_limit_is_for_is_told_what_is_left_and_then_when_to_come_back(Scope scope, String id) {
        limit(scope, id.equals("key") ? keyId() : id, Measure.REQUESTS, 2);
        Caller caller = gateway.start().caller();

        List<HttpResponse<String>> replies = List.of(caller.chat(ASK), caller.chat(ASK), caller.chat(ASK));

        assertThat(replies).extracting(HttpResponse::statusCode).containsExactly(200, 200, 429);
        assertThat(replies)
                .extracting(reply -> header(reply, "x-ratelimit-remaining-requests"))
                .containsExactly("1", "0", "0");
        assertThat(header(replies.getLast(), "x-ratelimit-limit-requests")).isEqualTo("2");
        assertThat(header(replies.getLast(), "retry-after")).matches("[1-9][0-9]?");
        assertThat(replies.getLast().body()).contains("rate_limit_exceeded", "2 requests per minute for");
    }

    @Test
    void a_caller_in_anthropics_dialect_is_told_in_its_words() {
        gateway.target("claude", "anthropic", main.baseUrl().replace("/v1", ""));
        limit(Scope.TENANT, "acme", Measure.REQUESTS, 1);
        Caller caller = gateway.start().caller();
        String ask = Messages.ASK.replace("main/small", "claude/small");
        caller.message(ask);

        HttpResponse<String> reply = caller.message(ask);

        assertThat(reply.statusCode()).isEqualTo(429);
        assertThat(reply.body()).contains("\"type\":\"rate_limit_error\"");
        assertThat(header(reply, "anthropic-ratelimit-requests-limit")).isEqualTo("1");
        assertThat(header(reply, "anthropic-ratelimit-requests-reset")).endsWith("Z");
    }

    @ParameterizedTest
    @CsvSource({"CONFIGURATION", "MODEL"})
    void a_target_at_its_limit_is_passed_over_and_only_the_last_one_refuses(Scope scope) {
        String main = NamedId.of("configuration/main").toString();
        limit(scope, scope == Scope.MODEL ? "small" : main, Measure.REQUESTS, 1);
        Caller caller = gateway.start().caller();
        caller.chat(ASK);

        HttpResponse<String> routed = caller.chat(ROUTED);
        HttpResponse<String> direct = caller.chat(ASK);

        assertThat(routed.statusCode()).isEqualTo(scope == Scope.MODEL ? 429 : 200);
        assertThat(header(routed, "x-signalbox-target")).isEqualTo(scope == Scope.MODEL ? "" : "other/small");
        assertThat(direct.statusCode()).isEqualTo(429);
        assertThat(header(direct, "retry-after")).matches("[1-9][0-9]?");
        assertThat(direct.body()).contains("1 requests per minute for this ");
    }

    @Test
    void tokens_that_were_not_used_are_there_for_the_next_request() {
        limit(Scope.TENANT, "acme", Measure.TOKENS, 200);
        Caller caller = gateway.start().caller();
        String ask = "{\"max_tokens\":100," + ASK.substring(1);

        List<HttpResponse<String>> replies = List.of(caller.chat(ask), caller.chat(ask), caller.chat(ask));

        assertThat(replies).extracting(HttpResponse::statusCode).containsExactly(200, 200, 200);
        assertThat(Long.parseLong(header(caller.chat(ask), "x-ratelimit-remaining-tokens")))
                .isBetween(1L, 199L);
    }

    @Test
    void tokens_are_reserved_for_the_worst_case_before_anything_is_sent() {
        Sinks.Empty<Void> end = Sinks.empty();
        ScriptedProvider held = held(end);
        gateway.target("main", "openai", held.baseUrl());
        limit(Scope.TENANT, "acme", Measure.TOKENS, 200);
        Caller caller = gateway.start().caller();
        String ask = "{\"max_tokens\":90," + ASK.substring(1);
        CompletableFuture<HttpResponse<String>> first = CompletableFuture.supplyAsync(() -> caller.chat(ask));
        Await.until(() -> !held.received.isEmpty());

        HttpResponse<String> second = caller.chat(ask);

        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(second.body()).contains("200 tokens per minute for the whole tenant");
        end.tryEmitEmpty();
        first.join();
        held.close();
    }

    private static ScriptedProvider held(Sinks.Empty<Void> end) {
        return new ScriptedProvider((request, response) ->
                end.asMono().then(Mono.from(json(200, ANSWER).answer(request, response))));
    }

    @Test
    void only_where_tokens_are_limited_a_target_is_asked_for_no_more_than_a_cap() {
        limit(Scope.CONFIGURATION, NamedId.of("configuration/main").toString(), Measure.TOKENS, 1_000);
        Caller caller = gateway.start().caller();

        caller.chat(ASK);
        caller.chat(ASK.replace("main/", "other/"));
        caller.chat("{\"max_tokens\":7," + ASK.substring(1));

        assertThat(main.received.getFirst().body()).contains("\"max_completion_tokens\":100");
        assertThat(other.received.getFirst().body()).doesNotContain("max_completion_tokens");
        assertThat(main.received.getLast().body())
                .contains("\"max_completion_tokens\":7")
                .doesNotContain("\"max_completion_tokens\":100");
    }

    @Test
    void what_could_never_fit_is_refused_as_too_large_and_not_as_too_early() {
        limit(Scope.TENANT, "acme", Measure.TOKENS, 50);

        HttpResponse<String> reply = gateway.start().caller().chat("{\"max_tokens\":100," + ASK.substring(1));

        assertThat(reply.statusCode()).isEqualTo(413);
        assertThat(header(reply, "x-should-retry")).isEqualTo("false");
        assertThat(reply.body()).contains("50 tokens per minute for the whole tenant");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/responses|{\"model\":\"main/small\",\"input\":\"hi\",\"max_output_tokens\":100}",
                "/v1/completions|{\"model\":\"main/small\",\"prompt\":\"hi\",\"max_tokens\":100}"
            })
    void no_other_way_to_ask_for_tokens_leads_around_a_limit(String path, String body) {
        limit(Scope.TENANT, "acme", Measure.TOKENS, 50);
        Caller caller = gateway.start().caller();

        HttpResponse<String> reply = caller.send(caller.post(path, body));

        assertThat(reply.statusCode()).isEqualTo(413);
        assertThat(main.received).isEmpty();
    }

    @Test
    void as_many_as_allowed_are_served_at_once_and_the_next_when_one_has_ended() {
        Sinks.Empty<Void> end = Sinks.empty();
        ScriptedProvider held = held(end);
        gateway.target("main", "openai", held.baseUrl());
        limit(Scope.TENANT, "acme", Measure.CONCURRENT_REQUESTS, 1);
        Caller caller = gateway.start().caller();
        CompletableFuture<HttpResponse<String>> first = CompletableFuture.supplyAsync(() -> caller.chat(ASK));
        Await.until(() -> !held.received.isEmpty());

        HttpResponse<String> second = caller.chat(ASK.replace("main/", "other/"));
        end.tryEmitEmpty();

        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(first.join().statusCode()).isEqualTo(200);
        Await.until(() -> caller.chat(ASK).statusCode() == 200);
        held.close();
    }

    @Test
    void a_limit_in_the_shadow_counts_and_refuses_nobody() {
        gateway.allowance(Scope.TENANT, "acme", Measure.REQUESTS, 1, Enforcement.SHADOW);
        gateway.allowance(Scope.MODEL, "small", Measure.TOKENS, 1, Enforcement.SHADOW);
        Caller caller = gateway.start().caller();

        List<HttpResponse<String>> replies = List.of(caller.chat(ASK), caller.chat(ASK));

        assertThat(replies).extracting(HttpResponse::statusCode).containsExactly(200, 200);
        assertThat(gateway.limiting().shadowed(Measure.REQUESTS)).isEqualTo(1);
        assertThat(gateway.limiting().shadowed(Measure.TOKENS)).isEqualTo(2);
        assertThat(header(replies.getLast(), "x-ratelimit-limit-requests")).isEmpty();
        assertThat(main.received.getLast().body()).doesNotContain("max_completion_tokens");
    }

    @Test
    void a_limit_nobody_counts_yet_lets_nothing_through() {
        limit(Scope.TENANT, "acme", Measure.REQUESTS, 5);
        gateway.usage.left.clear();

        HttpResponse<String> reply = gateway.start().caller().chat(ASK);

        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(reply.body()).contains("limit_not_ready");
        assertThat(reply.headers().allValues("retry-after")).containsExactly("1");
    }

    @ParameterizedTest
    @CsvSource({"REFUSES_CALLS", "SAYS_NOTHING"})
    void without_the_usage_service_a_limit_that_is_to_refuse_does(Mood mood) {
        away(mood, WhenUnreachable.REFUSE, 40);

        HttpResponse<String> reply = gateway.start().caller().chat(ASK);

        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(reply.body()).contains("limit_not_verifiable");
    }

    @ParameterizedTest
    @CsvSource({"REFUSES_CALLS", "SAYS_NOTHING"})
    void without_the_usage_service_a_limit_that_is_to_allow_lets_a_share_through(Mood mood) {
        away(mood, WhenUnreachable.ALLOW, 40);
        Caller caller = gateway.start().caller();

        List<HttpResponse<String>> replies = List.of(caller.chat(ASK), caller.chat(ASK), caller.chat(ASK));

        assertThat(replies).extracting(HttpResponse::statusCode).containsExactly(200, 200, 429);
    }

    @Test
    void what_was_used_without_the_usage_service_is_told_to_it_when_it_is_back() {
        UUID id = away(Mood.REFUSES_CALLS, WhenUnreachable.ALLOW, 40);
        Caller caller = gateway.start().caller();
        caller.chat(ASK);
        gateway.usage.mood = Mood.ANSWERS;

        Await.until(() -> caller.chat(ASK).statusCode() == 200 && gateway.usage.left.getOrDefault(id, 40L) < 39);

        assertThat(gateway.usage.wishes).anyMatch(wish -> wish.path("owed").asLong() > 0);
    }

    /** The question is asked once for all; a slow answer to it keeps nobody for longer than the first. */
    @Test
    void who_comes_while_an_answer_is_overdue_does_not_wait_for_it() {
        away(Mood.SAYS_NOTHING, WhenUnreachable.ALLOW, 100);
        Caller caller = gateway.start().caller();

        List<Integer> statuses = IntStream.range(0, 3)
                .mapToObj(each -> caller.chat(ASK).statusCode())
                .toList();

        assertThat(statuses).containsExactly(200, 200, 200);
        assertThat(gateway.limiting().failures()).isZero();
    }

    private UUID away(Mood mood, WhenUnreachable then, long amount) {
        gateway.limitDeadline = Duration.ofMillis(50);
        gateway.usage.mood = mood;
        return gateway.allowance(Scope.TENANT, "acme", Measure.REQUESTS, amount, Enforcement.REFUSE, then);
    }

    private static String keyId() {
        return NamedId.of("test/" + DataPlaneFixture.KEY).toString();
    }
}
