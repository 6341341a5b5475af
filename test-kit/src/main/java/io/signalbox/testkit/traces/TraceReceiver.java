package io.signalbox.testkit.traces;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.signalbox.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** An OTLP receiver over HTTP: what a service really sends, read as the protocol says. */
public final class TraceReceiver implements AutoCloseable {
    /**
     * A span that arrived.
     *
     * @param service who made it
     * @param parent empty for the first of a trace
     * @param attributes texts, numbers and truth values alike, as text
     */
    public record Received(
            String service,
            String name,
            String kind,
            String traceId,
            String spanId,
            String parent,
            Map<String, String> attributes) {}

    private final List<Received> spans = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    public TraceReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    /** What a service is told as its endpoint. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** All that has arrived of a trace, once it is that many spans. */
    public List<Received> trace(String traceId, int count) {
        Await.until(() -> of(traceId).size() >= count);
        return of(traceId);
    }

    private List<Received> of(String traceId) {
        return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
    }

    /** All that has arrived. */
    public List<Received> spans() {
        return List.copyOf(spans);
    }

    private void take(HttpExchange call) throws IOException {
        try (call) {
            ExportTraceServiceRequest told = ExportTraceServiceRequest.parseFrom(call.getRequestBody());
            told.getResourceSpansList().forEach(this::take);
            byte[] answer = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
            call.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
        }
    }

    private void take(ResourceSpans told) {
        String service = attributes(told.getResource().getAttributesList()).getOrDefault("service.name", "");
        for (ScopeSpans scope : told.getScopeSpansList()) {
            scope.getSpansList().forEach(span -> spans.add(received(service, span)));
        }
    }

    private static Received received(String service, Span span) {
        return new Received(
                service,
                span.getName(),
                span.getKind().name().replace("SPAN_KIND_", ""),
                hex(span.getTraceId()),
                hex(span.getSpanId()),
                hex(span.getParentSpanId()),
                attributes(span.getAttributesList()));
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    private static Map<String, String> attributes(List<KeyValue> attributes) {
        return attributes.stream().collect(Collectors.toMap(KeyValue::getKey, TraceReceiver::text));
    }

    private static String text(KeyValue attribute) {
        return switch (attribute.getValue().getValueCase()) {
            case STRING_VALUE -> attribute.getValue().getStringValue();
            case INT_VALUE -> Long.toString(attribute.getValue().getIntValue());
            case BOOL_VALUE -> Boolean.toString(attribute.getValue().getBoolValue());
            case DOUBLE_VALUE -> Double.toString(attribute.getValue().getDoubleValue());
            case ARRAY_VALUE, KVLIST_VALUE, BYTES_VALUE, VALUE_NOT_SET ->
                attribute.getValue().toString();
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
