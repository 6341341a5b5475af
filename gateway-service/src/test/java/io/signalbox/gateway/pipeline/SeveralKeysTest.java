package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.ScriptedProvider.json;
import static io.signalbox.gateway.pipeline.Talk.ANSWER;
import static io.signalbox.gateway.pipeline.Talk.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.gateway.pipeline.ScriptedProvider.Behaviour;
import io.signalbox.kit.identity.NamedId;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** One configuration with three keys, over a real socket: what each key is answered concerns no other. */
class SeveralKeysTest {
    private static final Behaviour LIMITED = (request, response) -> response.status(429)
            .header("content-type", "application/json")
            .header("retry-after", "60")
            .sendString(Mono.just(error("rate_limit_exceeded", "t", "no")));
    private static final Behaviour UNKNOWN = json(401, error("invalid_api_key", "t", "no"));
    private static final Behaviour WRONG = json(400, error("invalid_value", "t", "no"));
    private static final Behaviour EMPTY = json(429, error("insufficient_quota", "t", "no"));

    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private @Nullable ScriptedProvider provider;

    @AfterEach
    void close() {
        gateway.close();
        if (provider != null) {
            provider.close();
        }
    }

    /** The keys are {@code main}, {@code two} and {@code three}; those not named here work. */
    private ScriptedProvider answering(Map<String, Behaviour> byKey) {
        ScriptedProvider scripted = new ScriptedProvider((request, response) -> byKey.getOrDefault(
                        request.requestHeaders().get("authorization", "").replace("Bearer sk-", ""), json(200, ANSWER))
                .answer(request, response));
        provider = scripted;
        gateway.targetWithKeys("main", scripted.baseUrl(), "two", "three").start();
        return scripted;
    }

    private List<Integer> ask(int times) {
        return java.util.stream.IntStream.range(0, times)
                .mapToObj(each -> gateway.caller().chat(Talk.ASK))
                .map(HttpResponse::statusCode)
                .toList();
    }

    private static Map<String, Long> uses(ScriptedProvider of) {
        return of.received.stream()
                .map(each -> each.headers().get("authorization").replace("Bearer sk-", ""))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    @Test
    void calls_are_spread_over_the_keys_and_the_ledger_names_the_one_used() {
        ScriptedProvider asked = answering(Map.of());

        List<Integer> statuses = ask(9);

        Map<UUID, Long> recorded = gateway.closed(9).stream()
                .collect(Collectors.groupingBy(entry -> entry.opening().credentialId(), Collectors.counting()));
        assertThat(statuses).containsOnly(200);
        assertThat(uses(asked)).containsOnly(Map.entry("main", 3L), Map.entry("two", 3L), Map.entry("three", 3L));
        assertThat(recorded)
                .containsOnly(
                        Map.entry(NamedId.of("credential/main"), 3L),
                        Map.entry(NamedId.of("credential/two"), 3L),
                        Map.entry(NamedId.of("credential/three"), 3L));
    }

    @Test
    void a_key_that_ran_into_a_limit_is_replaced_at_once_and_cools_down() {
        ScriptedProvider asked = answering(Map.of("two", LIMITED));

        List<Integer> statuses = ask(9);

        assertThat(statuses).containsOnly(200);
        assertThat(uses(asked)).containsEntry("two", 1L);
    }

    @Test
    void a_key_the_provider_does_not_know_is_replaced_at_once_and_not_used_again() {
        ScriptedProvider asked = answering(Map.of("two", UNKNOWN, "three", EMPTY));

        List<Integer> statuses = ask(9);

        assertThat(statuses).containsOnly(200);
        assertThat(uses(asked)).containsEntry("two", 1L).containsEntry("three", 1L);
        assertThat(gateway.changes)
                .extracting(DataPlaneFixture.Change::what)
                .containsExactlyInAnyOrder("KEY_REFUSED main/small", "KEY_EXHAUSTED main/small");
    }

    @Test
    void a_request_that_does_not_fit_is_not_sent_again_with_another_key() {
        ScriptedProvider asked = answering(Map.of("main", WRONG, "two", WRONG, "three", WRONG));

        List<Integer> statuses = ask(3);

        assertThat(statuses).containsOnly(400);
        assertThat(asked.received).hasSize(3);
    }

    @Test
    void when_no_key_is_left_the_caller_is_told_so() {
        answering(Map.of("main", UNKNOWN, "two", UNKNOWN, "three", UNKNOWN));

        List<Integer> statuses = ask(2);

        assertThat(statuses).containsExactly(502, 503);
        assertThat(gateway.closed(3))
                .extracting(entry -> entry.closing().failure())
                .containsOnly(FailureKind.CREDENTIAL_REFUSED);
    }
}
