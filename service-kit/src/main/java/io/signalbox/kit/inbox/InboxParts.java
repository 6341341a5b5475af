package io.signalbox.kit.inbox;

import io.signalbox.kit.deadletter.DeadLetters;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What all inboxes of a service share. */
record InboxParts(
        JdbcClient jdbc,
        TransactionTemplate transactions,
        DeadLetters deadLetters,
        OperatingTrouble trouble,
        InboxTelemetry telemetry) {}
