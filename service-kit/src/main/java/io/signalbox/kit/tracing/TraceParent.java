package io.signalbox.kit.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a trace as text: the W3C header {@code traceparent}, on HTTP and on Kafka. Its companions {@code tracestate}
 * and {@code baggage} are not read: they hold what other people's tools please, and would be carried into every record.
 */
public final class TraceParent {
    public static final String HEADER = "traceparent";

    private static final int FLAGS_END = 55;
    private static final TextMapGetter<String> ONLY_HEADER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String carrier) {
            return List.of(HEADER);
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
            return HEADER.equals(key) ? carrier : null;
        }
    };

    private TraceParent() {}

    /** What a header says; invalid when there is none or nothing that can be understood. */
    public static SpanContext read(@Nullable String header) {
        if (header == null) {
            return SpanContext.getInvalid();
        }
        Context read = W3CTraceContextPropagator.getInstance().extract(Context.root(), header, ONLY_HEADER);
        return Span.fromContext(read).getSpanContext();
    }

    /** Whether a header may ask for its trace to be followed: looks at one character, so that the others cost nothing. */
    public static boolean asksToBeFollowed(@Nullable String header) {
        return header != null
                && header.length() >= FLAGS_END
                && (Character.digit(header.charAt(FLAGS_END - 1), 16) & 1) == 1;
    }

    /** The same place in our own spelling; null when it is not followed, or cannot be understood. */
    public static @Nullable String followed(@Nullable String header) {
        return asksToBeFollowed(header) ? write(read(header)) : null;
    }

    /** The header for that place; null when it is none, or not followed. */
    public static @Nullable String write(SpanContext place) {
        return place.isValid() && place.isSampled()
                ? "00-" + place.getTraceId() + "-" + place.getSpanId() + "-"
                        + place.getTraceFlags().asHex()
                : null;
    }
}
