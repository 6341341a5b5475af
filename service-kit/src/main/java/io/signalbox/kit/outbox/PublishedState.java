package io.signalbox.kit.outbox;

import io.signalbox.contracts.ContractEvent;

/** A whole state as it was last sent, with the sequence it was sent under. */
record PublishedState(ContractEvent event, long sequence) {}
