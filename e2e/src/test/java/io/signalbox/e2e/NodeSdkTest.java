package io.signalbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The official Node SDKs and Vercel's; what is asked of them stands in {@code e2e/sdk}. */
class NodeSdkTest {
    private static final Pattern LINES = Pattern.compile("lines of a batch: (.*)");
    private static final Path SDK = Installation.checkout().resolve("e2e/sdk");

    private final Installation installation = Installation.get();
    private final Upstreams upstreams = installation.upstreams();

    /** Once, and again only when another version is wanted. */
    @BeforeAll
    static void install() throws IOException {
        Path installed = SDK.resolve("node_modules/.installed");
        String wanted = Files.readString(SDK.resolve("package-lock.json"));
        if (!Files.exists(installed) || !Files.readString(installed).equals(wanted)) {
            Installation.get()
                    .shell(List.of("npm", "--prefix", "e2e/sdk", "ci", "--silent", "--prefer-offline", "--no-audit"));
            Files.writeString(installed, wanted);
        }
    }

    @Test
    void openais_does_all_it_promises_whatever_the_target_speaks() {
        String words = run("openai");

        assertThat(upstreams.callsOfBroke("openai-node")).isEqualTo(1);
        theLinesOfItsBatchAreInTheLedger(words);
    }

    @Test
    void anthropics_does_all_it_promises_whatever_the_target_speaks() {
        run("anthropic");

        assertThat(upstreams.callsOfBroke("anthropic-node")).isEqualTo(1);
    }

    @Test
    void vercels_does_all_it_promises_in_both_dialects_whatever_the_target_speaks() {
        run("ai");
    }

    private void theLinesOfItsBatchAreInTheLedger(String words) {
        Matcher lines = LINES.matcher(words);
        assertThat(lines.find()).isTrue();
        List<String> requests = List.of(lines.group(1).split(" "));
        assertThat(requests).hasSameSizeAs(Upstreams.MODELS);
        assertThat(requests)
                .extracting(request ->
                        installation.explained(request, 1).path("attempts").path(0))
                .allMatch(attempt -> attempt.path("outcome").asText().equals("SUCCEEDED"));
    }

    private String run(String script) {
        String sdk = script + "-node";
        Installation.Said said = installation.run(
                List.of("node", "e2e/sdk/" + script + ".mjs"),
                installation.with(Map.of(
                        "SIGNALBOX_MODELS", String.join(",", Upstreams.MODELS),
                        "SIGNALBOX_LIMITED_MODEL", upstreams.limitedOnce(sdk),
                        "SIGNALBOX_BROKE_MODEL", upstreams.broke(sdk))));

        assertThat(said.words()).contains("promises");
        assertThat(said.exit()).isZero();
        return said.words();
    }
}
