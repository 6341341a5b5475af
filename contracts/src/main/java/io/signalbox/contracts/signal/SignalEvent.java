package io.signalbox.contracts.signal;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.Money;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.Topic;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Occurrences somebody may want to be told of: what alerts, live views and metrics are made from. */
public sealed interface SignalEvent extends ContractEvent {
    @Override
    @JsonIgnore
    default Topic topic() {
        return Topic.SIGNAL;
    }

    /** A discovery finished; the models themselves are state of their own. Ids only, at most a thousand per list. */
    record ModelsDiscovered(
            TenantId tenant,
            UUID configurationId,
            List<String> added,
            List<String> changed,
            List<String> gone,
            int total,
            Instant finishedAt)
            implements SignalEvent {
        @Override
        public String recordKey() {
            return tenant + "/configuration/" + configurationId;
        }
    }

    /** A configuration became healthy or ceased to be. */
    record ProviderHealthChanged(
            TenantId tenant,
            UUID configurationId,
            boolean healthy,
            @Nullable String reason,
            Instant changedAt) implements SignalEvent {
        @Override
        public String recordKey() {
            return tenant + "/configuration/" + configurationId;
        }
    }

    /**
     * A gateway replica began or ceased to avoid a target, or one of its keys.
     *
     * @param state {@code OUT}, {@code IN_USE}; of a key {@code KEY_REFUSED}, {@code KEY_EXHAUSTED}, {@code KEY_IN_USE}
     * @param reason the kind of the failure that led to it; absent for a return
     * @param credentialId which key; absent when it is the target itself
     */
    record TargetStateChanged(
            TenantId tenant,
            UUID configurationId,
            String model,
            String replica,
            String state,
            @Nullable String reason,
            Instant changedAt,
            @Nullable UUID credentialId)
            implements SignalEvent {
        @Override
        public String recordKey() {
            return tenant + "/target/" + configurationId + "/" + model;
        }
    }

    /** An allowance passed a share of its amount. */
    record ThresholdReached(
            TenantId tenant,
            UUID allowanceId,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal share,
            Instant reachedAt)
            implements SignalEvent {
        @Override
        public String recordKey() {
            return tenant + "/allowance/" + allowanceId;
        }
    }

    /** An allowance is spent until its window ends. */
    record AllowanceExhausted(TenantId tenant, UUID allowanceId, Instant exhaustedAt, Instant until)
            implements SignalEvent {
        @Override
        public String recordKey() {
            return tenant + "/allowance/" + allowanceId;
        }
    }

    /** A month's statement is final. */
    record StatementClosed(TenantId tenant, UUID statementId, String month, Money total, Instant closedAt)
            implements SignalEvent {
        @Override
        public String recordKey() {
            return tenant + "/statement/" + statementId;
        }
    }
}
