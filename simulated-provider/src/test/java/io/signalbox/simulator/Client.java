package io.signalbox.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An ordinary HTTP client of the simulator. */
final class Client {
    static final String OPENAI_KEY = "sk-sim-openai-0123456789";
    static final String ANTHROPIC_KEY = "sk-ant-sim-0123456789";
    static final String GEMINI_KEY = "AIzaSySim-0123456789";
    static final String ADMIN_TOKEN = "operator-of-the-simulator";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    Client(String url) {
        this.url = url;
    }

    /** A response, its body as text. */
    record Got(int status, String body, Map<String, List<String>> headers) {
        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }

        /** The data of each event that is JSON. */
        List<JsonNode> events() throws IOException {
            List<JsonNode> events = new ArrayList<>();
            for (String line : body.split("\n", -1)) {
                if (line.startsWith("data: {")) {
                    events.add(JSON.readTree(line.substring("data: ".length())));
                }
            }
            return events;
        }
    }

    Got openAi(String path, String body) throws IOException, InterruptedException {
        return send("POST", "/openai/v1" + path, body, "authorization", "Bearer " + OPENAI_KEY);
    }

    Got anthropic(String path, String body) throws IOException, InterruptedException {
        return send("POST", "/anthropic/v1" + path, body, "x-api-key", ANTHROPIC_KEY);
    }

    Got gemini(String path, String body) throws IOException, InterruptedException {
        return send("POST", "/gemini/v1beta/models/" + path, body, "x-goog-api-key", GEMINI_KEY);
    }

    Got admin(String method, String path, String body) throws IOException, InterruptedException {
        return send(method, "/admin" + path, body, "authorization", "Bearer " + ADMIN_TOKEN);
    }

    Got send(String method, String path, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(ANSWERED_WITHIN)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Got(
                response.statusCode(), response.body(), response.headers().map());
    }
}
