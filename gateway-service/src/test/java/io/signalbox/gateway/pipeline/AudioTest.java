package io.signalbox.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.contracts.ModelType;
import io.signalbox.contracts.Money;
import io.signalbox.contracts.catalog.CatalogEvent.DefaultModelSet;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.gateway.journal.AttemptClosing;
import io.signalbox.kit.identity.NamedId;
import io.signalbox.simulator.Settings;
import io.signalbox.simulator.SimulatedProvider;
import io.signalbox.simulator.fault.FaultKind;
import io.signalbox.simulator.fault.FaultRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Speech comes as bytes nobody reads, recordings go as forms nobody rebuilds; both are metered all the same. */
class AudioTest {
    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private SimulatedProvider provider;

    @BeforeEach
    void start() throws IOException {
        provider = SimulatedProvider.start(Settings.local().withKey("openai", "sk-main"));
        gateway.target("main", "openai", provider.baseUrl("openai"))
                .offers("main", "openai", "sim-tts", ModelType.TTS, "characters", "0.000015")
                .offers("main", "openai", "sim-whisper", ModelType.SPEECH_TO_TEXT, "seconds", "0.0001")
                .offers("main", "openai", "sim-hear", ModelType.SPEECH_TO_TEXT, "audio_input_tokens", "0.000006")
                .start();
    }

    @AfterEach
    void close() throws IOException {
        gateway.close();
        provider.close();
    }

    private HttpResponse<String> speak(String text, String more) {
        return gateway.caller()
                .send(gateway.caller()
                        .post(
                                "/v1/audio/speech",
                                "{\"model\":\"main/sim-tts\",\"voice\":\"alloy\",\"input\":\"%s\"%s}"
                                        .formatted(text, more)));
    }

    private AttemptClosing closing() {
        return gateway.closed(1).getFirst().closing();
    }

    /** A form as SDKs write it; the file's bytes are those of Latin-1. */
    private HttpRequest.Builder form(String file, String... fields) {
        StringBuilder form = new StringBuilder();
        for (int each = 0; each < fields.length; each += 2) {
            form.append("--xyz\r\nContent-Disposition: form-data; name=\"" + fields[each] + "\"\r\n\r\n"
                    + fields[each + 1] + "\r\n");
        }
        form.append("--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"talk.wav\"\r\n"
                + "Content-Type: audio/wav\r\n\r\n" + file + "\r\n--xyz--\r\n");
        return gateway.caller()
                .to("/v1/audio/transcriptions")
                .header("content-type", "multipart/form-data; boundary=xyz")
                .POST(BodyPublishers.ofByteArray(form.toString().getBytes(StandardCharsets.ISO_8859_1)));
    }

    private HttpResponse<String> transcribe(String file, String... fields) {
        return gateway.caller().send(form(file, fields));
    }

    @Test
    void speech_passes_byte_by_byte_under_its_own_type_and_is_metered_by_its_input() {
        HttpResponse<String> reply = speak("größer 😀 x", ",\"response_format\":\"wav\"");

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(reply.headers().firstValue("content-type")).hasValue("audio/wav");
        assertThat(reply.headers().firstValue("x-signalbox-target")).hasValue("main/sim-tts");
        assertThat(reply.body()).isEqualTo("\0".repeat(256) + "\1".repeat(256) + "\2".repeat(256));
        assertThat(closing().meters()).isEqualTo(Map.of("characters", BigDecimal.TEN));
        assertThat(closing().estimated()).isFalse();
        assertThat(closing().firstTokenMicros()).isNotNull();
        assertThat(closing().shownCost()).isEqualTo(Money.usd("0.00015"));
        assertThat(gateway.closed(1).getFirst().opening().estimatedMeters()).containsOnlyKeys("characters");
    }

