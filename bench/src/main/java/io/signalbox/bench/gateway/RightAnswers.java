package io.signalbox.bench.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.bench.WrongResultException;
import io.signalbox.bench.load.Answers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * What every answer is held against. What the upstream says is known; what is made of it for a caller of another dialect
 * is asked for once and read: it has to say the same, and every later one has to be the same.
 */
final class RightAnswers {
    private static final int QUESTION_BYTES = 512;
    private static final int OUTPUT_TOKENS = 64;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;
    private final String secret;
    private final long translatedWhole;
    private final long translatedStream;

    /** Asks the gateway, which leaves two records: to be had before any are counted. */
    RightAnswers(int port, String secret) {
        this.address = "http://127.0.0.1:" + port + Way.TRANSLATED.dialect().path();
        this.secret = secret;
        this.translatedWhole = learn(false);
        this.translatedStream = learn(true);
    }

    long checksum(Way way, boolean streamed) {
        return switch (way) {
            case DIRECT, BARE, GATEWAY -> Answers.checksum(streamed);
            case TRANSLATED -> streamed ? translatedStream : translatedWhole;
        };
    }

    private long learn(boolean streamed) {
        String answer = ask(streamed);
        Said said = streamed ? events(answer) : whole(answer);
        if (!said.text().equals(Answers.content(streamed)) || said.outputTokens() != OUTPUT_TOKENS) {
            throw new WrongResultException("The translated answer does not say what the upstream said: " + answer);
        }
        CRC32 sum = new CRC32();
        sum.update(answer.getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }

    private record Said(String text, int outputTokens) {}

    private static Said whole(String answer) {
        JsonNode message = read(answer);
        return new Said(
                message.path("content").path(0).path("text").asText(),
                message.path("usage").path("output_tokens").asInt());
    }

    private static Said events(String answer) {
        StringBuilder text = new StringBuilder();
        int outputTokens = 0;
        for (String line :
                answer.lines().filter(each -> each.startsWith("data: ")).toList()) {
            JsonNode event = read(line.substring("data: ".length()));
            text.append(event.path("delta").path("text").asText(""));
            outputTokens = event.path("usage").path("output_tokens").asInt(outputTokens);
        }
        return new Said(text.toString(), outputTokens);
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String ask(boolean streamed) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("authorization", "Bearer " + secret)
                .header("content-type", "application/json")
                .header("anthropic-version", "2023-06-01")
                .POST(HttpRequest.BodyPublishers.ofString(
                        Way.TRANSLATED.dialect().body(QUESTION_BYTES, streamed)))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
