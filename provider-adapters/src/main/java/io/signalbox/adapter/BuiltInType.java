package io.signalbox.adapter;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A provider type that is there from the first start. The same fields as a provider type defined at run time, so that
 * a built-in one is nothing but a row somebody else wrote.
 *
 * @param baseUrl null where every configuration has to give its own
 * @param authHeader header that carries the key
 * @param authPrefix what precedes the key there; empty for none
 * @param settings what the settings of every configuration of it begin with
 */
public record BuiltInType(
        String type,
        String displayName,
        String adapter,
        List<String> aliases,
        @Nullable String baseUrl,
        String authHeader,
        String authPrefix,
        Map<String, String> headers,
        Map<String, Object> requestTemplate,
        Map<String, Object> settings,
        List<String> features,
        List<String> requiredEnvironment,
        boolean credentialRequired) {}
