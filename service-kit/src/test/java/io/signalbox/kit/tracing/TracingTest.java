package io.signalbox.kit.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracingTest {
    private static final int QUEUE = TracingProperties.BATCH_MAX;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void what_a_receiver_takes_is_counted_and_what_waits_is_told_before_the_end() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        HttpServer receiver = receiver(calls, 200);
        try (Tracing tracing =
                tracing("http://127.0.0.1:" + receiver.getAddress().getPort())) {
            spans(tracing, 3);
        } finally {
            receiver.stop(0);
        }

        assertThat(calls).hasPositiveValue();
        assertThat(count("exported")).isEqualTo(3);
        assertThat(count("failed") + count("dropped")).isZero();
    }

    @Test
    void a_receiver_that_refuses_costs_what_was_told_and_nothing_else() throws IOException {
        HttpServer receiver = receiver(new AtomicInteger(), 400);
        try (Tracing tracing =
                tracing("http://127.0.0.1:" + receiver.getAddress().getPort())) {
            spans(tracing, 2);
            await(() -> count("failed") == 2);
        } finally {
            receiver.stop(0);
        }
        assertThat(count("exported")).isZero();
    }

    @Test
    void more_than_may_wait_is_dropped_and_counted_and_nobody_waits() throws IOException {
        HttpServer silent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (Tracing tracing = tracing("http://127.0.0.1:" + silent.getAddress().getPort())) {
            long begun = System.nanoTime();
            spans(tracing, 20 * QUEUE);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
            assertThat(count("dropped")).isGreaterThan(10 * QUEUE);
            assertThat(meters.get("signalbox.tracing.spans.waiting").gauge().value())
                    .isLessThanOrEqualTo(QUEUE);
        } finally {
            silent.stop(0);
        }
    }

    @Test
    void without_a_receiver_spans_have_their_places_and_nothing_is_counted() {
        try (Tracing tracing = tracing("")) {
            Span span = tracing.tracer().spanBuilder("call").startSpan();
            span.end();

            assertThat(TraceParent.write(span.getSpanContext())).endsWith("-01");
        }
        assertThat(meters.getMeters()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ftp://here, 0.1, 4096", "nonsense, 0.1, 4096", "http://here, 1.1, 4096", "http://here, 0.1, 10"})
    void what_cannot_be_meant_is_refused_at_the_start(String endpoint, double rate, int queue) {
        assertThatThrownBy(() -> new TracingProperties(endpoint, rate, 10, queue))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("signalbox.tracing.");
    }

    private Tracing tracing(String endpoint) {
        return Tracing.of("test", new TracingProperties(endpoint, 0.1, 10, QUEUE), meters);
    }

    private static HttpServer receiver(AtomicInteger calls, int status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", call -> {
            try (call) {
                calls.incrementAndGet();
                call.getRequestBody().readAllBytes();
                call.sendResponseHeaders(status, -1);
            }
        });
        server.start();
        return server;
    }

    private static void spans(Tracing tracing, int count) {
        for (int number = 0; number < count; number++) {
            tracing.tracer().spanBuilder("call").startSpan().end();
        }
    }

    private double count(String outcome) {
        return meters.get("signalbox.tracing.spans")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() - until < 0) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
