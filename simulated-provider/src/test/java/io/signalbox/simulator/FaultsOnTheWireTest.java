package io.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.simulator.dialect.Dialect;
import io.signalbox.simulator.dialect.Dialects;
import io.signalbox.simulator.fault.Fault;
import io.signalbox.simulator.fault.FaultKind;
import io.signalbox.simulator.fault.FaultRule;
import io.signalbox.simulator.tally.TallyEntry;
import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of fault, seen from a plain socket, in every dialect, for JSON answers and streams. */
final class FaultsOnTheWireTest {
    private static final int WORDS = 8;

    private SimulatedProvider provider;

    @BeforeEach
    void start() throws IOException {
        provider = SimulatedProvider.start(Settings.local()
                .withKey("openai", Client.OPENAI_KEY)
                .withKey("anthropic", Client.ANTHROPIC_KEY)
                .withKey("gemini", Client.GEMINI_KEY));
    }

    @AfterEach
    void stop() throws IOException {
        provider.close();
    }

    /** A kind, in a dialect, befalling a stream or a JSON answer. */
    record Case(FaultKind kind, String dialect, boolean stream) {}

    static Stream<Case> cases() {
        return Stream.of(FaultKind.values())
                .flatMap(kind -> Stream.of("openai", "anthropic", "gemini")
                        .flatMap(dialect -> Stream.of(true, false)
                                .filter(kind::befalls)
                                .map(stream -> new Case(kind, dialect, stream))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void every_fault_is_seen_on_the_wire_and_in_the_tally(Case one) throws Exception {
        Fault fault = Fault.of(one.kind()).withMillis(one.kind() == FaultKind.CONNECTION_REFUSED ? 2_000 : 30);
        boolean hangs = one.kind().name().startsWith("HANG");
        provider.faults().add(FaultRule.once(one.kind()).with(hangs ? Fault.of(one.kind()) : fault));

        Wire.Heard heard = ask(one, hangs ? Wire.expectingSilence(provider.port()) : new Wire(provider.port()));

        assertHeard(one, heard);
        assertTally(one);
        if (one.kind() == FaultKind.CONNECTION_REFUSED) {
            assertThat(ask(one, new Wire(provider.port())).end()).isEqualTo(Wire.End.REFUSED);
            provider.acceptConnections();
        }
        assertThat(ask(one, new Wire(provider.port())).status())
                .as("the fault is spent")
                .isEqualTo(200);
    }

    private static Wire.Heard ask(Case one, Wire wire) throws IOException {
        String body = "{\"model\":\"sim-small\",\"max_tokens\":" + WORDS + ",\"stream\":" + one.stream()
                + ",\"stream_options\":{\"include_usage\":true},\"messages\":[{\"role\":\"user\",\"content\":\"Zählwerk\"}]}";
        String contents = "{\"generationConfig\":{\"maxOutputTokens\":" + WORDS
                + "},\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Zählwerk\"}]}]}";
        String method = one.stream() ? "streamGenerateContent?alt=sse" : "generateContent";
        return switch (one.dialect()) {
            case "openai" ->
                wire.post("/openai/v1/chat/completions", "authorization: Bearer " + Client.OPENAI_KEY + "\r\n", body);
            case "anthropic" ->
                wire.post("/anthropic/v1/messages", "x-api-key: " + Client.ANTHROPIC_KEY + "\r\n", body);
            default ->
                wire.post(
                        "/gemini/v1beta/models/sim-small:" + method,
                        "x-goog-api-key: " + Client.GEMINI_KEY + "\r\n",
                        contents);
        };
    }

    /** What ends a stream well. */
    private static String terminator(Case one) {
        return switch (one.dialect()) {
            case "openai" -> "data: [DONE]";
            case "anthropic" -> "event: message_stop";
            default -> "\"finishReason\"";
        };
    }

    /** What each piece of text begins with. */
    private static String delta(Case one) {
        return switch (one.dialect()) {
            case "openai" -> "\"delta\":{\"content\":";
            case "anthropic" -> "\"text_delta\"";
            default -> "[{\"text\":";
        };
    }

    private void assertTally(Case one) {
        TallyEntry entry = provider.tally().entries().get(0);
        assertThat(entry.phase()).isEqualTo(TallyEntry.Phase.ANSWERED);
        assertThat(entry.fault()).isEqualTo(one.kind().wireName());
        switch (one.kind().effect()) {
            case FAILS -> assertThat(entry.tokens().output()).isZero();
            case BREAKS -> assertThat(entry.tokens().output()).isEqualTo(brokenTokens(one));
            case HARMLESS -> {
                assertThat(entry.tokens().output()).isEqualTo(WORDS);
                assertThat(entry.completed()).isTrue();
            }
        }
        if (one.kind().effect() == FaultKind.Effect.BREAKS) {
            assertThat(entry.completed()).isFalse();
        }
    }

    private static long brokenTokens(Case one) {
        if (!one.stream()) {
            return 0;
        }
        boolean all = one.kind() == FaultKind.MISSING_TERMINATOR || one.kind() == FaultKind.MALFORMED_CHUNK;
        return all ? WORDS : WORDS / 2;
    }

    private static void assertHeard(Case one, Wire.Heard heard) {
        String terminator = terminator(one);
        String delta = delta(one);
        switch (one.kind()) {
            case CONNECTION_REFUSED, CONNECTION_RESET -> {
                assertThat(heard.text()).isEmpty();
                assertThat(heard.end()).isEqualTo(Wire.End.RESET);
            }
            case CONNECTION_CLOSED -> assertThat(heard).isEqualTo(new Wire.Heard("", Wire.End.CLOSED));
            case HANG_BEFORE_HEADERS -> assertThat(heard).isEqualTo(new Wire.Heard("", Wire.End.SILENT));
            case RESET_MID_BODY -> assertHalf(one, heard, Wire.End.RESET, terminator);
            case HANG_MID_STREAM -> assertHalf(one, heard, Wire.End.SILENT, terminator);
            case HANG_BEFORE_FIRST_TOKEN -> {
                assertThat(heard.status()).isEqualTo(200);
                assertThat(heard.end()).isEqualTo(Wire.End.SILENT);
                assertThat(heard.body()).doesNotContain(delta, "content\":\"You");
            }
            case TRUNCATED_STREAM -> {
                assertThat(heard.body()).contains(delta).doesNotContain(terminator);
                assertThat(heard.ended()).isTrue();
            }
            case MISSING_TERMINATOR -> {
                assertThat(count(heard.body(), delta)).isEqualTo(WORDS);
                assertThat(heard.body()).doesNotContain(terminator, "\"stop\"", "message_delta");
                assertThat(heard.ended()).isTrue();
            }
            case ERROR_EVENT_FIRST ->
                assertThat(heard.body()).contains("\"error\"").doesNotContain(delta, terminator);
            case ERROR_EVENT_MID ->
                assertThat(heard.body()).contains("\"error\"", delta).doesNotContain(terminator);
            case EMPTY_STREAM -> {
                assertThat(heard.head()).contains("text/event-stream");
                assertThat(heard.body()).isEmpty();
                assertThat(heard.ended()).isTrue();
            }
            default -> assertAnswered(one, heard, terminator, delta);
        }
    }

    private static void assertHalf(Case one, Wire.Heard heard, Wire.End end, String terminator) {
        assertThat(heard.status()).isEqualTo(200);
        assertThat(heard.end()).isEqualTo(end);
        assertThat(heard.body()).isNotEmpty().doesNotContain("usage\":{\"prompt");
        if (one.stream()) {
            assertThat(heard.body()).doesNotContain(terminator);
        } else {
            assertThat(heard.body().length()).isLessThan(declaredLength(heard));
        }
    }

    private static void assertAnswered(Case one, Wire.Heard heard, String terminator, String delta) {
        assertThat(heard.end()).isEqualTo(Wire.End.CLOSED);
        var error = one.kind().error();
        if (error != null) {
            Dialect dialect = new Dialects().find(one.dialect()).orElseThrow();
            assertThat(heard.status()).isEqualTo(dialect.status(error));
            assertThat(heard.head()).contains("application/json");
            assertThat(heard.body()).startsWith("{").contains(heard.status() == 200 ? "blockReason" : "\"error\":{");
            assertThat(heard.head().contains("retry-after: 1")).isEqualTo(one.kind() == FaultKind.RATE_LIMITED);
            return;
        }
        assertThat(heard.status()).isEqualTo(200);
        switch (one.kind()) {
            case SLOW -> assertThat(heard.body()).contains(one.stream() ? terminator : "usage");
            case GARBAGE_BODY -> assertThat(heard.body()).contains("not what was expected");
            case EMPTY_BODY -> assertThat(heard.body()).isEmpty();
            case TRUNCATED_JSON -> {
                assertThat(heard.body()).startsWith("{").doesNotEndWith("}");
                assertThat(heard.body().length()).isEqualTo(declaredLength(heard));
            }
            case WRONG_CONTENT_TYPE -> assertThat(heard.head()).contains("text/html");
            case ERROR_WITH_200 -> assertThat(heard.body()).startsWith("{").contains("\"error\":{");
            case MALFORMED_CHUNK -> assertThat(heard.body()).contains("[{\"del\n\n", terminator);
            case MISSING_USAGE -> assertThat(heard.body()).doesNotContain("usage\":{");
            case DUPLICATE_CHUNK -> {
                assertThat(count(heard.body(), delta)).isEqualTo(WORDS + 1);
                assertThat(heard.body()).contains(terminator);
            }
            case HUGE_CHUNK -> {
                assertThat(heard.body().length()).isGreaterThan(1 << 20);
                assertThat(heard.body()).contains(terminator);
            }
            case KEEP_ALIVE_COMMENTS ->
                assertThat(count(heard.body(), ": keep-alive")).isGreaterThan(WORDS);
            default -> throw new AssertionError("nothing is asserted about " + one.kind());
        }
    }

    private static int declaredLength(Wire.Heard heard) {
        String header = "content-length: ";
        int from = heard.head().indexOf(header) + header.length();
        return Integer.parseInt(heard.head().substring(from).lines().findFirst().orElseThrow());
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
