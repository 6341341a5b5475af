package io.signalbox.adapter;

import io.signalbox.contracts.ModelFacts;
import java.util.Map;

/**
 * One entry of a provider's model list.
 *
 * @param fields by the names of {@link ModelColumns}, null values left out; values survive JSON unchanged: text, {@code
 *     Long}, {@code Boolean}, {@code List} of text, numerics as plain decimal text, timestamps as RFC 3339 text in UTC
 * @param facts the same in the catalogue's words, as far as the provider tells
 */
public record ListedModel(String modelId, Map<String, Object> fields, ModelFacts facts) {}
