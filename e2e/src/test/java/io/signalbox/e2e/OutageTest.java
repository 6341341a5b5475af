package io.signalbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutageTest {
    private final Installation installation = Installation.get();

    @Test
    void completions_go_on_without_kafka_and_postgres_also_after_a_cold_start_and_the_ledger_catches_up() {
        String revoked = revokedKey();
        List<String> answered = new ArrayList<>();
        answered.add(Installation.requestId(succeeded("demo")));

        Installation.script("stop", "kafka");
        Installation.script("stop", "postgres");
        try {
            answered.add(Installation.requestId(succeeded("demo")));
            Installation.script("kill", "gateway");
            Installation.script("start", "gateway");
            answered.add(Installation.requestId(succeeded("demo")));
            answered.add(Installation.requestId(succeeded("sim-openai/sim-large")));
            assertThat(refusal(revoked)).isEqualTo(401);
        } finally {
            Installation.script("start", "postgres");
            Installation.script("start", "kafka");
        }

        for (String request : answered) {
            JsonNode explained = installation.explained(request, 1);
            assertThat(explained.path("attempts").findValuesAsText("outcome"))
                    .last()
                    .isEqualTo("SUCCEEDED");
        }
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
