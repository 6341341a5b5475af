package io.signalbox.kit.eventstore;

import io.signalbox.contracts.TenantId;
import org.jspecify.annotations.Nullable;

/** An aggregate that belongs to a tenant; a command of another tenant is answered as if it did not exist. */
public interface TenantOwned {
    /** Its tenant; null only before its first event. */
    @Nullable
    TenantId tenant();
}
