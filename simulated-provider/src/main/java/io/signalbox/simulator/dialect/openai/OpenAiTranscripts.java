package io.signalbox.simulator.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.simulator.conversation.Tokens;
import io.signalbox.simulator.conversation.Words;
import io.signalbox.simulator.dialect.Body;
import io.signalbox.simulator.dialect.Call;
import io.signalbox.simulator.dialect.Frame;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.Models;
import io.signalbox.simulator.dialect.ProviderError;
import io.signalbox.simulator.dialect.ProviderErrorException;
import io.signalbox.simulator.dialect.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Transcripts: what is heard is the name and the size of the file, and 16,000 bytes of it are a second. A model with
 * {@code whisper} in its name bills seconds and never streams, others bill tokens and may.
 */
final class OpenAiTranscripts {
    private static final int BYTES_PER_SECOND = 16_000;

    private OpenAiTranscripts() {}

    /** What was heard, and what it costs. */
    private record Heard(String text, int seconds, Tokens tokens) {}

    static Body answer(Call call, Models models) {
        JsonNode body = call.body();
        String model = Reading.requiredText(body, "model");
        models.require(model);
        JsonNode file = body.path("file");
        if (!file.isObject()) {
            throw new ProviderErrorException(ProviderError.INVALID_REQUEST, "Missing required parameter: 'file'.");
        }
        int bytes = file.path("bytes").asInt();
        String text = "Heard " + bytes + " bytes of " + file.path("filename").asText();
        boolean whisper = model.contains("whisper");
        int seconds = Math.max(1, bytes / BYTES_PER_SECOND);
        Tokens tokens = whisper ? Tokens.NONE : Tokens.ofInput(seconds * 10L).plus(Tokens.ofOutput(Words.count(text)));
        Heard heard = new Heard(text, seconds, tokens);
        return body.path("stream").asText().equals("true") && !whisper
                ? streamed(heard)
                : whole(heard, body.path("response_format").asText("json"), call.usageTold());
    }

    private static Body streamed(Heard heard) {
        ObjectNode delta = Json.object().put("type", "transcript.text.delta").put("delta", heard.text());
        ObjectNode done = Json.object().put("type", "transcript.text.done").put("text", heard.text());
        return Body.pieces(
                "text/event-stream; charset=utf-8",
                List.of(
                        Frame.content(event(delta), heard.tokens().prompt()),
                        Frame.content(
                                event(billed(done, heard)),
                                Tokens.ofOutput(heard.tokens().output()))));
    }

    private static Body whole(Heard heard, String format, boolean usageTold) {
        String end = "0" + Math.min(9, heard.seconds());
        return switch (format) {
            case "text" -> plain(heard.text() + "\n", heard);
            case "srt" -> plain("1\n00:00:00,000 --> 00:00:" + end + ",000\n" + heard.text() + "\n\n", heard);
            case "vtt" -> plain("WEBVTT\n\n00:00.000 --> 00:" + end + ".000\n" + heard.text() + "\n\n", heard);
            case "verbose_json" ->
                new Body(
                        Json.bytes(Json.object()
                                .put("task", "transcribe")
                                .put("language", "english")
                                .put("duration", heard.seconds())
                                .put("text", heard.text())),
                        heard.tokens());
            default -> {
                ObjectNode answer = Json.object().put("text", heard.text());
                yield new Body(Json.bytes(usageTold ? billed(answer, heard) : answer), heard.tokens());
            }
        };
    }

    private static ObjectNode billed(ObjectNode answer, Heard heard) {
        Tokens tokens = heard.tokens();
        ObjectNode usage = answer.putObject("usage");
        if (tokens.total() == 0) {
            usage.put("type", "duration").put("seconds", heard.seconds());
        } else {
            usage.put("type", "tokens")
                    .put("input_tokens", tokens.input())
                    .put("output_tokens", tokens.output())
                    .put("total_tokens", tokens.total());
            usage.putObject("input_token_details").put("text_tokens", 0).put("audio_tokens", tokens.input());
        }
        return answer;
    }

    private static Body plain(String text, Heard heard) {
        return Body.of("text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), heard.tokens());
    }

    private static String event(ObjectNode data) {
        return "data: " + new String(Json.bytes(data), StandardCharsets.UTF_8) + "\n\n";
    }
}
