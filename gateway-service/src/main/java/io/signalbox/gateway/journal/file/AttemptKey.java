package io.signalbox.gateway.journal.file;

import java.util.UUID;

/** What an attempt is known by, here and in the ledger. */
record AttemptKey(UUID requestId, int attempt) {}
