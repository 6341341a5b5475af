package io.signalbox.gateway.cache;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;

/** What a caller says of kept answers, in {@code cache-control} (RFC 9111 §5.2.1). */
enum Wish {
    /** A kept one will do. */
    ANY,
    /** {@code no-cache}: a new one, which may be kept. */
    NEW,
    /** {@code no-store}: neither a kept one, nor is this one to be kept. */
    NEITHER;

    static Wish of(HttpHeaders headers) {
        String said = headers.get(HttpHeaderNames.CACHE_CONTROL, "").toLowerCase(Locale.ROOT);
        if (said.contains("no-store")) {
            return NEITHER;
        }
        return said.contains("no-cache") ? NEW : ANY;
    }
}
