package io.signalbox.adapter;

import java.net.URI;
import java.util.Map;

/**
 * How to reach one configuration's provider, without the key.
 *
 * @param baseUrl scheme, host, port and path prefix, without a slash at the end
 * @param headers of provider type and configuration, already merged
 * @param settings the configuration's own
 */
public record Connection(URI baseUrl, Map<String, String> headers, Map<String, Object> settings) {}
