package io.signalbox.kit.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.contractjson.ContractJson;
import java.util.UUID;

/**
 * Something to be done outside.
 *
 * @param attempt 1 the first time
 * @param payload JSON of what was added
 */
public record Job(UUID id, String kind, TenantId tenant, int attempt, String payload) {
    /** The payload as the record it was added as. */
    public <T> T payload(Class<T> type) {
        try {
            return ContractJson.mapper().readValue(payload, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the payload of a " + kind + " is not a " + type.getSimpleName(), e);
        }
    }
}
