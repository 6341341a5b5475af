package io.signalbox.kit.eventstore;

import io.signalbox.contracts.TenantId;

/** Root of every service's sealed command vocabularies. The tenant comes from the caller's token, never from a body. */
public interface TenantCommand {
    /** On whose behalf. */
    TenantId tenant();
}
