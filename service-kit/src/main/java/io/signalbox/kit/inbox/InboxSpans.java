package io.signalbox.kit.inbox;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.signalbox.kit.kafka.EventHeaders;
import io.signalbox.kit.tracing.TraceParent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One span for each record that came with a trace, as a child of what sent it: whoever opens the trace sees it to its end.
 * One span for the batch with links would be found only by those who look for the batch. Made after the transaction, with
 * its times: a batch that is tried for an hour is told once.
 */
final class InboxSpans {
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> TOPIC = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> GROUP = AttributeKey.stringKey("messaging.consumer.group.name");
    private static final AttributeKey<Long> BATCH = AttributeKey.longKey("messaging.batch.message_count");
    private static final AttributeKey<String> TYPE = AttributeKey.stringKey("signalbox.event");
    private static final AttributeKey<String> TENANT = AttributeKey.stringKey("signalbox.tenant");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    /** What is older is read again, by a mirror that is filled anew: its trace was over long ago. */
    private static final Duration AGE_MAX = Duration.ofHours(1);

    private final Tracer tracer;
    private final Clock clock;
    private final Inbox inbox;

    InboxSpans(InboxTelemetry telemetry, Inbox inbox) {
        this.tracer = telemetry.tracing().tracer();
        this.clock = telemetry.clock();
        this.inbox = inbox;
    }

    /** These have taken effect together, since {@code begun}. */
    void tookEffect(List<Arrival> arrivals, Instant begun) {
        Instant ended = clock.instant();
        for (Arrival arrival : arrivals) {
            switch (arrival) {
                case Arrival.Known(var raw, var record) ->
                    span(raw, arrivals.size(), begun).end(ended);
                case Arrival.Unreadable(var raw, var why) -> parked(raw, begun);
                case Arrival.Unknown unknown -> {}
            }
        }
    }

    /** This one was put aside. */
    void parked(ConsumerRecord<String, byte[]> raw, Instant begun) {
        Span span = span(raw, 1, begun);
        span.setAttribute(ERROR, "parked");
        span.setStatus(StatusCode.ERROR);
        span.end(clock.instant());
    }

    private Span span(ConsumerRecord<String, byte[]> raw, int batch, Instant begun) {
        String header =
                EventHeaders.text(raw.headers(), EventHeaders.TRACE_PARENT).orElse(null);
        SpanContext sender = TraceParent.asksToBeFollowed(header) ? TraceParent.read(header) : SpanContext.getInvalid();
        if (!sender.isValid() || raw.timestamp() < begun.minus(AGE_MAX).toEpochMilli()) {
            return Span.getInvalid();
        }
        Span span = tracer.spanBuilder("process " + inbox.group())
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(Context.root().with(Span.wrap(sender)))
                .setStartTimestamp(begun)
                .setAttribute(SYSTEM, "kafka")
                .setAttribute(TOPIC, inbox.topic().topicName())
                .setAttribute(GROUP, inbox.group())
                .setAttribute(BATCH, (long) batch)
                .startSpan();
        EventHeaders.text(raw.headers(), EventHeaders.TYPE).ifPresent(type -> span.setAttribute(TYPE, type));
        EventHeaders.text(raw.headers(), EventHeaders.TENANT).ifPresent(tenant -> span.setAttribute(TENANT, tenant));
        return span;
    }
}
