package io.signalbox.kit.eventstore;

import io.signalbox.contracts.TenantId;

/** Root of every service's sealed event vocabularies. Every stored event says whose it is. */
public interface StoredEvent {
    /** The tenant it happened to. */
    TenantId tenant();
}
