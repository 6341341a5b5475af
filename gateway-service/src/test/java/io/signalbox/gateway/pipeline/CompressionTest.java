package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.ScriptedProvider.events;
import static io.signalbox.gateway.pipeline.ScriptedProvider.json;
import static io.signalbox.gateway.pipeline.Talk.ANSWER;
import static io.signalbox.gateway.pipeline.Talk.ASK;
import static io.signalbox.gateway.pipeline.Talk.ASK_STREAM;
import static io.signalbox.gateway.pipeline.Talk.DONE;
import static io.signalbox.gateway.pipeline.Talk.HEL;
import static io.signalbox.gateway.pipeline.Talk.ROLE;
import static io.signalbox.gateway.pipeline.Talk.STOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.gateway.TestGateway;
import io.signalbox.gateway.snapshot.SnapshotHolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers are compressed for callers that accept it, when there is something to win. */
class CompressionTest {
    private static final String LONG = ANSWER.replace("hello", "hello ".repeat(4_000));
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path directory;

    private static ScriptedProvider provider;
    private static DataPlaneFixture knowledge;
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        provider = new ScriptedProvider();
        knowledge = new DataPlaneFixture();
        gateway = TestGateway.start(directory, "signalbox.egress.allow=127.0.0.0/8");
        knowledge.openTarget("main", provider.baseUrl()).compile(true);
        gateway.context().getBean(SnapshotHolder.class).replace(knowledge.snapshots.current());
    }

    @AfterAll
    static void close() {
        gateway.close();
        knowledge.close();
        provider.close();
    }

    private static HttpResponse<byte[]> ask(String body, String accepted) {
        try {
            HttpRequest request = HttpRequest.newBuilder(gateway.uri("/v1/chat/completions"))
                    .header("authorization", "Bearer " + DataPlaneFixture.KEY)
                    .header("content-type", "application/json")
                    .header("accept-encoding", accepted)
                    .POST(BodyPublishers.ofString(body))
                    .build();
            return HTTP.send(request, BodyHandlers.ofByteArray());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String text(HttpResponse<byte[]> plain) {
        assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
        return new String(plain.body(), StandardCharsets.UTF_8);
    }

    @Test
    void a_long_answer_is_compressed_for_a_caller_that_accepts_it() throws IOException {
        provider.answers(json(200, LONG));

        HttpResponse<byte[]> reply = ask(ASK, "gzip, deflate");

        assertThat(reply.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(reply.body().length).isLessThan(LONG.length() / 10);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(reply.body())).readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(LONG);
    }

    @Test
    void it_counts_as_delivered_like_any_other() {
        provider.answers(json(200, LONG));

        ask(ASK, "gzip");

        Gauge undelivered = gateway.context()
                .getBean(MeterRegistry.class)
                .get("signalbox.gateway.journal.undelivered")
                .gauge();
        await().until(() -> undelivered.value() == 0);
    }

    @Test
    void a_caller_that_accepts_nothing_gets_it_as_it_is() {
        provider.answers(json(200, LONG));
        assertThat(text(ask(ASK, "identity"))).isEqualTo(LONG);
    }

    @Test
    void a_short_answer_is_not_worth_it() {
        provider.answers(json(200, ANSWER));
        assertThat(text(ask(ASK, "gzip"))).isEqualTo(ANSWER);
    }

    @Test
    void a_stream_goes_out_event_by_event() {
        provider.answers(events(ROLE, HEL.replace("hel", "hel".repeat(10_000)), STOP, DONE));
        assertThat(text(ask(ASK_STREAM, "gzip"))).startsWith("data: ").endsWith(DONE + "\n\n");
    }
}
