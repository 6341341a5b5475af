package io.signalbox.gateway.selection;

import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.contracts.catalog.Condition;
import io.signalbox.contracts.catalog.RouteNode.StickyBy;
import io.signalbox.gateway.conversation.RequestTraits;
import io.signalbox.gateway.snapshot.AccessKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a route may look at before it chooses. */
public record RoutedRequest(AccessKey key, HttpHeaders headers, RequestTraits traits) {
    /** Whether a case of a route is for this request; what a condition does not ask always holds. */
    boolean meets(Condition condition) {
        long tokens = traits.inputTokensEstimate();
        return isOneOf(key.projectId(), condition.projects())
                && isOneOf(key.user(), condition.users())
                && key.tags().entrySet().containsAll(condition.tags().entrySet())
                && condition.headers().entrySet().stream()
                        .allMatch(header -> header.getValue().equals(headers.get(header.getKey())))
                && condition.features().stream().allMatch(traits::uses)
                && (condition.inputTokensFrom() == null || tokens >= condition.inputTokensFrom())
                && (condition.inputTokensBelow() == null || tokens < condition.inputTokensBelow());
    }

    private static <T> boolean isOneOf(@Nullable T value, List<T> any) {
        return any.isEmpty() || (value != null && any.contains(value));
    }

    /** Who is always to be answered by the same child; null when this request does not say. */
    @Nullable
    String subject(StickyBy stickyBy, @Nullable String header) {
        return switch (stickyBy) {
            case ACCESS_KEY -> key.id().toString();
            case USER -> key.user();
            case HEADER -> header == null ? null : headers.get(header);
        };
    }
}
