package io.signalbox.bench.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.bench.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Makes what the gateway needs to reach the upstream, through the public interface: as anybody's would be. */
final class GatewaySetup {
    private static final Duration USABLE_MAX = Duration.ofSeconds(30);
    private static final long PAUSE_NANOS = 50_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String gateway;
    private final String token;

    GatewaySetup(Installation installation) {
        gateway = installation.variable("SIGNALBOX_URL");
        token = installation.variable("SIGNALBOX_TOKEN");
    }

    /** An access key with a limit that is counted and never reached, and prices, so that neither work is left out. */
    String accessKey(int upstreamPort, String upstreamKey) {
        create("/api/configurations", """
                {"name":"bench","provider":"openai","baseUrl":"http://127.0.0.1:%d/v1","apiKey":"%s"}""".formatted(upstreamPort, upstreamKey));
        price("input_tokens", "0.000000150");
        price("output_tokens", "0.000000600");
        create("/api/routes", """
                {"name":"bench","root":{"strategy":"priority","children":[
                  {"strategy":"target","configuration":"bench","model":"bench-model"}]}}""");
        String key = create("/api/access-keys", "{\"name\":\"bench\",\"requestsPerMinute\":6000000}")
                .path("key")
                .asText();
        awaitUsable(key);
        return key;
    }

    private void price(String meter, String amount) {
        create("/api/prices", """
                {"provider":"openai","model":"bench-model","meter":"%s","perUnit":{"amount":"%s","currency":"USD"}}""".formatted(meter, amount));
    }

    private void awaitUsable(String key) {
        long until = System.nanoTime() + USABLE_MAX.toNanos();
        String question = "{\"model\":\"bench\",\"messages\":[{\"role\":\"user\",\"content\":\"?\"}]}";
        HttpResponse<String> answer = post("/v1/chat/completions", question, key);
        while (answer.statusCode() != 200) {
            if (System.nanoTime() - until > 0) {
                throw new IllegalStateException("the upstream cannot be reached: " + answer.body());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            answer = post("/v1/chat/completions", question, key);
        }
    }

    private JsonNode create(String path, String body) {
        HttpResponse<String> answer = post(path, body, token);
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("POST " + path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> post(String path, String body, String secret) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway + path))
                .header("authorization", "Bearer " + secret)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
