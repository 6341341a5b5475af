package io.signalbox.contracts.budget;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.Topic;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** State of allowances: budgets and rate limits are one thing, an amount of a measure per window. */
public sealed interface BudgetEvent extends ContractEvent {
    @Override
    @JsonIgnore
    default Topic topic() {
        return Topic.BUDGET;
    }

    /** What is counted. */
    enum Measure {
        COST,
        REQUESTS,
        TOKENS,
        CONCURRENT_REQUESTS
    }

    /** What the allowance holds for. */
    enum Scope {
        TENANT,
        PROJECT,
        USER,
        ACCESS_KEY,
        MODEL,
        CONFIGURATION
    }

    /** What a spent allowance does. */
    enum Enforcement {
        REFUSE,
        ALERT,
        SHADOW
    }

    /** What a gateway does when its leases are spent and the authority cannot be asked. */
    enum WhenUnreachable {
        REFUSE,
        ALLOW
    }

    /**
     * An amount of one measure per window, for one scope.
     *
     * @param scopeId the project, user, key, model or configuration; the tenant itself for {@code TENANT}
     * @param amount in units of the measure; in {@code currency} for {@code COST}
     * @param window {@code minute, hour, day, month}; absent for concurrency
     */
    record AllowanceSet(
            TenantId tenant,
            UUID allowanceId,
            Scope scope,
            String scopeId,
            Measure measure,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount,
            @Nullable String currency,
            @Nullable String window,
            Enforcement enforcement,
            WhenUnreachable whenUnreachable,
            Instant setAt)
            implements BudgetEvent {
        @Override
        public String recordKey() {
            return tenant + "/allowance/" + allowanceId;
        }
    }

    /** An allowance that no longer holds. */
    record AllowanceRemoved(TenantId tenant, UUID allowanceId, Instant removedAt) implements BudgetEvent {
        @Override
        public String recordKey() {
            return tenant + "/allowance/" + allowanceId;
        }
    }
}
