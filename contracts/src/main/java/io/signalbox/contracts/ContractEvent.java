package io.signalbox.contracts;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Everything a service says to others. Events on state topics are the <em>whole</em> state of one thing after its last
 * change, so compaction loses nothing; events on occurrence topics say that something happened once. Within version 1
 * fields are only added, never renamed, retyped or newly required. Each topic has a sealed vocabulary of its
 * own (Java seals within one package only); {@link Topic} lists them.
 */
public interface ContractEvent {
    /** Whose it is; also the Kafka partition key, so one tenant's events of one topic stay in order. */
    TenantId tenant();

    /** {@code <tenant>/<kind>/<id>}: what compaction keeps the last of. */
    @JsonIgnore
    String recordKey();

    /** The topic this event travels on. */
    @JsonIgnore
    Topic topic();

    /** {@code ce_type}: the record's simple name, stable because contracts are never renamed. */
    @JsonIgnore
    default String eventType() {
        return getClass().getSimpleName();
    }
}
