package io.signalbox.usage.rating;

import io.signalbox.contracts.usage.UsageRecordEvent.UsageRecorded;
import java.util.UUID;

/** What a list of prices is for: a model, as one configuration of a tenant asks a provider for it. */
public record PriceKey(String tenant, String providerType, UUID configurationId, String model) {
    /** Whose prices hold for that attempt: of the model that was asked for upstream, which is what price books name. */
    public static PriceKey of(UsageRecorded record) {
        return new PriceKey(
                record.tenant().value(), record.providerType(), record.configurationId(), record.modelSent());
    }
}
