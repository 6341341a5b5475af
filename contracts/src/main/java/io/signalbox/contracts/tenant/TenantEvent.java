package io.signalbox.contracts.tenant;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.Topic;
import java.time.Instant;
import java.util.UUID;

/** State of tenants and projects. Closing a tenant is a state that stays: its ledger outlives it. */
public sealed interface TenantEvent extends ContractEvent {
    @Override
    @JsonIgnore
    default Topic topic() {
        return Topic.TENANT;
    }

    /** A tenant that may work. */
    record TenantOpened(TenantId tenant, String name, Instant openedAt) implements TenantEvent {
        @Override
        public String recordKey() {
            return tenant + "/tenant/" + tenant;
        }
    }

    /** A tenant that is gone: its keys stop working at once, its ledger stays. */
    record TenantClosed(TenantId tenant, Instant closedAt) implements TenantEvent {
        @Override
        public String recordKey() {
            return tenant + "/tenant/" + tenant;
        }
    }

    /** A dimension inside a tenant that keys, budgets and usage may belong to. */
    record ProjectOpened(TenantId tenant, UUID projectId, String name, Instant openedAt) implements TenantEvent {
        @Override
        public String recordKey() {
            return tenant + "/project/" + projectId;
        }
    }

    /** A project that takes no new keys and whose keys stop working. */
    record ProjectClosed(TenantId tenant, UUID projectId, Instant closedAt) implements TenantEvent {
        @Override
        public String recordKey() {
            return tenant + "/project/" + projectId;
        }
    }
}
