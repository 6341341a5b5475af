package io.signalbox.gateway.forward;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which headers cross the gateway: all but those that speak about one connection, those only the gateway may say, and
 * the one by which a service names the tenant it acts for.
 */
final class PassedHeaders {
    private static final Set<String> OF_ONE_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect",
            "http2-settings");

    private static final Set<String> NOT_THE_CALLERS = Set.of(
            "host",
            "signalbox-tenant",
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-proto",
            "x-forwarded-prefix",
            "cookie");

    private PassedHeaders() {}

    /** Copies what of a call may pass on. */
    static void ofCall(org.springframework.http.HttpHeaders from, HttpHeaders to) {
        Set<String> named = Set.copyOf(from.getConnection().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList());
        from.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (passes(lower) && !NOT_THE_CALLERS.contains(lower) && !named.contains(lower)) {
                to.set(name, values);
            }
        });
    }

    /** Copies what of an answer may pass back. */
    static void ofAnswer(HttpHeaders from, org.springframework.http.HttpHeaders to) {
        for (Map.Entry<String, String> header : from) {
            if (passes(header.getKey().toLowerCase(Locale.ROOT))) {
                to.add(header.getKey(), header.getValue());
            }
        }
    }

    private static boolean passes(String lower) {
        return !OF_ONE_CONNECTION.contains(lower);
    }
}
