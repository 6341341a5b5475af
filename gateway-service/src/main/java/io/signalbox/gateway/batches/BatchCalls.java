package io.signalbox.gateway.batches;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.signalbox.contracts.PathOwners.Owner;
import io.signalbox.gateway.dialect.WrittenJson;
import io.signalbox.gateway.owners.OwnerConnections;
import io.signalbox.gateway.snapshot.AccessKey;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.security.ServiceIdentity;
import java.io.IOException;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Passes calls of {@code /v1/files} and {@code /v1/batches} to the vfs service, with this service's identity and the
 * access key that was found to call; bodies go through as they come, in both directions. What the caller said of itself
 * is left behind: its key, and every header by which services speak of tenants. A refusal is told in OpenAI's form.
 */
public final class BatchCalls {
    /** By which the vfs service is told, by the gateway alone, which access key calls. */
    public static final String ACCESS_KEY_HEADER = "signalbox-access-key";

    private static final Logger LOG = LoggerFactory.getLogger(BatchCalls.class);
    private static final byte[] NOTHING = {};
    private static final int REFUSED_MIN = 400;
    private static final int OUR_FAULT_MIN = 500;
    private static final List<CharSequence> OF_CALLS =
            List.of(HttpHeaderNames.CONTENT_TYPE, HttpHeaderNames.CONTENT_LENGTH, "idempotency-key");
    private static final List<CharSequence> OF_ANSWERS = List.of(
            HttpHeaderNames.CONTENT_TYPE,
            HttpHeaderNames.CONTENT_LENGTH,
            HttpHeaderNames.CONTENT_DISPOSITION,
            HttpHeaderNames.RETRY_AFTER);

    private final OwnerConnections connections;
    private final Supplier<String> authorization;

    /** {@code authorization} is the value of that header by which the gateway is known to other services. */
    public BatchCalls(OwnerConnections connections, Supplier<String> authorization) {
        this.connections = connections;
        this.authorization = authorization;
    }

    /** Passes the call on and sends what comes back; {@code status} hears of the answer before it goes out. */
    public Mono<Void> pass(HttpServerRequest request, HttpServerResponse response, AccessKey key, IntConsumer status) {
        return connections
                .to(Owner.VFS)
                .request(request.method())
                .uri("/internal/" + request.path() + query(request.uri()))
                .send((call, outbound) -> {
                    head(request.requestHeaders(), call, key);
                    return isBodiless(request.requestHeaders())
                            ? outbound
                            : outbound.send(request.receive().retain());
                })
                .response((answer, body) -> {
                    int code = told(answer.status().code());
                    copy(OF_ANSWERS, answer.responseHeaders(), response.responseHeaders());
                    status.accept(code);
                    response.status(code);
                    Mono<Void> sent = code < REFUSED_MIN
                            ? response.send(body.retain()).then()
                            : refused(response, code, body.aggregate());
                    return sent.thenReturn(Boolean.TRUE);
                })
                .then()
                .onErrorMap(failure -> failed(response, failure));
    }

    /** With its question mark; empty when there is none. */
    private static String query(String uri) {
        int from = uri.indexOf('?');
        int end = uri.indexOf('#');
        return from < 0 || (end >= 0 && end < from) ? "" : uri.substring(from, end < 0 ? uri.length() : end);
    }

    private void head(HttpHeaders from, HttpClientRequest call, AccessKey key) {
        copy(OF_CALLS, from, call.requestHeaders());
        call.header(HttpHeaderNames.AUTHORIZATION, authorization.get());
        call.header(ServiceIdentity.TENANT_HEADER, key.tenant().value());
        call.header(ACCESS_KEY_HEADER, key.id().toString());
    }

    private static void copy(List<CharSequence> names, HttpHeaders from, HttpHeaders to) {
        for (CharSequence name : names) {
            String value = from.get(name);
            if (value != null) {
                to.set(name, value);
            }
        }
    }

    private static boolean isBodiless(HttpHeaders headers) {
        return headers.getInt(HttpHeaderNames.CONTENT_LENGTH, 0) == 0
                && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
    }

    private static Mono<Void> refused(HttpServerResponse response, int code, ByteBufMono body) {
        return body.asByteArray().defaultIfEmpty(NOTHING).flatMap(problem -> {
            byte[] told = told(code, problem);
            response.responseHeaders()
                    .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                    .setInt(HttpHeaderNames.CONTENT_LENGTH, told.length);
            return response.sendByteArray(Mono.just(told)).then();
        });
    }

    /** That our own identity is refused is nothing the caller could mend. */
    private static int told(int code) {
        return code == HttpResponseStatus.UNAUTHORIZED.code() || code == HttpResponseStatus.FORBIDDEN.code()
                ? HttpResponseStatus.BAD_GATEWAY.code()
                : code;
    }

    private static byte[] told(int code, byte[] body) {
        JsonNode problem = problem(body);
        String detail = problem.path("detail").asText("The call could not be carried out.");
        JsonNode first = problem.path("errors").path(0);
        String remedy = first.path("remedy").asText("");
        return WrittenJson.body(json -> {
            json.writeObjectFieldStart("error");
            json.writeStringField("message", remedy.isEmpty() ? detail : detail + " " + remedy);
            json.writeStringField("type", code < OUR_FAULT_MIN ? "invalid_request_error" : "api_error");
            json.writeStringField("param", first.path("field").asText(null));
            json.writeStringField("code", problem.path("code").asText("internal_error"));
            json.writeEndObject();
        });
    }

    private static JsonNode problem(byte[] body) {
        try {
            JsonNode read = ContractJson.mapper().readTree(body);
            return read == null ? ContractJson.mapper().missingNode() : read;
        } catch (IOException notJson) {
            return ContractJson.mapper().missingNode();
        }
    }

    private static Throwable failed(HttpServerResponse response, Throwable failure) {
        if (failure instanceof RefusedException || response.hasSentHeaders()) {
            return failure;
        }
        LOG.debug("the vfs service is away: {}", failure.toString());
        return BatchRefusal.BATCHES_UNAVAILABLE.refused();
    }
}
