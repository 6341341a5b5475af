package io.signalbox.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.ModelType;
import io.signalbox.contracts.Money;
import io.signalbox.contracts.catalog.RouteNode;
import io.signalbox.gateway.journal.AttemptClosing;
import io.signalbox.kit.identity.NamedId;
import io.signalbox.simulator.Settings;
import io.signalbox.simulator.SimulatedProvider;
import io.signalbox.simulator.fault.FaultKind;
import io.signalbox.simulator.fault.FaultRule;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One way to ask for a ranking, whatever server makes it, and each billed by its own rule. */
class RankingTest {
    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private SimulatedProvider provider;

    @BeforeEach
    void start() throws IOException {
        provider = SimulatedProvider.start(
                Settings.local().withKey("jina", "sk-jina").withKey("cohere", "sk-cohere"));
        gateway.target("jina", "jina", provider.baseUrl("jina"))
                .target("cohere", "cohere", provider.baseUrl("cohere"))
                .offers("jina", "jina", "sim-rerank", ModelType.RERANK, "input_tokens", "0.00000002")
                .offers("cohere", "cohere", "sim-rerank-c", ModelType.RERANK, "search_units", "0.002");
    }

    @AfterEach
    void close() throws IOException {
        gateway.close();
        provider.close();
    }

    private HttpResponse<String> rank(String model, String more) {
        Caller caller = gateway.start().caller();
        return caller.send(caller.post("/v1/rerank", """
                {"model":"%s","query":"red fox","top_n":2,
                 "documents":["a blue whale",{"text":"a red fox"},"a red deer"]%s}""".formatted(model, more)));
    }

    private AttemptClosing closing() {
        return gateway.closed(1).getFirst().closing();
    }

    @Test
    void a_ranking_billed_by_tokens_comes_without_documents_nobody_asked_for() {
        HttpResponse<String> reply = rank("jina/sim-rerank", "");

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body())
                .contains("\"results\":[{\"index\":1,\"relevance_score\":1.0},{\"index\":2,\"relevance_score\":0.5}]")
                .contains("\"usage\":{\"total_tokens\":11}");
        assertThat(gateway.closed(1).getFirst().opening().operation()).isEqualTo("rerank");
        assertThat(closing().meters()).isEqualTo(Map.of("input_tokens", new BigDecimal(11)));
        assertThat(closing().estimated()).isFalse();
        assertThat(closing().shownCost()).isEqualTo(Money.usd("0.00000022"));
    }

    @Test
    void documents_come_back_as_they_were_sent_from_a_server_that_never_returns_any() {
        HttpResponse<String> reply = rank("cohere/sim-rerank-c", ",\"return_documents\":true");

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body())
                .contains("\"index\":1,\"relevance_score\":1.0,\"document\":{\"text\":\"a red fox\"}")
                .contains("\"index\":2,\"relevance_score\":0.5,\"document\":{\"text\":\"a red deer\"}")
                .contains("\"model\":\"sim-rerank-c\"")
                .contains("\"search_units\":1");
        assertThat(closing().meters()).isEqualTo(Map.of("search_units", BigDecimal.ONE));
        assertThat(closing().shownCost()).isEqualTo(Money.usd("0.002"));
        assertThat(provider.requests().last(1).getFirst().body())
                .contains("\"documents\":[\"a blue whale\",\"a red fox\",\"a red deer\"]")
                .doesNotContain("return_documents");
    }

    @Test
    void a_ranking_that_fails_at_one_server_is_made_by_another_of_the_route() {
        provider.faults().add(FaultRule.once(FaultKind.SERVER_ERROR));
        gateway.route(
                "rank",
                DataPlaneFixture.QUICK,
                3,
                new RouteNode.Priority(List.of(
                        new RouteNode.Target(NamedId.of("configuration/jina"), "sim-rerank"),
                        new RouteNode.Target(NamedId.of("configuration/cohere"), "sim-rerank-c"))));

        HttpResponse<String> reply = rank("rank", "");

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(reply.headers().firstValue("x-signalbox-target")).hasValue("cohere/sim-rerank-c");
        assertThat(gateway.closed(2))
                .extracting(entry -> entry.closing().meters().keySet())
                .containsExactly(Set.of(), Set.of("search_units"));
    }

    @Test
    void a_server_that_bills_nothing_it_tells_of_leaves_an_estimate() {
        provider.faults().add(FaultRule.once(FaultKind.MISSING_USAGE));

        HttpResponse<String> reply = rank("jina/sim-rerank", "");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(closing().estimated()).isTrue();
        assertThat(closing().meters()).containsOnlyKeys("input_tokens");
    }

    @Test
    void an_answer_of_another_form_is_no_ranking() throws IOException {
        try (ScriptedProvider other = new ScriptedProvider(
                ScriptedProvider.json(200, "{\"results\":[{\"index\":7,\"relevance_score\":0.5}]}"))) {
            gateway.target("main", "vllm", other.baseUrl());

            HttpResponse<String> reply = rank("main/small", "");

            assertThat(reply.statusCode()).isEqualTo(502);
            assertThat(reply.body()).contains("\"code\":\"provider_error\"");
        }
    }

    @Test
    void what_cannot_be_ranked_is_told_by_its_field() {
        Caller caller = gateway.start().caller();
        HttpResponse<String> none =
                caller.send(caller.post("/v1/rerank", "{\"model\":\"jina/sim-rerank\",\"query\":\"x\"}"));
        HttpResponse<String> number = caller.send(
                caller.post("/v1/rerank", "{\"model\":\"jina/sim-rerank\",\"query\":\"x\",\"documents\":[\"a\",7]}"));

        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.body()).contains("\"param\":\"documents\"", "at least one document");
        assertThat(number.body()).contains("\"param\":\"documents[1]\"");
        assertThat(gateway.journal.opened).isEmpty();
    }
}
