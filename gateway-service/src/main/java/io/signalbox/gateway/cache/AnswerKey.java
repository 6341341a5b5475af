package io.signalbox.gateway.cache;

import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.adapter.Operation;
import io.signalbox.contracts.TenantId;
import io.signalbox.gateway.conversation.CallerRequest;
import io.signalbox.gateway.cost.CostWish;
import io.signalbox.gateway.snapshot.RoutePlan;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What has to be the same for one answer to be another's: the tenant, the route and how it was defined, and every byte
 * that was asked, which includes whether a stream was asked for. Who of the tenant asks makes no difference.
 *
 * @param digest SHA-256 of the body
 */
record AnswerKey(
        TenantId tenant,
        String route,
        Instant defined,
        Operation operation,
        String dialect,
        List<String> headers,
        ByteBuffer digest) {
    /** Headers that change what is answered. */
    private static final List<String> TELLING =
            List.of("anthropic-version", "anthropic-beta", "openai-beta", CostWish.HEADER);

    static AnswerKey of(TenantId tenant, CallerRequest request, RoutePlan plan, HttpHeaders headers, byte[] body) {
        return new AnswerKey(
                tenant,
                String.valueOf(plan.routeName()),
                plan.kept() == null ? Instant.EPOCH : plan.kept().defined(),
                request.operation(),
                request.dialect().wire(),
                TELLING.stream()
                        .map(name -> headers.getAll(name))
                        .map(AnswerKey::joined)
                        .toList(),
                ByteBuffer.wrap(sha256(body)).asReadOnlyBuffer());
    }

    private static String joined(List<String> values) {
        return values.stream().collect(Collectors.joining(","));
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
