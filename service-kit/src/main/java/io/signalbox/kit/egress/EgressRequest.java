package io.signalbox.kit.egress;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** A control-plane call to make: connection test, discovery, a webhook. */
public record EgressRequest(String method, URI uri, Map<String, String> headers, byte[] body, Duration timeout) {
    private static final Duration TIMEOUT_DEFAULT = Duration.ofSeconds(30);

    public EgressRequest {
        headers = Map.copyOf(headers);
    }

    public static EgressRequest get(URI uri) {
        return new EgressRequest("GET", uri, Map.of(), new byte[0], TIMEOUT_DEFAULT);
    }

    public static EgressRequest postJson(URI uri, String json) {
        return new EgressRequest(
                "POST",
                uri,
                Map.of("content-type", "application/json"),
                json.getBytes(StandardCharsets.UTF_8),
                TIMEOUT_DEFAULT);
    }

    public EgressRequest with(String name, String value) {
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(name, value);
        return new EgressRequest(method, uri, more, body, timeout);
    }

    public EgressRequest within(Duration limit) {
        return new EgressRequest(method, uri, headers, body, limit);
    }

    /** Headers may hold keys, bodies anything. */
    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getAuthority() + uri.getPath();
    }
}
