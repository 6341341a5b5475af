package io.signalbox.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.gateway.journal.AttemptOpening;
import io.signalbox.simulator.Settings;
import io.signalbox.simulator.SimulatedProvider;
import io.signalbox.simulator.fault.FaultKind;
import io.signalbox.simulator.fault.FaultRule;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Embeddings pass as they are, whatever encoding the caller's SDK asks for; and a refused key is not tried again. */
class EmbeddingsTest {
    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private SimulatedProvider provider;

    @BeforeEach
    void start() throws IOException {
        provider = SimulatedProvider.start(Settings.local().withKey("openai", "sk-main"));
        provider.models("openai").add("embed");
        provider.models("openai").add("small");
        gateway.target("main", "openai", provider.baseUrl("openai")).start();
    }

    @AfterEach
    void close() throws IOException {
        gateway.close();
        provider.close();
    }

    @Test
    void embeddings_are_passed_in_the_encoding_asked_for_and_recorded() {
        HttpResponse<String> reply = gateway.caller()
                .send(gateway.caller()
                        .post(
                                "/v1/embeddings",
                                "{\"model\":\"main/embed\",\"input\":[\"a b\",\"c\"],\"encoding_format\":\"base64\"}"));

        AttemptOpening opening = gateway.closed(1).getFirst().opening();
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).containsPattern("\"embedding\":\"[A-Za-z0-9+/=]+\"");
        assertThat(opening.operation()).isEqualTo("embeddings");
        assertThat(gateway.closed(1).getFirst().closing().meters()).containsOnlyKeys("input_tokens");
    }

    @Test
    void a_key_the_provider_refused_is_not_sent_again() {
        provider.faults().add(FaultRule.forever(FaultKind.UNAUTHORIZED));
        HttpResponse<String> refused = gateway.caller().chat(Talk.ASK);

        HttpResponse<String> reply = gateway.caller().chat(Talk.ASK);

        assertThat(refused.statusCode()).isEqualTo(502);
        assertThat(refused.body()).contains("provider_credential_refused");
        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(reply.headers().firstValue("retry-after")).isPresent();
        assertThat(gateway.refusedKeys).hasSize(1);
        assertThat(provider.tally().entries()).hasSize(1);
    }
}
