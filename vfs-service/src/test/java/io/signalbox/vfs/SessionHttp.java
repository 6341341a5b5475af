package io.signalbox.vfs;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.testkit.embedded.TestHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Files of one session as bytes: what {@link TestHttp}, which speaks JSON, cannot send. */
public final class SessionHttp {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String address;
    private final String token;

    SessionHttp(TestHttp service, String token, String session) {
        this.address = service.address() + "/api/vfs/sessions/" + session + "/files";
        this.token = token;
    }

    /** What came back. */
    public record Answer(HttpResponse<byte[]> response) {
        public int status() {
            return response.statusCode();
        }

        public byte[] bytes() {
            return response.body();
        }

        public String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() {
            try {
                return ContractJson.mapper().readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public String code() {
            return json().path("code").asText();
        }
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody(), headers);
    }

    public Answer head(String path) {
        return send("HEAD", path, HttpRequest.BodyPublishers.noBody());
    }

    public Answer put(String path, String content, String... headers) {
        return put(path, content.getBytes(StandardCharsets.UTF_8), headers);
    }

    public Answer put(String path, byte[] content, String... headers) {
        return send("PUT", path, HttpRequest.BodyPublishers.ofByteArray(content), headers);
    }

    public Answer append(String path, String content, String... headers) {
        return send("POST", path + "?append", HttpRequest.BodyPublishers.ofString(content), headers);
    }

    public Answer delete(String path, String... headers) {
        return send("DELETE", path, HttpRequest.BodyPublishers.noBody(), headers);
    }

    /** {@code path} begins with '/' and is sent as it is. */
    public Answer send(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(60))
                .header("authorization", "Bearer " + token)
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Answer(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
