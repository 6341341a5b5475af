package io.signalbox.kit.tracing;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * What one service follows calls with: spans made by hand, for calls that {@link Sampling} chose, and for no others.
 * Without a receiver spans are made and forgotten, so that what is passed on to others is the same either way.
 */
public final class Tracing implements AutoCloseable {
    private static final Duration TOLD_EVERY = Duration.ofSeconds(1);
    private static final Duration CALL_MAX = Duration.ofSeconds(5);
    private static final long CLOSE_SECONDS_MAX = 5;

    /** Names people chose are in attributes, so these have an end as well. */
    private static final SpanLimits LIMITS = SpanLimits.builder()
            .setMaxNumberOfAttributes(32)
            .setMaxNumberOfEvents(16)
            .setMaxAttributeValueLength(256)
            .build();

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final Sampling sampling;

    private Tracing(SdkTracerProviderBuilder builder, Sampling sampling) {
        this.provider =
                builder.setSampler(Sampler.alwaysOn()).setSpanLimits(LIMITS).build();
        this.tracer = provider.get("io.signalbox");
        this.sampling = sampling;
    }

    /** As it is set. */
    public static Tracing of(String service, TracingProperties properties, MeterRegistry meters) {
        SdkTracerProviderBuilder builder = SdkTracerProvider.builder().setResource(resource(service));
        String address = properties.spansAddress();
        if (address != null) {
            SpanExporter receiver = OtlpHttpSpanExporter.builder()
                    .setEndpoint(address)
                    .setTimeout(CALL_MAX)
                    .setMeterProvider(MeterProvider::noop)
                    .build();
            builder.addSpanProcessor(queue(receiver, properties.queueMax(), new SpanCounts(meters)));
        }
        return new Tracing(
                builder,
                new Sampling(
                        properties.sampleRate(),
                        properties.wishesPerSecond(),
                        () -> ThreadLocalRandom.current().nextDouble(),
                        System::nanoTime));
    }

    /** With somebody else's sampling and processor: a test's. */
    public static Tracing with(SpanProcessor processor, Sampling sampling) {
        return new Tracing(SdkTracerProvider.builder().addSpanProcessor(processor), sampling);
    }

    private static SpanProcessor queue(SpanExporter receiver, int max, SpanCounts counts) {
        BatchSpanProcessor batches = BatchSpanProcessor.builder(new ToldSpans(receiver, counts))
                .setMaxQueueSize(max)
                .setMaxExportBatchSize(TracingProperties.BATCH_MAX)
                .setScheduleDelay(TOLD_EVERY)
                .setExporterTimeout(CALL_MAX.multipliedBy(2))
                .setMeterProvider(MeterProvider.noop())
                .build();
        return new BoundedSpans(batches, max, counts);
    }

    private static Resource resource(String service) {
        return Resource.create(Attributes.of(
                AttributeKey.stringKey("service.namespace"),
                "signalbox",
                AttributeKey.stringKey("service.name"),
                service));
    }

    public Tracer tracer() {
        return tracer;
    }

    public Sampling sampling() {
        return sampling;
    }

    /** What waits is told before the process ends, if that can be done in time. */
    @Override
    public void close() {
        provider.shutdown().join(CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
    }
}
