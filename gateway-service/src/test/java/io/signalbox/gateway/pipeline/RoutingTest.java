package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.DataPlaneFixture.leaf;
import static io.signalbox.gateway.pipeline.ScriptedProvider.json;
import static io.signalbox.gateway.pipeline.Talk.ANSWER;
import static io.signalbox.gateway.pipeline.Talk.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.catalog.Condition;
import io.signalbox.contracts.catalog.Condition.Feature;
import io.signalbox.contracts.catalog.Deadlines;
import io.signalbox.contracts.catalog.RouteNode;
import io.signalbox.contracts.catalog.RouteNode.Case;
import io.signalbox.contracts.catalog.RouteNode.Share;
import io.signalbox.contracts.catalog.RouteNode.StickyBy;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Strategies of a route on real sockets: where requests really go, and where they go when that fails. */
class RoutingTest {
    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private final ScriptedProvider one = new ScriptedProvider(json(200, ANSWER));
    private final ScriptedProvider two = new ScriptedProvider(json(200, ANSWER));

    @AfterEach
    void close() throws Exception {
        gateway.close();
        one.close();
        two.close();
    }

    private void route(RouteNode root) {
        gateway.target("one", "openai", one.baseUrl())
                .target("two", "openai", two.baseUrl())
                .route("smart", Deadlines.DEFAULT, 3, root)
                .start();
    }

    private String target(String more, String... header) {
        Caller caller = gateway.caller();
        HttpResponse<String> reply = caller.send(
                header.length == 0
                        ? caller.post("/v1/chat/completions", body(more))
                        : caller.post("/v1/chat/completions", body(more)).header(header[0], header[1]));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return reply.headers().firstValue("x-signalbox-target").orElse("");
    }

    private static String body(String more) {
        return "{\"model\":\"smart\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]" + more + "}";
    }

    @Test
    void requests_with_tools_or_images_go_where_those_are_understood() {
        Condition tools = new Condition(List.of(), List.of(), Map.of(), Map.of(), List.of(Feature.TOOLS), null, null);
        Condition images = new Condition(List.of(), List.of(), Map.of(), Map.of(), List.of(Feature.IMAGES), null, null);
        route(new RouteNode.Conditional(
                List.of(new Case(tools, leaf("two")), new Case(images, leaf("two"))), leaf("one")));

        assertThat(target("")).isEqualTo("one/small");
        assertThat(target(",\"tools\":[]")).isEqualTo("two/small");
        assertThat(target(",\"x\":[{\"type\":\"image_url\"}]")).isEqualTo("two/small");
    }

    @Test
    void a_case_holds_by_the_keys_tags_and_the_requests_headers() {
        Condition gold = new Condition(
                List.of(), List.of("ada"), Map.of("team", "search"), Map.of("x-tier", "gold"), List.of(), null, null);
        route(new RouteNode.Conditional(List.of(new Case(gold, leaf("two"))), leaf("one")));

        assertThat(target("", "X-Tier", "gold")).isEqualTo("two/small");
        assertThat(target("", "X-Tier", "silver")).isEqualTo("one/small");
    }

    @Test
    void customers_of_an_experiment_stay_where_they_are_and_both_arms_have_some() {
        route(new RouteNode.Experiment(
                StickyBy.HEADER, "x-customer", List.of(new Share(1, leaf("one")), new Share(1, leaf("two")))));
        Map<String, Integer> arms = new HashMap<>();

        for (int customer = 0; customer < 40; customer++) {
            String first = target("", "x-customer", "c" + customer);
            assertThat(target("", "x-customer", "c" + customer)).isEqualTo(first);
            arms.merge(first, 1, Integer::sum);
        }

        assertThat(arms.values()).allSatisfy(count -> assertThat(count).isGreaterThan(5));
        assertThat(arms).hasSize(2);
    }

    @Test
    void turns_go_round() {
        route(new RouteNode.RoundRobin(List.of(leaf("one"), leaf("two"))));

        for (int each = 0; each < 10; each++) {
            target("");
        }

        assertThat(one.received).hasSize(5);
        assertThat(two.received).hasSize(5);
    }

    @Test
    void the_cheapest_is_asked() {
        gateway.openTarget("free", one.baseUrl());
        route(new RouteNode.LowestCost(List.of(leaf("free"), leaf("two"))));

        assertThat(target("")).as("a target without a price is no bargain").isEqualTo("two/small");
    }

    @Test
    void a_canary_that_fails_is_not_noticed() throws Exception {
        try (ScriptedProvider ill = new ScriptedProvider(json(500, error("server_error", "server_error", "no")))) {
            gateway.target("ill", "openai", ill.baseUrl());
            route(new RouteNode.Canary(100, leaf("one"), leaf("ill")));

            assertThat(target("")).isEqualTo("one/small");
            assertThat(ill.received).hasSize(1);
            assertThat(gateway.closed(2))
                    .extracting(entry -> entry.opening().routing())
                    .containsExactly("canary: drawn for the canary", "canary: next; after ill/small PROVIDER_ERROR");
        }
    }

    @Test
    void the_quick_one_gets_more_once_the_other_was_slow() throws Exception {
        try (ScriptedProvider slow = new ScriptedProvider(
                (request, response) -> reactor.core.publisher.Mono.delay(java.time.Duration.ofMillis(300))
                        .then(reactor.core.publisher.Mono.from(json(200, ANSWER).answer(request, response))))) {
            gateway.target("slow", "openai", slow.baseUrl());
            route(new RouteNode.LeastLatency(List.of(leaf("slow"), leaf("two"))));

            for (int each = 0; each < 12; each++) {
                target("");
            }

            assertThat(slow.received).as("measured, and then left alone").hasSizeLessThanOrEqualTo(2);
        }
    }
}
