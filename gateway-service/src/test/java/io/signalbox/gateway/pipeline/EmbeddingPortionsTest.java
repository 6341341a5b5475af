package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.ScriptedProvider.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.adapter.wire.WireJson;
import io.signalbox.contracts.catalog.Deadlines;
import io.signalbox.contracts.catalog.RouteNode;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.kit.identity.NamedId;
import io.signalbox.simulator.Settings;
import io.signalbox.simulator.SimulatedProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** More inputs than a provider embeds at once: it is asked several times, and its caller does not notice. */
class EmbeddingPortionsTest {
    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private final List<AutoCloseable> providers = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        gateway.close();
        for (AutoCloseable provider : providers) {
            provider.close();
        }
    }

    private SimulatedProvider simulated(String type, String model) throws IOException {
        SimulatedProvider provider = SimulatedProvider.start(Settings.local().withKey(type, "sk-main"));
        providers.add(provider);
        provider.models(type).add(model);
        gateway.target("main", type, provider.baseUrl(type)).start();
        return provider;
    }

    private ScriptedProvider scripted(String name, ScriptedProvider.Behaviour... script) {
        ScriptedProvider provider = new ScriptedProvider(script);
        providers.add(provider);
        gateway.target(name, "openai", "openai", provider.baseUrl(), Map.of("embeddingInputsMax", 2));
        return provider;
    }

    private HttpResponse<String> embed(ObjectNode body) {
        return gateway.caller()
                .send(gateway.caller().post("/v1/embeddings", body.toString()).header("x-signalbox-cost", "true"));
    }

    private static ObjectNode ask(String model, int inputs) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", model);
        ArrayNode texts = body.putArray("input");
        IntStream.range(0, inputs).forEach(at -> texts.add("text, \"number\" " + at));
        return body;
    }

    private static JsonNode answer(HttpResponse<String> reply) {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        try {
            return WireJson.tree(reply.body().getBytes(StandardCharsets.UTF_8));
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    private static String vectors(int... values) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode data = body.putArray("data");
        for (int at = 0; at < values.length; at++) {
            data.addObject()
                    .put("object", "embedding")
                    .put("index", at)
                    .putArray("embedding")
                    .add(values[at]);
        }
        body.put("model", "small").putObject("usage").put("prompt_tokens", 3).put("total_tokens", 3);
        return body.toString();
    }

    private static List<String> inputs(ScriptedProvider provider) {
        return provider.received.stream()
                .map(call -> call.body().replaceAll(".*\"input\":(\\[[^]]*]).*", "$1"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "openai, 2048",
        "azure, 2048",
        "mistral, 512",
        "siliconflow, 32",
        "jina, 512",
        "cohere, 96",
        "gemini, 100"
    })
    void every_provider_is_asked_for_as_much_as_it_takes_and_its_vectors_are_joined_in_order(String type, int max)
            throws IOException {
        simulated(type, "small");
        int inputs = max + 3;

        JsonNode answer = answer(embed(ask("main/small", inputs)));

        JsonNode lastAlone = answer(embed((ObjectNode) JsonNodeFactory.instance
                .objectNode()
                .put("model", "main/small")
                .set("input", ask("main/small", inputs).path("input").path(inputs - 1))));
        assertThat(answer.path("data")).hasSize(inputs);
        for (int at = 0; at < inputs; at++) {
            assertThat(answer.path("data").path(at).path("index").intValue()).isEqualTo(at);
        }
        assertThat(answer.path("data").path(inputs - 1).path("embedding"))
                .isEqualTo(lastAlone.path("data").path(0).path("embedding"));
        assertThat(gateway.closed(3).subList(0, 2)).allSatisfy(entry -> {
            assertThat(entry.closing().outcome()).isEqualTo(Outcome.SUCCEEDED);
            assertThat(entry.opening().requestId())
                    .isEqualTo(gateway.closed(3).getFirst().opening().requestId());
        });
        assertThat(gateway.closed(3).getFirst().closing().last()).isFalse();
        assertThat(gateway.closed(3).get(1).closing().last()).isTrue();
        assertThat(gateway.closed(3).get(1).opening().attempt()).isEqualTo(2);
    }

    @Test
    void usage_and_cost_are_those_of_all_calls_and_each_call_is_an_entry_with_its_own() throws IOException {
        simulated("siliconflow", "small");

        JsonNode answer = answer(embed(ask("main/small", 70)));

        BigDecimal tokens = BigDecimal.ZERO;
        BigDecimal cost = BigDecimal.ZERO;
        for (RecordingJournal.Entry entry : gateway.closed(3)) {
            tokens = tokens.add(entry.closing().meters().get("input_tokens"));
            cost = cost.add(Objects.requireNonNull(entry.closing().shownCost()).amount());
        }
        assertThat(answer.at("/usage/prompt_tokens").decimalValue()).isEqualByComparingTo(tokens);
        assertThat(answer.at("/usage/cost").decimalValue())
                .isEqualByComparingTo(cost)
                .isPositive();
    }

    @Test
    void tokens_are_counted_as_well_and_never_too_few() throws IOException {
        simulated("mistral", "small");
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", "main/small");
        ArrayNode texts = body.putArray("input");
        IntStream.range(0, 5).forEach(at -> texts.add("word ".repeat(2200)));

        JsonNode answer = answer(embed(body));

        assertThat(answer.path("data")).hasSize(5);
        assertThat(gateway.closed(3)).hasSize(3);
    }

    @Test
    void one_input_in_numbers_of_tokens_is_one_input_however_long() {
        ScriptedProvider provider = scripted("main", json(200, vectors(1)));
        gateway.start();
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", "main/small");
        IntStream.range(0, 50).forEach(body.putArray("input")::add);

        answer(embed(body));

        assertThat(provider.received).hasSize(1);
    }

    @Test
    void lists_of_tokens_are_divided_like_texts() throws IOException {
        ScriptedProvider provider = scripted("main", json(200, vectors(1, 2)), json(200, vectors(3)));
        gateway.start();
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", "main/small");
        body.set("input", WireJson.mapper().readTree("[[1,2],[3],[4,5]]"));

        JsonNode answer = answer(embed(body));

        assertThat(answer.path("data")).hasSize(3);
        assertThat(provider.received.get(0).body()).contains("\"input\":[[1,2],[3]]");
        assertThat(provider.received.get(1).body()).contains("\"input\":[[4,5]]");
    }

    @Test
    void another_target_of_the_same_model_goes_on_where_the_first_one_failed() {
        ScriptedProvider first = scripted("main", json(200, vectors(1, 2)), json(500, "{}"));
        ScriptedProvider second = scripted("other", json(200, vectors(3, 4)), json(200, vectors(5)));
        gateway.route("vectors", Deadlines.DEFAULT, 3, "main", "other").start();

        JsonNode answer = answer(embed(ask("vectors", 5)));

        assertThat(answer.path("data").findValuesAsText("index")).containsExactly("0", "1", "2", "3", "4");
        assertThat(answer.path("data").findValues("embedding").toString()).isEqualTo("[[1], [2], [3], [4], [5]]");
        assertThat(answer.at("/usage/total_tokens").intValue()).isEqualTo(9);
        assertThat(inputs(first)).hasSize(2);
        assertThat(inputs(second)).hasSize(2);
        assertThat(gateway.closed(4))
                .extracting(entry -> entry.closing().failure())
                .containsExactly(null, FailureKind.PROVIDER_ERROR, null, null);
    }

    @Test
    void answered_calls_are_not_tries() {
        ScriptedProvider provider = scripted(
                "main",
                json(200, vectors(1, 2)),
                json(200, vectors(3, 4)),
                json(200, vectors(5, 6)),
                json(503, "{}"),
                json(200, vectors(7)));
        gateway.route("vectors", Deadlines.DEFAULT, 2, "main").start();

        JsonNode answer = answer(embed(ask("vectors", 7)));

        assertThat(answer.path("data")).hasSize(7);
        assertThat(provider.received).hasSize(5);
    }

    @Test
    void an_answer_with_a_vector_too_few_is_none() {
        ScriptedProvider provider =
                scripted("main", json(200, vectors(1)), json(200, vectors(1, 2)), json(200, vectors(3)));
        gateway.route("vectors", Deadlines.DEFAULT, 2, "main").start();

        JsonNode answer = answer(embed(ask("vectors", 3)));

        assertThat(answer.path("data")).hasSize(3);
        assertThat(gateway.closed(3).getFirst().closing().failure()).isEqualTo(FailureKind.MALFORMED_ANSWER);
        assertThat(provider.received).hasSize(3);
    }

    @Test
    void vectors_of_two_models_are_never_mixed() {
        scripted("main", json(200, vectors(1, 2)), json(500, "{}"));
        ScriptedProvider other = scripted("other", json(200, vectors(3)));
        RouteNode.Target another = new RouteNode.Target(NamedId.of("configuration/other"), "embed");
        RouteNode root = new RouteNode.Priority(List.of(DataPlaneFixture.leaf("main"), another));
        gateway.route("vectors", Deadlines.DEFAULT, 3, root).start();

        HttpResponse<String> reply = embed(ask("vectors", 3));

        assertThat(reply.statusCode()).isEqualTo(502);
        assertThat(other.received).isEmpty();
    }

    @Test
    void an_answer_that_would_be_larger_than_any_may_be_is_refused_before_all_of_it_is_paid_for() {
        String vector = "0.123456789,".repeat(1_000_000);
        String large = vectors(1, 2).replace("[1]", "[" + vector + "1]");
        ScriptedProvider provider = scripted("main", json(200, large));
        gateway.start();

        HttpResponse<String> reply = embed(ask("main/small", 8));

        assertThat(reply.statusCode()).isEqualTo(413);
        assertThat(reply.body()).contains("base64");
        assertThat(provider.received).hasSize(1);
    }
}
