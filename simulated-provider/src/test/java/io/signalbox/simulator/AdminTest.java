package io.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.simulator.fault.FaultKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the operator can do over HTTP, and nobody else. */
final class AdminTest {
    private static final String HELLO =
            "{\"model\":\"sim-small\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    private SimulatedProvider provider;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        provider = SimulatedProvider.start(
                Settings.local().withKey("openai", Client.OPENAI_KEY).withAdminToken(Client.ADMIN_TOKEN));
        client = new Client(provider.url());
    }

    @AfterEach
    void stop() throws IOException {
        provider.close();
    }

    @Test
    void health_is_open_and_admin_is_not() throws Exception {
        assertThat(client.send("GET", "/health", "").status()).isEqualTo(200);
        assertThat(client.send("GET", "/admin/tally", "").status()).isEqualTo(401);
        try (SimulatedProvider closed = SimulatedProvider.start(Settings.local())) {
            assertThat(new Client(closed.url()).admin("GET", "/tally", "").status())
                    .isEqualTo(404);
        }
    }

    @Test
    void a_rule_passes_over_some_strikes_some_and_is_spent() throws Exception {
        client.admin(
                "POST",
                "/faults",
                "{\"match\":{\"dialect\":\"openai\"},\"fault\":\"overloaded\",\"after\":1,\"times\":2}");

        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            statuses.add(client.openAi("/chat/completions", HELLO).status());
        }

        JsonNode rule = client.admin("GET", "/faults", "").json().get(0);
        assertThat(statuses).containsExactly(200, 529, 529, 200);
        assertThat(rule.path("struck").asInt()).isEqualTo(2);
    }

    @Test
    void a_rule_for_another_dialect_model_or_key_does_not_strike() throws Exception {
        for (String match :
                List.of("\"dialect\":\"anthropic\"", "\"model\":\"sim-large\"", "\"key\":\"other\"", "\"attempt\":2")) {
            client.admin("POST", "/faults", "{\"match\":{" + match + "},\"fault\":\"server_error\",\"forever\":true}");
        }

        assertThat(client.openAi("/chat/completions", HELLO).status()).isEqualTo(200);
    }

    @Test
    void a_seed_decides_the_same_way_each_time() throws Exception {
        List<List<Integer>> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            client.admin("DELETE", "/faults", "");
            client.admin(
                    "POST", "/faults", "{\"fault\":\"unavailable\",\"forever\":true,\"probability\":0.5,\"seed\":7}");
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                statuses.add(client.openAi("/chat/completions", HELLO).status());
            }
            runs.add(statuses);
        }

        assertThat(runs.get(0)).isEqualTo(runs.get(1)).contains(200, 503);
    }

    @Test
    void a_directive_fails_one_dialect_or_attempt_and_spares_the_next() throws Exception {
        String wish = HELLO.replace("hi", "[[sim fault=rate_limited on=openai attempt=1]]");
        String[] first = {"authorization", "Bearer " + Client.OPENAI_KEY, "x-signalbox-attempt", "1"};
        String[] second = {"authorization", "Bearer " + Client.OPENAI_KEY, "x-signalbox-attempt", "2"};

        Client.Got refused = client.send("POST", "/openai/v1/chat/completions", wish, first);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("retry-after")).isEqualTo("1");
        assertThat(client.send("POST", "/openai/v1/chat/completions", wish, second)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void all_kinds_are_listed_and_misspelt_wishes_are_refused() throws Exception {
        JsonNode kinds = client.admin("GET", "/faults/kinds", "").json();

        assertThat(kinds).hasSize(FaultKind.values().length);
        assertThat(client.admin("POST", "/faults", "{\"fault\":\"nonsense\"}").status())
                .isEqualTo(400);
        assertThat(client.admin("POST", "/faults", "{\"fault\":\"slow\",\"tims\":1}")
                        .body())
                .contains("tims");
    }

    @Test
    void keys_and_models_change_while_it_runs() throws Exception {
        client.admin("POST", "/keys", "{\"dialect\":\"openai\",\"remove\":[\"" + Client.OPENAI_KEY + "\"]}");
        int removed = client.openAi("/chat/completions", HELLO).status();
        client.admin("POST", "/keys", "{\"dialect\":\"openai\",\"add\":[\"" + Client.OPENAI_KEY + "\"]}");
        client.admin("POST", "/models", "{\"dialect\":\"openai\",\"add\":[\"gpt-9\"],\"remove\":[\"gpt-5.4\"]}");

        int unlisted = client.openAi("/chat/completions", HELLO.replace("sim-small", "gpt-5.4"))
                .status();
        int listed = client.openAi("/chat/completions", HELLO.replace("sim-small", "gpt-9"))
                .status();

        assertThat(List.of(removed, unlisted, listed)).containsExactly(401, 404, 200);
    }

    @Test
    void received_requests_are_shown_with_their_keys_masked() throws Exception {
        client.send(
                "POST",
                "/openai/v1/chat/completions?x=1",
                HELLO,
                "authorization",
                "Bearer " + Client.OPENAI_KEY,
                "x-signalbox-request-id",
                "r-1",
                "x-signalbox-attempt",
                "3");

        JsonNode last = client.admin("GET", "/requests/last?n=5", "").json().get(0);
        JsonNode entry = client.admin("GET", "/tally?since=0", "").json();

        assertThat(last.path("body").asText()).isEqualTo(HELLO);
        assertThat(last.path("query").asText()).isEqualTo("x=1");
        assertThat(last.at("/headers/authorization").asText()).isEqualTo("Bearer sk-sim***6789");
        assertThat(entry.path("requestId").asText()).isEqualTo("r-1");
        assertThat(entry.path("attempt").asInt()).isEqualTo(3);
        assertThat(entry.toString()).doesNotContain(Client.OPENAI_KEY);
        assertThat(client.admin("GET", "/tally?since=1", "").body()).isEmpty();
    }

    @Test
    void the_port_closes_for_a_while_and_opens_again() throws Exception {
        client.admin("POST", "/listener", "{\"closedForMillis\":60000}");
        Wire.End closed = new Wire(provider.port())
                .send("GET /health HTTP/1.1\r\nhost: x\r\n\r\n")
                .end();
        client.admin("POST", "/listener", "{\"closedForMillis\":0}");
        provider.acceptConnections();

        assertThat(closed).isEqualTo(Wire.End.REFUSED);
        assertThat(client.send("GET", "/health", "").status()).isEqualTo(200);
    }

    @Test
    void a_cleared_tally_counts_from_nothing_and_numbers_on() throws Exception {
        client.openAi("/chat/completions", HELLO);
        client.admin("DELETE", "/tally", "");
        client.openAi("/chat/completions", HELLO);

        assertThat(client.admin("GET", "/tally/summary", "")
                        .json()
                        .path("received")
                        .asInt())
                .isEqualTo(1);
        assertThat(provider.tally().entries().get(0).sequence()).isEqualTo(2);
    }
}
