package io.signalbox.adapter;

import java.util.Map;

/**
 * Where one request goes.
 *
 * @param path below the base URL, query included
 * @param headers the adapter itself requires, for example a version header
 */
public record UpstreamCall(String path, Map<String, String> headers) {}
