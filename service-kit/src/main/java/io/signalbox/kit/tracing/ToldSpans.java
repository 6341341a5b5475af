package io.signalbox.kit.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what the receiver took, and says once when it stops taking and once when it takes again. */
final class ToldSpans implements SpanExporter {
    private static final Logger LOG = LoggerFactory.getLogger(ToldSpans.class);

    private final SpanExporter receiver;
    private final SpanCounts counts;
    private final AtomicBoolean failing = new AtomicBoolean();

    ToldSpans(SpanExporter receiver, SpanCounts counts) {
        this.receiver = receiver;
        this.counts = counts;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        int count = spans.size();
        counts.waiting.addAndGet(-count);
        CompletableResultCode result = receiver.export(spans);
        return result.whenComplete(() -> told(result, count));
    }

    private void told(CompletableResultCode result, int count) {
        (result.isSuccess() ? counts.exported : counts.failed).increment(count);
        if (failing.compareAndSet(result.isSuccess(), !result.isSuccess())) {
            if (result.isSuccess()) {
                LOG.info("the receiver of traces takes them again");
            } else {
                Throwable cause = result.getFailureThrowable();
                LOG.atWarn()
                        .addKeyValue("cause", cause == null ? "refused" : String.valueOf(cause))
                        .log("the receiver of traces does not take them; they are lost until it does");
            }
        }
    }

    @Override
    public CompletableResultCode flush() {
        return receiver.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return receiver.shutdown();
    }
}
