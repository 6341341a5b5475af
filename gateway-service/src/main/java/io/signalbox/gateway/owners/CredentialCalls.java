package io.signalbox.gateway.owners;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.signalbox.contracts.PathOwners.Owner;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.credential.CredentialEvent.AccessKeyIssued;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.kit.identity.Secret;
import io.signalbox.kit.security.ServiceIdentity;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/** What the gateway asks of the credential service, with its service identity: grants, ends of keys, one key. */
public final class CredentialCalls {
    /** How long the credential service holds a question for ends when there are none. */
    public static final int REVOCATIONS_WAIT_SECONDS = 25;

    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = ContractJson.mapper();

    private final OwnerConnections connections;
    private final ServiceIdentity identity;
    private final Duration lookUpMax;

    /** {@code lookUpMax} bounds the one question a request waits for. */
    public CredentialCalls(OwnerConnections connections, ServiceIdentity identity, Duration lookUpMax) {
        this.connections = connections;
        this.identity = identity;
        this.lookUpMax = lookUpMax;
    }

    /** A key that is asked for. */
    public record Wanted(TenantId tenant, UUID credentialId) {}

    /** A key that was granted. */
    public record Grant(
            UUID credentialId,
            int version,
            String origin,
            Secret secret,
            long refreshAfterSeconds,
            long usableForSeconds) {}

    /** What came of asking for some; {@code missing} do not exist, are revoked or are not for us. */
    public record Answer(List<Grant> grants, List<UUID> missing) {
        public Answer {
            grants = List.copyOf(Optional.ofNullable(grants).orElse(List.of()));
            missing = List.copyOf(Optional.ofNullable(missing).orElse(List.of()));
        }
    }

    /** What has ended. */
    public enum EndedKind {
        @JsonProperty("access-key")
        ACCESS_KEY,
        @JsonProperty("credential")
        CREDENTIAL
    }

    /** The end of one key; {@code secretHash} for access keys only. */
    public record Ended(
            EndedKind kind,
            TenantId tenant,
            UUID id,
            @Nullable String secretHash,
            Instant at) {}

    /** Ends after a cursor, and the cursor behind them. */
    public record EndedPage(List<Ended> items, String cursor) {
        public EndedPage {
            items = List.copyOf(Optional.ofNullable(items).orElse(List.of()));
        }
    }

    private record Question(List<Wanted> credentials) {}

    /** Asks for at most a hundred keys at once. */
    public Mono<Answer> grants(List<Wanted> wanted) {
        return Mono.defer(() -> {
            byte[] body = json(new Question(wanted));
            return client(ANSWER_MAX)
                    .headers(headers -> headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json"))
                    .post()
                    .uri("/internal/grants")
                    .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
                    .responseSingle((response, content) -> read(response, content, Answer.class));
        });
    }

    /** Ends of keys after a cursor; waits for the first when there are none. */
    public Mono<EndedPage> revocations(@Nullable String after) {
        String query = "?wait=" + REVOCATIONS_WAIT_SECONDS + (after == null ? "" : "&after=" + after);
        return Mono.defer(() -> client(Duration.ofSeconds(REVOCATIONS_WAIT_SECONDS + 10))
                .get()
                .uri("/internal/revocations" + query)
                .responseSingle((response, content) -> read(response, content, EndedPage.class)));
    }

    /** The access key of that hash; empty when there is none, or it has ended. */
    public Mono<Optional<AccessKeyIssued>> accessKey(String sha256Hex) {
        return Mono.defer(() -> client(lookUpMax)
                        .get()
                        .uri("/internal/access-keys/by-hash/" + sha256Hex)
                        .responseSingle((response, content) -> response.status().equals(HttpResponseStatus.NOT_FOUND)
                                ? Mono.just(Optional.<AccessKeyIssued>empty())
                                : read(response, content, AccessKeyIssued.class).map(Optional::of)))
                .timeout(lookUpMax);
    }

    private HttpClient client(Duration answerMax) {
        return connections
                .to(Owner.CREDENTIAL)
                .responseTimeout(answerMax)
                .headers(headers -> headers.set(HttpHeaderNames.AUTHORIZATION, identity.authorization())
                        .set(HttpHeaderNames.ACCEPT, "application/json"));
    }

    private static <T> Mono<T> read(HttpClientResponse response, ByteBufMono content, Class<T> type) {
        if (response.status().code() != HttpResponseStatus.OK.code()) {
            String path = response.resourceUrl();
            return content.asByteArray()
                    .then(Mono.error(() -> new OwnerFailedException(path + " answered " + response.status())));
        }
        return content.asByteArray().map(bytes -> parse(bytes, type));
    }

    /** Whatever was in the bytes is wiped: it may have been keys. */
    private static <T> T parse(byte[] bytes, Class<T> type) {
        try {
            return JSON.readValue(bytes, type);
        } catch (IOException e) {
            throw new OwnerFailedException("the answer cannot be read as " + type.getSimpleName());
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new AssertionError("ids are JSON", e);
        }
    }
}
