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
import io.signalbox.simulator.dialect.Reading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Speech: for each word of the input as many bytes as a sound might have, in pieces; as events where those are asked for. */
final class OpenAiSpeech {
    private static final int BYTES_PER_WORD = 256;

    private OpenAiSpeech() {}

    static Body answer(Call call, Models models) {
        JsonNode body = call.body();
        models.require(Reading.requiredText(body, "model"));
        String input = Reading.requiredText(body, "input");
        Reading.requiredText(body, "voice");
        int words = Math.max(1, Words.count(input));
        if (body.path("stream_format").asText().equals("sse")) {
            return Body.pieces("text/event-stream; charset=utf-8", events(words, call.usageTold()));
        }
        List<Frame> frames = new ArrayList<>();
        for (int word = 0; word < words; word++) {
            Tokens tokens = word == 0 ? Tokens.ofInput(words) : Tokens.NONE;
            frames.add(new Frame(sound(word), Frame.Part.CONTENT, tokens));
        }
        return Body.pieces(type(body.path("response_format").asText("mp3")), frames);
    }

    private static List<Frame> events(int words, boolean usageTold) {
        List<Frame> frames = new ArrayList<>();
        for (int word = 0; word < words; word++) {
            ObjectNode delta = Json.object()
                    .put("type", "speech.audio.delta")
                    .put("audio", Base64.getEncoder().encodeToString(sound(word)));
            frames.add(Frame.content(event(delta), word == 0 ? Tokens.ofInput(words) : Tokens.NONE));
        }
        ObjectNode done = Json.object().put("type", "speech.audio.done");
        if (usageTold) {
            done.putObject("usage")
                    .put("input_tokens", words)
                    .put("output_tokens", words * 10)
                    .put("total_tokens", words * 11);
        }
        frames.add(Frame.tail(event(done), Tokens.ofOutput(words * 10L)));
        return frames;
    }

    private static byte[] sound(int word) {
        byte[] sound = new byte[BYTES_PER_WORD];
        Arrays.fill(sound, (byte) word);
        return sound;
    }

    private static String event(ObjectNode data) {
        return "data: " + new String(Json.bytes(data), StandardCharsets.UTF_8) + "\n\n";
    }

    private static String type(String format) {
        return switch (format) {
            case "opus" -> "audio/ogg";
            case "aac", "flac", "wav" -> "audio/" + format;
            case "pcm" -> "audio/pcm";
            default -> "audio/mpeg";
        };
    }
}
