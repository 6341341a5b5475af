package io.signalbox.adapter.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/**
 * Parameters that a caller sets to what they are anyway, as some SDKs do for all of them. They ask for nothing, so a
 * provider without a counterpart need not refuse them.
 */
public final class Defaults {
    private Defaults() {}

    /** Whether this value of this field says no more than leaving the field out. */
    public static boolean areRepeatedBy(String field, JsonNode value) {
        if (value.isNull()) {
            return true;
        }
        return switch (field) {
            case "n" -> value.isNumber() && value.decimalValue().compareTo(BigDecimal.ONE) == 0;
            case "frequency_penalty", "presence_penalty", "top_logprobs" ->
                value.isNumber() && value.decimalValue().signum() == 0;
            case "logprobs", "store" -> value.isBoolean() && !value.booleanValue();
            case "logit_bias", "metadata", "functions", "mcp_servers" -> value.isContainerNode() && value.isEmpty();
            case "modalities" -> value.size() == 1 && value.path(0).asText().equals("text");
            case "verbosity" -> value.asText().equals("medium");
            case "thinking" -> value.path("type").asText().equals("disabled");
            default -> false;
        };
    }
}
