package io.signalbox.gateway.pipeline;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** An application: posts, and reads whatever comes to its end. */
record Caller(int port, String key) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    HttpResponse<String> chat(String body) {
        return send(post("/v1/chat/completions", body));
    }

    HttpResponse<String> respond(String body) {
        return send(post("/v1/responses", body));
    }

    HttpResponse<String> message(String body) {
        return send(post("/v1/messages", body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            HttpRequest asked = request.build();
            throw new java.io.UncheckedIOException(asked.method() + " " + asked.uri(), broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    HttpRequest.Builder post(String path, String body) {
        return to(path).header("content-type", "application/json").POST(BodyPublishers.ofString(body));
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60))
                .header("authorization", "Bearer " + key);
    }
}
