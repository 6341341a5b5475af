package io.signalbox.contracts.usage;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.Money;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.Topic;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the gateway says of every attempt. */
public sealed interface UsageRecordEvent extends ContractEvent {
    @Override
    @JsonIgnore
    default Topic topic() {
        return Topic.USAGE_RECORD;
    }

    /**
     * One attempt at one target. Every attempt is recorded, cost zero included; {@code (requestId, attempt)} is its
     * identity and what the ledger refuses to count twice.
     *
     * @param requestId UUIDv7, minted by the gateway only
     * @param attempt 1 for the first
     * @param last whether the request was known to end with this attempt when it closed; a request that ends between two
     *     attempts has none
     * @param operation {@code chat}, {@code embeddings}, …
     * @param dialect of the caller: {@code openai}, {@code anthropic}
     * @param modelAsked as the caller wrote it
     * @param modelSent as the provider was asked
     * @param modelAnswered as the provider named it; absent when it did not answer
     * @param failure null exactly when the outcome is {@code SUCCEEDED}
     * @param upstreamStatus HTTP status of the provider, absent when there was none
     * @param tier service tier the provider said it used; {@code standard} unless it said otherwise
     * @param meters units used by kind; kinds do not overlap: {@code input_tokens} are the uncached ones
     * @param estimated whether the meters are our estimate because the provider could not tell
     * @param firstTokenMicros from opening to the first content; absent when there was none
     * @param durationMicros from opening to closing
     * @param priceIds the price entries the gateway used for {@code shownCost}
     * @param shownCost what the caller was shown; the ledger decides and the difference is a metric
     * @param routing why this target was called, for people, at most 512 characters: the strategies on the way to it and
     *     what each decided, and what had failed or was left alone before it
     */
    record UsageRecorded(
            TenantId tenant,
            UUID requestId,
            int attempt,
            boolean last,
            @Nullable UUID projectId,
            @Nullable String user,
            UUID accessKeyId,
            Map<String, String> tags,
            String operation,
            String dialect,
            boolean streamed,
            @Nullable String route,
            String modelAsked,
            UUID configurationId,
            String providerType,
            @Nullable UUID credentialId,
            String modelSent,
            @Nullable String modelAnswered,
            Outcome outcome,
            @Nullable FailureKind failure,
            @Nullable Integer upstreamStatus,
            @Nullable String upstreamRequestId,
            String tier,
            @JsonFormat(shape = JsonFormat.Shape.STRING) Map<String, BigDecimal> meters,
            boolean estimated,
            Instant openedAt,
            Instant closedAt,
            @Nullable Long firstTokenMicros,
            long durationMicros,
            List<UUID> priceIds,
            @Nullable Money shownCost,
            @Nullable String routing)
            implements UsageRecordEvent {
        @Override
        public String recordKey() {
            return tenant + "/request/" + requestId;
        }
    }
}
