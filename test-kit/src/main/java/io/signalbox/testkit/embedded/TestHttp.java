package io.signalbox.testkit.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.kit.contractjson.ContractJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls a running service as anybody would: {@code http.as(token).post("/api/things", "{...}")}. */
public final class TestHttp {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    /** What came back. */
    public record Answer(int status, String body, HttpHeaders headers) {
        /** The body as JSON. */
        public JsonNode json() {
            try {
                return ContractJson.mapper().readTree(body);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("not JSON: " + body, e);
            }
        }

        /** The first header of that name, or an empty text. */
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    private final String address;
    private final List<String> headers;

    TestHttp(String address) {
        this(address, List.of());
    }

    private TestHttp(String address, List<String> headers) {
        this.address = address;
        this.headers = headers;
    }

    /** Where the service answers, for calls this class cannot make. */
    public String address() {
        return address;
    }

    /** The same with one more header on every call. */
    public TestHttp with(String name, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(name);
        more.add(value);
        return new TestHttp(address, more);
    }

    /** The same with a token. */
    public TestHttp as(String token) {
        return with("authorization", "Bearer " + token);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, String json) {
        return send("POST", path, json);
    }

    public Answer put(String path, String json) {
        return send("PUT", path, json);
    }

    public Answer patch(String path, String json) {
        return send("PATCH", path, json);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** Any call; a body goes as JSON. */
    public Answer send(String method, String path, @Nullable String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(ANSWER_MAX)
                .method(
                        method,
                        json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
        if (json != null) {
            request.header("content-type", "application/json");
        }
        for (int index = 0; index < headers.size(); index += 2) {
            request.setHeader(headers.get(index), headers.get(index + 1));
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
