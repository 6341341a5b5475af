package io.signalbox.adapter;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A management call to a provider (listing, probe), without the key. Path is below the base URL, query included. */
public record HttpCall(String method, String path, Map<String, String> headers, byte @Nullable [] body) {
    /** A GET without anything special. */
    public static HttpCall get(String path) {
        return new HttpCall("GET", path, Map.of(), null);
    }
}
