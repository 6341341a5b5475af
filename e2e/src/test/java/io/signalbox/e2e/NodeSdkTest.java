package io.signalbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official Node SDKs; what is asked of them stands in {@code e2e/sdk}. */
class NodeSdkTest {
    private final Installation installation = Installation.get();

    @BeforeEach
    void install() {
        installation.shell(List.of("npm", "--prefix", "e2e/sdk", "ci", "--silent"));
    }

    @Test
    void openais_completes_streams_calls_tools_embeds_lists_and_refuses() {
        assertThat(installation.shell(List.of("node", "e2e/sdk/openai.mjs")))
                .contains("all calls did what the SDK promises");
    }

    @Test
    void anthropics_completes_streams_calls_tools_counts_lists_and_refuses_whatever_the_target_speaks() {
        assertThat(installation.shell(List.of("node", "e2e/sdk/anthropic.mjs")))
                .contains("all calls did what the SDK promises");
    }
}
