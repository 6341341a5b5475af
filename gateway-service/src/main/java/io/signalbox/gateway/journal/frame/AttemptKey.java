package io.signalbox.gateway.journal.frame;

import java.util.UUID;

/** What an attempt is known by, here and in the ledger. */
public record AttemptKey(UUID requestId, int attempt) {}
