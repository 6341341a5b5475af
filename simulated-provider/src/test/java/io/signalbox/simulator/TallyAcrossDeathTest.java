package io.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.simulator.tally.TallyEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as its own process: killed in the middle of answers, started again on the same tally. */
final class TallyAcrossDeathTest {
    private static final int ANSWERED = 20;
    private static final int IN_FLIGHT = 5;
    private static final long WAIT_SECONDS = 20;

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void a_killed_simulator_still_knows_what_it_received_and_answered() throws Exception {
        Path tally = folder.resolve("tally.ndjson");
        String url = start(tally);
        Client client = new Client(url);
        for (int i = 0; i < ANSWERED; i++) {
            assertThat(client.openAi("/chat/completions", chat("hi", false)).status())
                    .isEqualTo(200);
        }
        List<Socket> streams = new ArrayList<>();
        for (int i = 0; i < IN_FLIGHT; i++) {
            streams.add(beginStream(url));
        }
        started.getLast().destroyForcibly().waitFor(WAIT_SECONDS, TimeUnit.SECONDS);
        Files.writeString(tally, "{\"sequence\":99,\"phase\":\"RECEI", StandardOpenOption.APPEND);

        Client again = new Client(start(tally));
        again.openAi("/chat/completions", chat("hi", false));

        var summary = again.admin("GET", "/tally/summary", "").json();
        assertThat(summary.path("received").asInt()).isEqualTo(ANSWERED + IN_FLIGHT + 1);
        assertThat(summary.path("answered").asInt()).isEqualTo(ANSWERED + 1);
        assertThat(summary.path("completed").asInt()).isEqualTo(ANSWERED + 1);
        assertThat(summary.at("/tokens/output").asInt()).isEqualTo((ANSWERED + 1) * 12);
        List<Long> sequences = new ArrayList<>();
        again.admin("GET", "/tally?since=0", "")
                .body()
                .lines()
                .forEach(line -> sequences.add(Long.parseLong(line.substring(12, line.indexOf(',')))));
        assertThat(sequences).doesNotHaveDuplicates().isSorted().hasSize(ANSWERED + IN_FLIGHT + 1);
        for (Socket stream : streams) {
            stream.close();
        }
    }

    @Test
    void a_caller_that_leaves_is_counted_with_what_it_got() throws Exception {
        try (SimulatedProvider provider =
                SimulatedProvider.start(Settings.local().withKey("openai", Client.OPENAI_KEY))) {
            beginStream(provider.url()).close();

            TallyEntry entry = awaitAnswered(provider);

            assertThat(entry.completed()).isFalse();
            assertThat(entry.tokens().output()).isBetween(1L, 99L);
            assertThat(entry.tokens().input()).isPositive();
        }
    }

    @Test
    void a_taken_port_a_taken_tally_and_a_wrong_option_are_one_sentence_and_exit_2() throws Exception {
        Path tally = folder.resolve("tally.ndjson");
        String url = start(tally);
        String port = url.substring(url.lastIndexOf(':') + 1);

        assertThat(refusal("--port", port))
                .contains("cannot listen on 127.0.0.1:" + port)
                .hasLineCount(1);
        assertThat(refusal("--port", "0", "--tally", tally.toString()))
                .contains("another")
                .hasLineCount(1);
        assertThat(refusal("--prot", "1")).contains("no option '--prot'").hasLineCount(1);
        assertThat(refusal("--key", "sonne")).contains("DIALECT=KEY").hasLineCount(1);
    }

    private static TallyEntry awaitAnswered(SimulatedProvider provider) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (System.nanoTime() < deadline) {
            TallyEntry entry = provider.tally().entries().get(0);
            if (entry.phase() == TallyEntry.Phase.ANSWERED) {
                return entry;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the caller left, and the tally never heard of it");
    }

    private static String chat(String text, boolean stream) {
        return "{\"model\":\"sim-small\",\"stream\":" + stream + ",\"messages\":[{\"role\":\"user\",\"content\":\""
                + text + "\"}]}";
    }

    /** A slow stream of which some content has arrived. */
    private static Socket beginStream(String url) throws IOException {
        Socket socket = new Socket("127.0.0.1", Integer.parseInt(url.substring(url.lastIndexOf(':') + 1)));
        socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(WAIT_SECONDS));
        String body = chat("[[sim output=100 delay=200]]", true);
        socket.getOutputStream()
                .write(("POST /openai/v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer "
                                + Client.OPENAI_KEY + "\r\ncontent-length: " + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.UTF_8));
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); !line.contains("\"content\":\"You"); line = lines.readLine()) {
            assertThat(line).isNotNull();
        }
        return socket;
    }

    private String start(Path tally) throws IOException {
        Process process = new ProcessBuilder(command(List.of(
                        "--port",
                        "0",
                        "--tally",
                        tally.toString(),
                        "--key",
                        "openai=" + Client.OPENAI_KEY,
                        "--admin-token",
                        Client.ADMIN_TOKEN)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        started.add(process);
        String line = process.inputReader().readLine();
        assertThat(line).startsWith("simulated-provider: listening on ");
        return line.substring(line.indexOf("http"));
    }

    private String refusal(String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(List.of(arguments))).start();
        started.add(process);
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        return said.lines().filter(line -> !line.startsWith("WARNING:")).reduce("", (a, b) -> a + b + "\n");
    }

    private static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SimulatedProviderProgram.class.getName()));
        command.addAll(arguments);
        return command;
    }
}
