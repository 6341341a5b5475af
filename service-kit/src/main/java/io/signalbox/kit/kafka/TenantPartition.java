package io.signalbox.kit.kafka;

import io.signalbox.contracts.TenantId;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** One tenant's records of one topic share a partition, so they stay in order whatever their keys are. */
public final class TenantPartition {
    private TenantPartition() {}

    /** The partition of that tenant in a topic of so many. */
    public static int of(TenantId tenant, int partitions) {
        return Utils.toPositive(Utils.murmur2(tenant.value().getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
