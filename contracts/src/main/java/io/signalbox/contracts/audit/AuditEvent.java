package io.signalbox.contracts.audit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.Topic;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the audit log is made from. */
public sealed interface AuditEvent extends ContractEvent {
    @Override
    @JsonIgnore
    default Topic topic() {
        return Topic.AUDIT;
    }

    /**
     * Somebody did, or tried to do, something.
     *
     * @param actor the token's subject
     * @param action what was asked for, {@code access-key.issue}
     * @param subject what it was asked for, {@code access-key/<id>}
     * @param outcome {@code allowed}, {@code refused} or {@code failed}
     * @param from the caller's address
     * @param detail never a secret
     */
    record AuditRecorded(
            TenantId tenant,
            UUID auditId,
            String service,
            String actor,
            String action,
            String subject,
            String outcome,
            @Nullable String from,
            Map<String, String> detail,
            Instant at)
            implements AuditEvent {
        @Override
        public String recordKey() {
            return tenant + "/audit/" + auditId;
        }
    }
}
