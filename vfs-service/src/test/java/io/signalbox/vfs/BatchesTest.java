package io.signalbox.vfs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.vfs.batch.BatchStatus;
import io.signalbox.vfs.progress.BatchOverview;
import io.signalbox.vfs.progress.Batches;
import io.signalbox.vfs.upload.ShownId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files and batches as the gateway asks for them, and what is sent to {@code /v1} for them. */
class BatchesTest {
    private static final VfsService VFS = VfsService.get();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String KEY_ONE = UUID.randomUUID().toString();
    private static final String KEY_TWO = UUID.randomUUID().toString();

    private record Answer(int status, String text) {
        JsonNode json() {
            try {
                return ContractJson.mapper().readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String code() {
            return json().path("code").asText();
        }
    }

    @AfterEach
    void the_time_is_what_it_was() {
        VFS.clock().set(Instant.now());
    }

    @Test
    void lines_are_sent_as_the_key_that_asked_and_answers_are_in_files() {
        String input = upload(line("a", "hello one") + line("b", "refuse two") + line("c", "later three"));
        JsonNode created = create(input).json();

        JsonNode ended = ended(created.path("id").asText());

        assertThat(created.path("object").asText()).isEqualTo("batch");
        assertThat(created.path("request_counts").path("completed").asInt(-1)).isZero();
        assertThat(ended.path("status").asText()).isEqualTo("completed");
        assertThat(ended.path("request_counts").toString()).isEqualTo("{\"total\":3,\"completed\":2,\"failed\":1}");
        List<JsonNode> output = lines(ended.path("output_file_id").asText());
        List<JsonNode> errors = lines(ended.path("error_file_id").asText());
        assertThat(output).extracting(line -> line.path("custom_id").asText()).containsExactly("a", "c");
        assertThat(output.getFirst()
                        .path("response")
                        .path("body")
                        .path("echo")
                        .path("input")
                        .asText())
                .isEqualTo("hello one");
        assertThat(output.getFirst().path("response").path("request_id").asText())
                .isEqualTo("r-1");
        assertThat(errors.getFirst().path("response").path("status_code").asInt())
                .isEqualTo(400);
        LineReceiver.Received sent = VfsService.GATEWAY.received.stream()
                .filter(one -> one.body().contains("hello one"))
                .findFirst()
                .orElseThrow();
        assertThat(sent.path()).isEqualTo("/v1/embeddings");
        assertThat(sent.priority()).isEqualTo("low");
        assertThat(sent.claims())
                .containsEntry("iss", "signalbox:service:vfs")
                .containsEntry("aud", List.of("signalbox:v1"))
                .containsEntry("tenant", "acme")
                .containsEntry("access_key", KEY_ONE);
        assertThat(VfsService.GATEWAY.times("later three")).isEqualTo(2);
        assertThat(VfsService.GATEWAY.times("hello one")).isEqualTo(1);
    }

    @Test
    void a_file_with_faults_makes_a_failed_batch_that_names_each_and_sends_nothing() {
        String input = upload(line("a", "unsent fine") + line("a", "unsent twin") + "{\"custom_id\":\"b\"}\nnonsense\n"
                + line("c", "unsent stream").replace("\"input\"", "\"stream\":true,\"input\""));

        JsonNode ended = ended(create(input).json().path("id").asText());

        assertThat(ended.path("status").asText()).isEqualTo("failed");
        assertThat(ended.path("errors").path("data"))
                .extracting(fault ->
                        fault.path("line").asInt() + " " + fault.path("code").asText())
                .containsExactly("2 duplicate_custom_id", "3 invalid_method", "4 invalid_json_line", "5 invalid_body");
        assertThat(VfsService.GATEWAY.times("unsent")).isZero();
    }

    @Test
    void an_answer_that_is_larger_than_any_may_be_is_an_error_of_its_line() {
        JsonNode ended = ended(create(upload(line("a", "huge one") + line("b", "hello other")))
                .json()
                .path("id")
                .asText());

        assertThat(ended.path("request_counts").toString()).isEqualTo("{\"total\":2,\"completed\":1,\"failed\":1}");
        assertThat(lines(ended.path("error_file_id").asText()))
                .extracting(line -> line.path("custom_id").asText() + " "
                        + line.path("error").path("code").asText())
                .containsExactly("a answer_too_large");
    }

    @Test
    void a_batch_that_always_has_to_wait_is_cancelled_and_says_so_of_each_line() {
        String id = create(upload(line("a", "never once") + line("b", "never twice")))
                .json()
                .path("id")
                .asText();
        Await.untilAsserted(
                () -> assertThat(VfsService.GATEWAY.times("never once")).isPositive());

        Answer cancelling = call("POST", "/batches/" + id + "/cancel", KEY_ONE, "");
        JsonNode ended = ended(id);

        assertThat(cancelling.json().path("status").asText()).isIn("cancelling", "cancelled");
        assertThat(ended.path("status").asText()).isEqualTo("cancelled");
        assertThat(lines(ended.path("error_file_id").asText()))
                .extracting(line -> line.path("error").path("code").asText())
                .containsExactly("batch_cancelled", "batch_cancelled");
        assertThat(ended.hasNonNull("output_file_id")).isFalse();
    }

    @Test
    void a_batch_whose_time_is_over_expires() {
        String id = create(upload(line("a", "never in time"))).json().path("id").asText();
        Await.untilAsserted(
                () -> assertThat(VfsService.GATEWAY.times("never in time")).isPositive());
        VFS.clock().advance(Duration.ofHours(25));

        UUID batch = ShownId.BATCH.read(id).orElseThrow();
        Await.untilAsserted(() -> assertThat(VFS.service().bean(Batches.class).find(VfsService.ACME, batch))
                .map(BatchOverview::status)
                .contains(BatchStatus.EXPIRED));
    }

    @Test
    void a_key_sees_its_own_files_and_batches_alone_and_only_the_gateway_says_whose_they_are() {
        String input = upload(line("a", "hello mine"));
        String batch = create(input).json().path("id").asText();
        ended(batch);

        assertThat(call("GET", "/files/" + input, KEY_TWO, "").code()).isEqualTo("upload_not_found");
        assertThat(call("GET", "/files/" + input + "/content", KEY_TWO, "").status())
                .isEqualTo(404);
        assertThat(call("DELETE", "/files/" + input, KEY_TWO, "").status()).isEqualTo(404);
        assertThat(call("GET", "/batches/" + batch, KEY_TWO, "").code()).isEqualTo("batch_not_found");
        assertThat(call("POST", "/batches/" + batch + "/cancel", KEY_TWO, "").status())
                .isEqualTo(404);
        assertThat(create(input, KEY_TWO)
                        .json()
                        .path("errors")
                        .path(0)
                        .path("field")
                        .asText())
                .isEqualTo("input_file_id");
        assertThat(call("GET", "/files", KEY_TWO, "").json().path("data")).isEmpty();
        assertThat(call("usage", "GET", "/files/" + input, KEY_ONE, "").status())
                .isEqualTo(403);
        assertThat(call("GET", "/files/" + input, "nonsense", "").status()).isEqualTo(403);
    }

    @Test
    void a_file_is_listed_read_and_deleted() {
        String text = line("a", "to be deleted");
        String id = upload(text);

        assertThat(call("GET", "/files?limit=1", KEY_ONE, "")
                        .json()
                        .path("data")
                        .path(0)
                        .path("id")
                        .asText())
                .isEqualTo(id);
        assertThat(call("GET", "/files/" + id + "/content", KEY_ONE, "").text()).isEqualTo(text);
        assertThat(call("DELETE", "/files/" + id, KEY_ONE, "")
                        .json()
                        .path("deleted")
                        .asBoolean())
                .isTrue();
        assertThat(call("GET", "/files/" + id, KEY_ONE, "").status()).isEqualTo(404);
    }

    @Test
    void what_is_no_batch_is_refused_by_its_field() {
        String input = upload(line("a", "hello refused"));
        String good =
                "{\"input_file_id\":\"" + input + "\",\"endpoint\":\"/v1/embeddings\",\"completion_window\":\"24h\"}";

        assertThat(call("POST", "/batches", KEY_ONE, good.replace("embeddings", "images"))
                        .code())
                .isEqualTo("endpoint_unknown");
        assertThat(call("POST", "/batches", KEY_ONE, good.replace("24h", "1h")).code())
                .isEqualTo("window_unknown");
        assertThat(call("POST", "/batches", KEY_ONE, good.replace(input, "file-x"))
                        .status())
                .isEqualTo(400);
        assertThat(call("POST", "/files", KEY_ONE, "{}").code()).isEqualTo("upload_not_a_form");
        assertThat(send("gateway", KEY_ONE, form("assistants", "x")).code()).isEqualTo("purpose_unknown");
    }

    private static String line(String customId, String input) {
        return "{\"custom_id\":\"%s\",\"method\":\"POST\",\"url\":\"/v1/embeddings\",\"body\":{\"input\":\"%s\"}}\n"
                .formatted(customId, input);
    }

    private static String upload(String text) {
        Answer answer = send("gateway", KEY_ONE, form("batch", text));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("id").asText();
    }

    private static HttpRequest.Builder form(String purpose, String text) {
        String body = "--b\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\n" + purpose
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"in.jsonl\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n" + text + "\r\n--b--\r\n";
        return HttpRequest.newBuilder(uri("/files"))
                .header("content-type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(body));
    }

    private static Answer create(String input) {
        return create(input, KEY_ONE);
    }

    private static Answer create(String input, String key) {
        return call(
                "POST",
                "/batches",
                key,
                "{\"input_file_id\":\"" + input + "\",\"endpoint\":\"/v1/embeddings\",\"completion_window\":\"24h\"}");
    }

    private static JsonNode ended(String id) {
        Await.untilAsserted(() -> assertThat(call("GET", "/batches/" + id, KEY_ONE, "")
                        .json()
                        .path("status")
                        .asText())
                .isIn("completed", "failed", "cancelled", "expired"));
        return call("GET", "/batches/" + id, KEY_ONE, "").json();
    }

    private static List<JsonNode> lines(String file) {
        assertThat(file).as("the file the batch names").isNotEmpty();
        Answer content = call("GET", "/files/" + file + "/content", KEY_ONE, "");
        assertThat(content.status()).as(content.text()).isEqualTo(200);
        return content.text().lines().map(line -> new Answer(200, line).json()).toList();
    }

    private static Answer call(String method, String path, String key, String body) {
        return call("gateway", method, path, key, body);
    }

    private static Answer call(String service, String method, String path, String key, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return send(service, key, body.isEmpty() ? request : request.header("content-type", "application/json"));
    }

    private static Answer send(String service, String key, HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(
                    request.header(
                                    "authorization",
                                    "Bearer " + EmbeddedServices.identity().service(service))
                            .header("signalbox-tenant", new TenantId("acme").value())
                            .header("signalbox-access-key", key)
                            .build(),
                    BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static URI uri(String path) {
        return URI.create(VFS.service().http().address() + "/internal/v1" + path);
    }
}
