package io.signalbox.adapter.jina;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.adapter.Connection;
import io.signalbox.adapter.HttpCall;
import io.signalbox.adapter.ProviderAdapter;
import io.signalbox.adapter.ProviderAdapterContract;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JinaAdapterTest extends ProviderAdapterContract {
    private final JinaAdapter adapter = new JinaAdapter();

    @Override
    protected ProviderAdapter adapter() {
        return adapter;
    }

    @Test
    void a_key_is_proved_by_the_smallest_call_that_needs_one() {
        HttpCall call = adapter.probe().call(new Connection(URI.create("https://api.jina.ai/v1"), Map.of(), Map.of()));

        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.path()).isEqualTo("/embeddings");
        assertThat(call.headers()).containsEntry("content-type", "application/json");
        assertThat(new String(call.body() == null ? new byte[0] : call.body(), StandardCharsets.UTF_8))
                .contains("\"input\":[\"a\"]");
    }
}
