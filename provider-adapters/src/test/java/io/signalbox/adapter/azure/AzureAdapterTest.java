package io.signalbox.adapter.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.adapter.Connection;
import io.signalbox.adapter.Operation;
import io.signalbox.adapter.ProviderAdapter;
import io.signalbox.adapter.ProviderAdapterContract;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AzureAdapterTest extends ProviderAdapterContract {
    private static final Connection VERSIONED =
            with(Map.of("apiVersion", "2024-10-21", "deployments", Map.of("gpt-x", "mine")));

    private final AzureAdapter adapter = new AzureAdapter();

    @Override
    protected ProviderAdapter adapter() {
        return adapter;
    }

    private static Connection with(Map<String, Object> settings) {
        return new Connection(URI.create("https://res.openai.azure.com"), Map.of(), settings);
    }

    private String path(Operation operation, Connection connection, String model) {
        return adapter.upstreamCall(operation, connection, model, false).path();
    }

    @Test
    void with_a_version_the_deployment_stands_in_the_path_and_cannot_lead_elsewhere() {
        assertThat(path(Operation.CHAT, VERSIONED, "gpt-x"))
                .isEqualTo("/openai/deployments/mine/chat/completions?api-version=2024-10-21");
        assertThat(path(Operation.EMBEDDINGS, VERSIONED, "../a b?"))
                .isEqualTo("/openai/deployments/..%2Fa%20b%3F/embeddings?api-version=2024-10-21");
        assertThat(adapter.modelListing().first(VERSIONED).path()).isEqualTo("/openai/models?api-version=2024-10-21");
    }

    @Test
    void without_a_version_the_deployment_stands_in_the_body() {
        Connection connection = with(Map.of("deployments", Map.of("gpt-x", "mine")));

        assertThat(path(Operation.CHAT, connection, "gpt-x")).isEqualTo("/openai/v1/chat/completions");
        assertThat(adapter.modelSent(connection, "gpt-x")).isEqualTo("mine");
        assertThat(adapter.modelSent(connection, "gpt-y")).isEqualTo("gpt-y");
        assertThat(adapter.probe().call(connection).path()).isEqualTo("/openai/v1/models");
    }

    @Test
    void what_the_format_has_not_is_never_asked_for() {
        assertThatThrownBy(() -> path(Operation.COUNT_TOKENS, VERSIONED, "gpt-x"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