    @Test
    void speech_that_fails_before_its_first_byte_is_tried_again_unseen() {
        provider.faults().add(FaultRule.once(FaultKind.CONNECTION_RESET));

        HttpResponse<String> reply = speak("hello", "");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).hasSize(256);
        assertThat(gateway.closed(2))
                .extracting(entry -> entry.closing().outcome())
                .containsExactly(Outcome.FAILED, Outcome.SUCCEEDED);
    }

    @Test
    void speech_that_breaks_off_breaks_the_callers_connection_off_because_it_can_say_nothing() {
        provider.faults().add(FaultRule.once(FaultKind.RESET_MID_BODY));

        assertThatThrownBy(() -> speak("one two three four", "")).isInstanceOf(UncheckedIOException.class);

        assertThat(closing().failure()).isEqualTo(FailureKind.CONNECTION_LOST);
        assertThat(closing().meters()).isEqualTo(Map.of("characters", new BigDecimal(18)));
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG_CONTENT_TYPE, MALFORMED_ANSWER, 502",
        "EMPTY_BODY, STREAM_TRUNCATED, 502",
        "ERROR_WITH_200, OVERLOADED, 503"
    })
    void a_page_nothing_at_all_or_an_error_is_no_speech(FaultKind fault, FailureKind failure, int status) {
        provider.faults().add(FaultRule.forever(fault));

        HttpResponse<String> reply = speak("hello", "");

        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(closing().failure()).isEqualTo(failure);
    }

    @Test
    void speech_as_events_tells_its_tokens() {
        HttpResponse<String> reply = speak("hello there", ",\"stream_format\":\"sse\"");

        assertThat(reply.headers().firstValue("content-type")).hasValue("text/event-stream; charset=utf-8");
        assertThat(reply.body()).contains("speech.audio.delta", "speech.audio.done");
        assertThat(closing().meters())
                .isEqualTo(Map.of("input_tokens", new BigDecimal(2), "audio_output_tokens", new BigDecimal(20)));
    }

    @Test
    void a_recording_reaches_its_target_with_nothing_changed_but_the_model() {
        String file = "RIFF\0ÿþ\r\n--xy\r\n--xyy".repeat(2_000);

        HttpResponse<String> reply =
                transcribe(file, "timestamp_granularities[]", "word", "model", "main/sim-whisper", "prompt", "Jörg");

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body()).contains("Heard " + file.length() + " bytes of talk.wav");
        assertThat(reply.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(provider.requests().last(1).getFirst().body())
                .contains("name=\"model\"\r\n\r\nsim-whisper\r\n--xyz", "timestamp_granularities[]");
        assertThat(closing().meters()).isEqualTo(Map.of("seconds", new BigDecimal(2)));
        assertThat(closing().shownCost()).isEqualTo(Money.usd("0.0002"));
        assertThat(gateway.closed(1).getFirst().opening().operation()).isEqualTo("transcriptions");
    }

    @Test
    void a_transcript_as_text_keeps_its_type_and_is_estimated_by_the_length_of_the_recording() {
        HttpResponse<String> reply = transcribe(wav(1.5), "model", "main/sim-whisper", "response_format", "srt");

        assertThat(reply.headers().firstValue("content-type")).hasValue("text/plain; charset=utf-8");
        assertThat(reply.body()).startsWith("1\n00:00:00,000 --> ");
        assertThat(closing().meters()).isEqualTo(Map.of("seconds", new BigDecimal("1.500")));
        assertThat(closing().estimated()).isTrue();
    }

    @Test
    void a_recording_nobody_tells_the_length_of_has_no_price_instead_of_no_cost() {
        HttpResponse<String> reply =
                transcribe("no wav at all", "model", "main/sim-whisper", "response_format", "text");

        assertThat(reply.body()).isEqualTo("Heard 13 bytes of talk.wav\n");
        assertThat(closing().meters()).isEqualTo(Map.of("requests", BigDecimal.ONE));
        assertThat(closing().shownCost()).isNull();
    }

    @Test
    void a_transcript_streams_where_its_model_streams_and_comes_whole_where_it_ignores_the_wish() {
        HttpResponse<String> streamed = transcribe("abc", "model", "main/sim-hear", "stream", "true");
        HttpResponse<String> whole = transcribe("abc", "model", "main/sim-whisper", "stream", "true");

        assertThat(streamed.headers().firstValue("content-type")).hasValue("text/event-stream; charset=utf-8");
        assertThat(streamed.body()).contains("transcript.text.delta", "transcript.text.done");
        assertThat(whole.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(gateway.closed(2))
                .extracting(entry -> entry.closing().meters().keySet())
                .containsExactly(Set.of("audio_input_tokens", "output_tokens"), Set.of("seconds"));
    }

    @Test
    void a_recording_whose_target_fails_is_sent_again_whole() {
        provider.faults().add(FaultRule.once(FaultKind.SERVER_ERROR));

        HttpResponse<String> reply = transcribe("x".repeat(20_000), "model", "main/sim-whisper");

        assertThat(reply.body()).contains("Heard 20000 bytes");
        assertThat(gateway.closed(2))
                .extracting(entry -> entry.closing().outcome())
                .containsExactly(Outcome.FAILED, Outcome.SUCCEEDED);
    }

    @Test
    void a_form_without_a_model_gets_that_of_the_tenant_put_in_front() {
        gateway.accept(new DefaultModelSet(
                DataPlaneFixture.ACME,
                ModelType.SPEECH_TO_TEXT,
                NamedId.of("configuration/main"),
                "sim-whisper",
                DataPlaneFixture.THEN));
        gateway.compile(true);

        HttpResponse<String> reply = transcribe("abc", "language", "en");

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(provider.requests().last(1).getFirst().body())
                .startsWith("--xyz\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nsim-whisper\r\n--xyz\r\n");
    }

    @Test
    void what_is_no_form_or_too_large_a_form_is_refused() {
        HttpResponse<String> json = gateway.caller()
                .send(gateway.caller().post("/v1/audio/transcriptions", "{\"model\":\"main/sim-whisper\"}"));
        HttpResponse<String> large = transcribe("x".repeat(DataPlaneFixture.BODY_MAX), "model", "main/sim-whisper");
        HttpResponse<String> twice = transcribe("abc", "model", "main/sim-whisper", "model", "main/sim-hear");

        assertThat(json.statusCode()).isEqualTo(415);
        assertThat(json.body()).contains("multipart/form-data");
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(twice.statusCode()).isEqualTo(400);
        assertThat(twice.body()).contains("\"code\":\"duplicate_field\"", "\"param\":\"model\"");
        assertThat(gateway.journal.opened).isEmpty();
    }

    private static String wav(double seconds) {
        int bytes = (int) (16_000 * seconds);
        ByteBuffer file = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + bytes);
        file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        file.putShort((short) 1).putShort((short) 1).putInt(8_000).putInt(16_000);
        file.putShort((short) 2).putShort((short) 16);
        file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
        return new String(file.array(), StandardCharsets.ISO_8859_1);
    }
}
