package io.signalbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FirstCompletionTest {
    private final Installation installation = Installation.get();

    @Test
    void the_commands_of_the_readme_do_what_it_says() throws IOException {
        Matcher blocks = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Installation.checkout().resolve("README.md")));
        StringBuilder commands = new StringBuilder("set -euo pipefail\n");
        while (blocks.find()) {
            // It is up already, by the very command of the first block with ports of its own.
            String block = blocks.group(1);
            commands.append(block.contains("signalbox up") ? "" : block).append("\n");
        }

        String said = installation.shell(List.of("bash", "-c", commands.toString()));

        assertThat(said).contains("chat.completion", "data: [DONE]", "\"requestCount\"", "\"attempts\"");
    }

    @Test
    void a_cost_is_exact_with_cached_tokens_and_follows_the_price_of_its_moment() {
        String model = "sim-openai/sim-small";
        HttpResponse<String> before = installation.complete(model, "[[sim input=10 cached=4 output=7]]", false);
        assertThat(before.statusCode()).as(before.body()).isEqualTo(200);
        awaitCost(before, "0.0000054");

        HttpResponse<String> priced = installation.manage("POST", "/api/prices", """
                {"provider":"openai","model":"sim-small","meter":"input_tokens",
                 "perUnit":{"amount":"0.000000123","currency":"USD"}}""");
        assertThat(priced.statusCode()).as(priced.body()).isEqualTo(201);
        HttpResponse<String> after = installation.complete(model, "[[sim input=10 cached=4 output=7]]", false);

        awaitCost(after, "0.000005238");
        awaitCost(before, "0.0000054");
    }

    @Test
    void the_ledger_counts_what_the_provider_counted_also_for_a_stream() {
        for (boolean stream : List.of(false, true)) {
            HttpResponse<String> answer =
                    installation.complete("sim-anthropic/sim-small", "[[sim input=20 cached=5 output=9]]", stream);

            JsonNode attempt = installation
                    .explained(Installation.requestId(answer), 1)
                    .path("attempts")
                    .path(0);
            JsonNode tally = tally(Installation.requestId(answer));
            assertThat(quantity(attempt, "input_tokens")).isEqualByComparingTo("15");
            assertThat(quantity(attempt, "cached_input_tokens"))
                    .isEqualByComparingTo(tally.path("tokens").path("cached").asText());
            assertThat(quantity(attempt, "output_tokens"))
                    .isEqualByComparingTo(tally.path("tokens").path("output").asText());
            assertThat(tally.path("tokens").path("input").asInt()).isEqualTo(20);
        }
    }

    @Test
    void when_the_first_target_fails_the_second_answers_and_the_ledger_tells_of_both() {
        HttpResponse<String> answer =
                installation.complete("demo", "[[sim fault=server_error on=openai]] hello", false);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-signalbox-target")).contains("sim-anthropic/sim-small");
        int attempts = Integer.parseInt(
                answer.headers().firstValue("x-signalbox-attempts").orElseThrow());
        JsonNode request = installation.explained(Installation.requestId(answer), attempts);
        assertThat(request.path("attempts").findValuesAsText("outcome")).last().isEqualTo("SUCCEEDED");
        assertThat(request.path("attempts").findValuesAsText("outcome")).first().isEqualTo("FAILED");
    }

    private void awaitCost(HttpResponse<String> answer, String expected) {
        Installation.eventually(
                "the cost " + expected,
                () -> Optional.of(installation.explained(Installation.requestId(answer), 1))
                        .map(request -> request.path("cost").path("amount").asText("none"))
                        .filter(cost ->
                                !cost.equals("none") && new BigDecimal(cost).compareTo(new BigDecimal(expected)) == 0));
    }

    private JsonNode tally(String requestId) {
        return installation
                .simulator("GET", "/admin/tally?since=0&limit=100000", null)
                .body()
                .lines()
                .map(Installation::json)
                .filter(line -> requestId.equals(line.path("requestId").asText()))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static BigDecimal quantity(JsonNode attempt, String meter) {
        return new BigDecimal(attempt.path("meters").path(meter).asText("0"));
    }
}
