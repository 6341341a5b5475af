package io.signalbox.adapter;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * How to reach one configuration's provider, without the key.
 *
 * @param baseUrl scheme, host, port and path prefix, without a slash at the end
 * @param headers of provider type and configuration, already merged
 * @param settings the provider type's, and over them the configuration's own
 */
public record Connection(URI baseUrl, Map<String, String> headers, Map<String, Object> settings) {
    /** What a configuration says over what its type says, name by name: headers and settings alike. */
    public static <V> Map<String, V> merged(Map<String, V> ofType, Map<String, V> ofConfiguration) {
        Map<String, V> merged = new HashMap<>(ofType);
        merged.putAll(ofConfiguration);
        return Map.copyOf(merged);
    }
}
