package io.signalbox.quickstart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The public management API, as any client would use it, through the gateway. */
final class ManagementApi {
    private static final Duration CALL_MAX = Duration.ofSeconds(30);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String gateway;
    private final String token;

    ManagementApi(String gateway, String token) {
        this.gateway = gateway;
        this.token = token;
    }

    ManagementApi as(String otherToken) {
        return new ManagementApi(gateway, otherToken);
    }

    /**
     * Creates something and gives back its state. What is there already, because an earlier start was interrupted, is
     * left as it is; the answer then says so instead.
     */
    JsonNode create(String path, String body) {
        try {
            return json.readTree(post(path, body));
        } catch (JsonProcessingException e) {
            throw new Complaint(Complaint.Exit.FAILED, "POST " + path + " did not answer in JSON: " + e, e);
        }
    }

    /** What the gateway answers, which is a success or says that something is there already. */
    String post(String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway + path))
                .timeout(CALL_MAX)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            boolean thereAlready = response.statusCode() == 409;
            if (response.statusCode() / 100 != 2 && !thereAlready) {
                throw new Complaint(
                        Complaint.Exit.FAILED,
                        "The demo could not be set up: POST " + path + " answered " + response.statusCode() + ": "
                                + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new Complaint(Complaint.Exit.FAILED, "The demo could not be set up: POST " + path + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Complaint(Complaint.Exit.FAILED, "Interrupted while the demo was set up.", e);
        }
    }

    /** Whether the gateway answers that access key with a success for the path. */
    boolean works(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway + path))
                .timeout(CALL_MAX)
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
