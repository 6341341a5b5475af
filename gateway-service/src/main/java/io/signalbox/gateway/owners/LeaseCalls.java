package io.signalbox.gateway.owners;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.signalbox.contracts.PathOwners.Owner;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.kit.security.ServiceIdentity;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What the gateway asks of the usage service, with its service identity: shares of what is allowed. */
public final class LeaseCalls {
    /** Most wishes in one call. */
    public static final int WISHES_MAX = 100;

    private static final byte[] NOTHING = {};
    private static final ObjectMapper JSON = ContractJson.mapper();

    private final OwnerConnections connections;
    private final ServiceIdentity identity;
    private final Duration answerMax;

    /** {@code answerMax} bounds one call; who waits for it has a shorter deadline. */
    public LeaseCalls(OwnerConnections connections, ServiceIdentity identity, Duration answerMax) {
        this.connections = connections;
        this.identity = identity;
        this.answerMax = answerMax;
    }

    /**
     * A share of one allowance.
     *
     * @param turn grows with every wish of this holder for this allowance
     * @param least the smallest part that helps anybody who waits
     * @param needed by all who wait together
     * @param wanted for those to come
     * @param ahead whether it is for the window after the present one
     * @param owed used already without having been given
     * @param held of what is counted at once: how much is still held
     */
    public record Wish(
            TenantId tenant,
            UUID allowanceId,
            long turn,
            long least,
            long needed,
            long wanted,
            boolean ahead,
            long owed,
            long held,
            @Nullable Returned returned) {}

    /** What is left over of the share of a window. */
    public record Returned(long window, long amount) {}

    /** What the usage service knows of an allowance. */
    public enum Standing {
        HOLDS,
        GONE,
        UNKNOWN
    }

    /** A share; times count from the moment the database decided, which is after the call was sent. */
    public record Grant(
            UUID allowanceId,
            Standing standing,
            long granted,
            long remaining,
            long window,
            long startsInMillis,
            long endsInMillis) {}

    private record Question(UUID holder, List<Wish> wishes) {}

    private record Answer(List<Grant> grants) {}

    /** One grant for each wish, in their order. */
    public Mono<List<Grant>> lease(UUID holder, List<Wish> wishes) {
        return Mono.defer(() -> {
                    byte[] body = json(new Question(holder, wishes));
                    return connections
                            .to(Owner.USAGE)
                            .headers(headers -> headers.set(HttpHeaderNames.AUTHORIZATION, identity.authorization())
                                    .set(HttpHeaderNames.ACCEPT, "application/json")
                                    .set(HttpHeaderNames.CONTENT_TYPE, "application/json"))
                            .post()
                            .uri("/internal/leases")
                            .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
                            .responseSingle((response, content) -> content.asByteArray()
                                    .defaultIfEmpty(NOTHING)
                                    .map(bytes -> read(response.status().code(), bytes)));
                })
                .timeout(answerMax)
                .map(grants -> complete(grants, wishes.size()));
    }

    private static List<Grant> read(int status, byte[] bytes) {
        if (status != HttpResponseStatus.OK.code()) {
            throw new OwnerFailedException("/internal/leases answered " + status);
        }
        try {
            return JSON.readValue(bytes, Answer.class).grants();
        } catch (IOException e) {
            throw new OwnerFailedException("the answer cannot be read as grants");
        }
    }

    private static List<Grant> complete(List<Grant> grants, int wishes) {
        if (grants.size() != wishes) {
            throw new OwnerFailedException("there is not one grant for each wish");
        }
        return grants;
    }

    private static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new AssertionError("wishes are JSON", e);
        }
    }
}
