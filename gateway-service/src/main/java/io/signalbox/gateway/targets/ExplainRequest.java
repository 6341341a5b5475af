package io.signalbox.gateway.targets;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.adapter.Operation;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.catalog.Condition.Feature;
import io.signalbox.gateway.conversation.RequestTraits;
import io.signalbox.gateway.selection.RoutedRequest;
import io.signalbox.gateway.snapshot.AccessKey;
import io.signalbox.kit.problem.StandardRefusal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The request that is imagined; what is absent is not there. An access key is imagined with it, of this project, user
 * and tags, and without limits.
 *
 * @param accessKeyId matters to experiments that are sticky by key
 * @param inputTokens its size, 1 when absent
 * @param operation what it asks for, by the usage record's word; a chat when absent
 */
record ExplainRequest(
        @Nullable UUID accessKeyId,
        @Nullable UUID projectId,
        @Nullable String user,
        @Nullable Map<String, String> tags,
        @Nullable Map<String, String> headers,
        @Nullable List<Feature> features,
        @Nullable Long inputTokens,
        @Nullable String operation) {
    static final ExplainRequest NOTHING = new ExplainRequest(null, null, null, null, null, null, null, null);

    private static final UUID NO_KEY = new UUID(0, 0);
    private static final int HEADERS_MAX = 100;

    AccessKey key(TenantId tenant) {
        return new AccessKey(
                Optional.ofNullable(accessKeyId).orElse(NO_KEY),
                tenant,
                projectId,
                user,
                List.of(),
                List.of(),
                null,
                Optional.ofNullable(tags).orElse(Map.of()),
                null);
    }

    RoutedRequest routed(AccessKey key) {
        HttpHeaders all = DefaultHttpHeadersFactory.headersFactory().newHeaders();
        Map<String, String> given = Optional.ofNullable(headers).orElse(Map.of());
        if (given.size() > HEADERS_MAX) {
            throw StandardRefusal.FIELD_INVALID.refusedAt("headers", "headers", "at most " + HEADERS_MAX + " headers");
        }
        try {
            given.forEach(all::set);
        } catch (IllegalArgumentException unsendable) {
            throw StandardRefusal.FIELD_INVALID.refusedAt("headers", "headers", "headers that can be sent");
        }
        return new RoutedRequest(
                key, all, new Imagined(tokens(), Optional.ofNullable(features).orElse(List.of())));
    }

    Operation asked() {
        if (operation == null) {
            return Operation.CHAT;
        }
        return Arrays.stream(Operation.values())
                .filter(known -> known.wire().equals(operation))
                .findFirst()
                .orElseThrow(() -> StandardRefusal.FIELD_INVALID.refusedAt(
                        "operation",
                        "operation",
                        "it is one of "
                                + Arrays.stream(Operation.values())
                                        .map(Operation::wire)
                                        .toList()));
    }

    private long tokens() {
        if (inputTokens != null && inputTokens < 1) {
            throw StandardRefusal.FIELD_INVALID.refusedAt("inputTokens", "inputTokens", "it is a number from 1 on");
        }
        return inputTokens == null ? 1 : inputTokens;
    }

    private record Imagined(long inputTokensEstimate, List<Feature> features) implements RequestTraits {
        @Override
        public boolean uses(Feature feature) {
            return features.contains(feature);
        }
    }
}
