package io.signalbox.gateway.snapshot;

import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.credential.CredentialEvent.AccessKeyIssued;
import io.signalbox.gateway.allowance.TenantAllowances;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An application's key as admission sees it. Whether it has expired is asked with the clock at every use, because time
 * passes without any event.
 *
 * @param models allowed models, {@code configuration/model} or a model id; empty allows all
 * @param routes allowed routes by name; empty allows all
 * @param requestsPerMinute null is unlimited
 */
public record AccessKey(
        UUID id,
        TenantId tenant,
        @Nullable UUID projectId,
        @Nullable String user,
        List<String> models,
        List<String> routes,
        @Nullable Long requestsPerMinute,
        Map<String, String> tags,
        @Nullable Instant expiresAt) {
    /** Who calls with it, as limits see it. */
    public TenantAllowances.Caller caller() {
        return new TenantAllowances.Caller(tenant, projectId, user, id, requestsPerMinute);
    }

    /** The key an event describes. */
    public static AccessKey of(AccessKeyIssued issued) {
        return new AccessKey(
                issued.accessKeyId(),
                issued.tenant(),
                issued.projectId(),
                issued.user(),
                issued.models(),
                issued.routes(),
                issued.requestsPerMinute(),
                issued.tags(),
                issued.expiresAt());
    }
}
