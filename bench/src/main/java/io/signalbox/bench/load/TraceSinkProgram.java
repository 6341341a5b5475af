package io.signalbox.bench.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Where the gateway tells its traces while it is measured: an OTLP receiver that reads them and keeps two numbers. */
public final class TraceSinkProgram {
    /** Spans are told every second; when none came for longer, none is under way. */
    private static final long QUIET_NANOS = 2_500_000_000L;

    private static final long PAUSE_NANOS = 50_000_000;

    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong spans = new AtomicLong();
    private final AtomicLong lastAt = new AtomicLong(System.nanoTime());

    private TraceSinkProgram() {}

    /** Says its port; answers each line with the numbers of requests and spans, once it has become quiet. */
    public static void main(String[] arguments) throws IOException {
        TraceSinkProgram sink = new TraceSinkProgram();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", sink::take);
        server.start();
        JavaChild.say(server.getAddress().getPort());
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (orders.readLine() != null) {
            sink.becomeQuiet();
            JavaChild.say(sink.requests + " " + sink.spans);
        }
        System.exit(0);
    }

    private void take(HttpExchange call) throws IOException {
        try (call) {
            ExportTraceServiceRequest told = ExportTraceServiceRequest.parseFrom(call.getRequestBody());
            told.getResourceSpansList().stream()
                    .flatMap(resource -> resource.getScopeSpansList().stream())
                    .flatMap(scope -> scope.getSpansList().stream())
                    .forEach(this::count);
            lastAt.set(System.nanoTime());
            call.sendResponseHeaders(200, -1);
        }
    }

    private void count(Span span) {
        spans.incrementAndGet();
        if (span.getKind() == Span.SpanKind.SPAN_KIND_SERVER) {
            requests.incrementAndGet();
        }
    }

    private void becomeQuiet() {
        while (System.nanoTime() - lastAt.get() < QUIET_NANOS) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
