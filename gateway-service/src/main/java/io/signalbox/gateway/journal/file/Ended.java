package io.signalbox.gateway.journal.file;

import io.signalbox.contracts.TenantId;
import java.time.Instant;

/** An attempt whose end is written: what a mark about it is made of. */
record Ended(AttemptKey key, Instant at, TenantId tenant) {}
