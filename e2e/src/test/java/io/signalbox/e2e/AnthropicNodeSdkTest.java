package io.signalbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Anthropic's official Node SDK; what is asked of it stands in {@code e2e/sdk/anthropic.mjs}. */
class AnthropicNodeSdkTest {
    private final Installation installation = Installation.get();

    @Test
    void it_completes_streams_calls_tools_counts_lists_and_refuses_whatever_the_target_speaks() {
        installation.shell(List.of("npm", "--prefix", "e2e/sdk", "ci", "--silent"));

        String said = installation.shell(List.of("node", "e2e/sdk/anthropic.mjs"));

        assertThat(said).contains("all calls did what the SDK promises");
    }
}
