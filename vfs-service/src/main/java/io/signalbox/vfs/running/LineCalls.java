package io.signalbox.vfs.running;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.signalbox.kit.identity.NamedId;
import io.signalbox.kit.security.ActingAs;
import io.signalbox.kit.security.ServiceIdentity;
import io.signalbox.vfs.VfsProperties;
import io.signalbox.vfs.upload.ShownId;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/**
 * Sends one line to the gateway, as the access key that asked for the batch: its limits, budgets and models are judged
 * there like those of every other call, and what was used is in the ledger as of every other.
 */
@Component
final class LineCalls {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    private static final Duration GATEWAY_AWAY = Duration.ofSeconds(5);
    private static final Duration WAIT_MAX = Duration.ofMinutes(1);
    private static final int LIMITED = 429;
    private static final int UNAVAILABLE = 503;
    private static final JsonFactory JSON = new JsonFactory();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_MAX).build();
    private final ServiceIdentity identity;
    private final VfsProperties limits;

    LineCalls(ServiceIdentity identity, VfsProperties limits) {
        this.identity = identity;
        this.limits = limits;
    }

    /** A request of a batch. */
    record Asked(UUID batch, ActingAs key, String endpoint, BatchLines.Line line) {}

    /** What came of it. */
    sealed interface Outcome {
        /** It is done; {@code result} is its line in the file of outputs, or in that of errors. */
        record Done(boolean good, String result) implements Outcome {}

        /** It is to be sent again, after that time. */
        record Later(Duration pause) implements Outcome {}
    }

    Outcome send(Asked asked) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(limits.batch().gateway().resolve(asked.endpoint()))
                .header("authorization", "Bearer " + identity.tokenActingAs(asked.key()))
                .header("content-type", "application/json")
                // Somebody waits for every other call; nobody waits for this one.
                .header("x-signalbox-priority", "low")
                .POST(HttpRequest.BodyPublishers.ofString(asked.line().body()))
                .build();
        CompletableFuture<HttpResponse<byte[]>> call = client.sendAsync(
                request, head -> new BoundedAnswer(limits.batch().answerMax()));
        try {
            return outcome(asked, call.get(limits.batch().lineTime().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return new Outcome.Done(
                    false, unanswered(asked.batch(), asked.line(), "request_timeout", "The answer took too long."));
        } catch (ExecutionException e) {
            return e.getCause() instanceof BoundedAnswer.TooLarge
                    ? new Outcome.Done(
                            false,
                            unanswered(
                                    asked.batch(),
                                    asked.line(),
                                    "answer_too_large",
                                    "The answer has more than " + limits.batch().answerMax() + " bytes."))
                    : new Outcome.Later(GATEWAY_AWAY);
        } finally {
            call.cancel(true);
        }
    }

    private static Outcome outcome(Asked asked, HttpResponse<byte[]> answer) {
        Optional<String> retryAfter = answer.headers().firstValue("retry-after");
        int status = answer.statusCode();
        if (retryAfter.isPresent() && (status == LIMITED || status == UNAVAILABLE)) {
            return new Outcome.Later(pause(retryAfter.get()));
        }
        String requestId = answer.headers().firstValue("x-request-id").orElse("");
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        return new Outcome.Done(status / 100 == 2, written(asked.batch(), asked.line(), json -> {
            json.writeObjectFieldStart("response");
            json.writeNumberField("status_code", status);
            json.writeStringField("request_id", requestId);
            json.writeFieldName("body");
            if (isJson(body)) {
                // Between tokens only: inside a text a line break is written as two characters.
                json.writeRawValue(body.replace('\n', ' ').replace('\r', ' '));
            } else {
                json.writeString(body);
            }
            json.writeEndObject();
            json.writeNullField("error");
        }));
    }

    /** The result of a line that has none: it was not sent, or not answered. */
    static String unanswered(UUID batch, BatchLines.Line line, String code, String message) {
        return written(batch, line, json -> {
            json.writeNullField("response");
            json.writeObjectFieldStart("error");
            json.writeStringField("code", code);
            json.writeStringField("message", message);
            json.writeEndObject();
        });
    }

    private static Duration pause(String retryAfter) {
        try {
            Duration told = Duration.ofSeconds(Math.max(1, Long.parseLong(retryAfter)));
            return told.compareTo(WAIT_MAX) < 0 ? told : WAIT_MAX;
        } catch (NumberFormatException aDate) {
            return WAIT_MAX;
        }
    }

    private static boolean isJson(String body) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    @FunctionalInterface
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private static String written(UUID batch, BatchLines.Line line, Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("id", ShownId.LINE.of(NamedId.of("batch/" + batch + "/" + line.number())));
            json.writeStringField("custom_id", line.customId());
            fields.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot be written", impossible);
        }
        return text.toString();
    }
}
