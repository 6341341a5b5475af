package io.signalbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutageTest {
    private static final String OWN_KEY = "sk-never-called-0123456789abcdef";

    private final Installation installation = Installation.get();

    @Test
    void completions_go_on_without_kafka_and_postgres_also_after_a_cold_start_and_the_ledger_catches_up() {
        String revoked = revokedKey();
        String neverCalled = configurationNeverCalled();
        List<String> answered = new ArrayList<>();
        answered.add(Installation.requestId(succeeded("demo")));

        installation.script("stop", "kafka");
        installation.script("stop", "postgres");
        try {
            answered.add(Installation.requestId(succeeded("demo")));
            installation.script("kill", "gateway");
            installation.script("start", "gateway");
            answered.add(Installation.requestId(succeeded("demo")));
            answered.add(Installation.requestId(succeeded("sim-openai/sim-large")));
            answered.add(Installation.requestId(succeeded(neverCalled)));
            assertThat(refusal(revoked)).isEqualTo(401);
        } finally {
            installation.script("start", "postgres");
            installation.script("start", "kafka");
        }

        long returned = System.nanoTime();
        for (String request : answered) {
            JsonNode explained = installation.explained(request, 1);
            assertThat(explained.path("attempts").findValuesAsText("outcome"))
                    .last()
                    .isEqualTo("SUCCEEDED");
        }
        System.out.printf(
                "the ledger had caught up %.1f s after everything was back%n", (System.nanoTime() - returned) / 1e9);
    }

    /** A configuration with a key of its own that the gateway has been told of and that nobody has used. */
    private String configurationNeverCalled() {
        installation.simulator("POST", "/admin/keys", "{\"dialect\":\"openai\",\"add\":[\"%s\"]}".formatted(OWN_KEY));
        HttpResponse<String> created = installation.manage(
                "POST", "/api/configurations", """
                {"name":"never-called","provider":"openai","baseUrl":"%s/openai/v1","apiKey":"%s"}""".formatted(installation.value("SIGNALBOX_SIMULATOR_URL"), OWN_KEY));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        String model = "never-called/sim-small";
        Installation.eventually(
                "the gateway knows " + model,
                () -> Optional.of(installation.models()).filter(models -> models.contains(model)));
        return model;
    }

    private HttpResponse<String> succeeded(String model) {
        HttpResponse<String> answer = installation.complete(model, "hello", false);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    /** A key that worked and was then revoked, before anything is taken away. */
    private String revokedKey() {
        JsonNode issued = Installation.json(installation
                .manage("POST", "/api/access-keys", "{\"name\":\"passing\"}")
                .body());
        String key = issued.path("key").asText();
        Installation.eventually(
                "the new key works", () -> Optional.of(refusal(key)).filter(status -> status == 200));
        installation.manage("DELETE", "/api/access-keys/" + issued.path("id").asText(), null);
        Installation.eventually(
                "the key is refused", () -> Optional.of(refusal(key)).filter(status -> status == 401));
        return key;
    }

    private int refusal(String key) {
        return installation
                .complete(key, "{\"model\":\"demo\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}")
                .statusCode();
    }
}
