package io.signalbox.kit.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.kit.tracing.Tracing;
import java.time.Clock;

/** What inboxes count with, and tell traces with. */
record InboxTelemetry(MeterRegistry meters, Tracing tracing, Clock clock) {}
