package io.signalbox.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.adapter.wire.WireJson;
import io.signalbox.gateway.pipeline.RawCaller.Heard;
import io.signalbox.simulator.Settings;
import io.signalbox.simulator.SimulatedProvider;
import io.signalbox.simulator.tally.ReceivedRequests.ReceivedRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is wrong with a request is told its caller in its dialect, and no provider is asked. {@code -Dhostile.seed=} repeats
 * a run.
 */
class HostileBodiesTest {
    private static final int REQUESTS = 1_000;
    private static final int CALLERS = 8;
    /** Reads JSON as strictly as the standard, and is not ours. */
    private static final ObjectMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(100_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private SimulatedProvider provider;

    /** A right request to a path. */
    record Right(String path, String body) {}

    @BeforeEach
    void start() throws IOException {
        Settings keys = Settings.local();
        for (String dialect : List.of("openai", "anthropic", "gemini")) {
            keys = keys.withKey(dialect, "sk-" + dialect);
        }
        provider = SimulatedProvider.start(keys);
        for (String dialect : List.of("openai", "anthropic", "gemini")) {
            provider.models(dialect).add("small");
            gateway.target(dialect, dialect, provider.baseUrl(dialect));
        }
        gateway.start();
    }

    @AfterEach
    void close() throws IOException {
        gateway.close();
        provider.close();
    }

    /** Everything the dialect matrix asks for, of targets of every dialect. */
    private static List<Right> rightRequests() {
        List<Right> right = new ArrayList<>();
        for (String dialect : List.of("chat", "messages")) {
            JsonNode sheet =
                    WireJson.resource(HostileBodiesTest.class, "/io/signalbox/gateway/matrix/" + dialect + ".yaml");
            for (JsonNode feature : sheet.path("features")) {
                for (String target : List.of("openai", "anthropic", "gemini")) {
                    ObjectNode body = WireJson.mapper().createObjectNode().put("model", target + "/small");
                    body.setAll((ObjectNode) feature.path("request"));
                    right.add(new Right(sheet.path("path").asText(), body.toString()));
                }
            }
        }
        return right;
    }

    @Test
    void a_thousand_spoiled_requests_are_answered_in_their_dialect_and_a_decent_caller_is_served_beside_them()
            throws Exception {
        long seed = Long.getLong("hostile.seed", System.nanoTime());
        List<Right> right = rightRequests();
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS + 1)) {
            Future<List<Long>> decent = callers.submit(() -> decent(over));
            List<Future<String>> spoiled = new ArrayList<>();
            for (int number = 0; number < REQUESTS; number++) {
                long own = seed + number;
                spoiled.add(callers.submit(() -> spoil(right, own)));
            }
            List<String> wrong = new ArrayList<>();
            try {
                for (Future<String> each : spoiled) {
                    Optional.of(each.get()).filter(what -> !what.isEmpty()).ifPresent(wrong::add);
                }
            } finally {
                over.set(true);
            }
            List<Long> served = decent.get();
            System.out.printf(
                    "hostile.seed=%d: a decent caller's %d calls beside %d spoiled ones: median %.1f ms, p99 %.1f ms%n",
                    seed, served.size(), REQUESTS, at(served, 0.5), at(served, 0.99));
            assertThat(wrong).as("seed %d", seed).isEmpty();
            assertThat(served).isNotEmpty();
        }
    }

    private static double at(List<Long> sorted, double share) {
        return sorted.get((int) ((sorted.size() - 1) * share)) / 1e6;
    }

    private List<Long> decent(AtomicBoolean over) {
        List<Long> nanos = new ArrayList<>();
        while (!over.get()) {
            long began = System.nanoTime();
            HttpResponse<String> reply = gateway.caller().chat(Talk.ASK.replace("main/small", "openai/small"));
            assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
            nanos.add(System.nanoTime() - began);
        }
        nanos.sort(null);
        return nanos;
    }

    /** Empty when all is well, else what is not. */
    private String spoil(List<Right> rights, long seed) throws IOException {
        Random random = new Random(seed);
        Mutations mutations = new Mutations(random);
        Right right = rights.get(random.nextInt(rights.size()));
        byte[] body = mutations.of(right.body().getBytes(StandardCharsets.UTF_8));
        String headers = mutations.headers();
        Heard heard;
        try (RawCaller caller = new RawCaller(gateway.port())) {
            heard = caller.send(RawCaller.head(
                            right.path(), headers + "content-length: " + body.length + "\r\nconnection: close\r\n"))
                    .send(body)
                    .hear();
        } catch (SocketTimeoutException forgotten) {
            heard = new Heard(0, "", "");
        }
        String what = judged(right, body, headers, heard);
        return what.isEmpty()
                ? ""
                : "%s (seed %d): %s%n  %s%n  %s%n  %s%n  %s"
                        .formatted(
                                right.path(),
                                seed,
                                what,
                                headers.strip(),
                                new String(body, StandardCharsets.UTF_8),
                                heard.head(),
                                heard.body());
    }

    private String judged(Right right, byte[] body, String headers, Heard heard) {
        if (heard.status() == 0) {
            return "no answer";
        }
        if (!heard.head().contains("x-request-id: ")) {
            // It is no HTTP, so nobody knows what was asked for; HTTP itself says so.
            boolean head = headers.startsWith(":")
                    || headers.contains("bad name")
                    || headers.contains("\u0000")
                    || headers.startsWith("x-big")
                    || headers.startsWith("expect");
            return head && heard.status() >= 400 && heard.status() < 500 ? "" : "an answer without an id";
        }
        Optional<ReceivedRequest> received = provider.requests().lastWith("x-signalbox-request-id", heard.requestId());
        if (received.isPresent() && !isJson(received.get().body().getBytes(StandardCharsets.UTF_8))) {
            return "the provider was sent " + received.get().body();
        }
        if (!isJson(body) && received.isPresent()) {
            return "no JSON, and the provider was asked";
        }
        if (heard.status() == 200) {
            return received.isPresent() ? "" : "an answer nobody gave";
        }
        if (heard.status() >= 500 || heard.status() < 400) {
            return "not the caller's fault?";
        }
        boolean said = heard.error().path("message").asText().length() > 1
                && heard.error().path("type").asText().length() > 1
                && right.path().contains("messages")
                        == Messages.json(heard.body()).path("type").asText().equals("error");
        return said ? "" : "an error not of this dialect";
    }

    private static boolean isJson(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            STRICT.readTree(body);
            return true;
        } catch (CharacterCodingException broken) {
            return false;
        } catch (IOException broken) {
            return false;
        }
    }

    private HttpResponse<String> ask(String target, String more) {
        return gateway.caller()
                .chat("{\"model\":\"" + target + "/small\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]" + more
                        + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999999", "1e30", "9223372036854775808", "-9223372036854775809"})
    void a_number_too_large_for_its_field_is_refused_and_not_bent(String number) {
        for (String target : List.of("anthropic", "gemini")) {
            HttpResponse<String> reply = ask(target, ",\"max_completion_tokens\":" + number);

            assertThat(reply.statusCode()).as(target).isEqualTo(400);
            assertThat(Messages.json(reply.body()).at("/error/param").asText()).isEqualTo("max_completion_tokens");
        }
        assertThat(provider.tally().entries()).isEmpty();
    }

    @Test
    void a_field_said_twice_is_refused_at_any_depth_where_only_one_could_be_passed_on() {
        String twice = "{\"model\":\"anthropic/small\",\"messages\":"
                + "[{\"role\":\"user\",\"content\":\"be good\",\"content\":\"be bad\"}]}";

        HttpResponse<String> reply = gateway.caller().chat(twice);

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(Messages.json(reply.body()).at("/error/code").asText()).isEqualTo("invalid_json");
        assertThat(reply.body()).contains("twice");
        assertThat(provider.tally().entries()).isEmpty();
    }

    @Test
    void what_is_nested_as_deep_as_is_allowed_is_served_and_deeper_is_refused() {
        String tool = ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"deep\",\"parameters\":%s}}]";
        for (String target : List.of("openai", "anthropic", "gemini")) {
            HttpResponse<String> deep = ask(target, tool.formatted("{\"a\":".repeat(900) + "1" + "}".repeat(900)));
            HttpResponse<String> deeper =
                    ask(target, tool.formatted("{\"a\":".repeat(1_100) + "1" + "}".repeat(1_100)));

            assertThat(deep.statusCode()).as(deep.body()).isEqualTo(200);
            assertThat(deeper.statusCode()).as(target).isEqualTo(400);
            assertThat(deeper.body()).contains("nested deeper");
        }
        assertThat(provider.tally().entries()).hasSize(3);
    }
}
