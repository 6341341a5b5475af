package io.signalbox.simulator.dialect.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.ProviderError;
import io.signalbox.simulator.dialect.ProviderErrorException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Mistral: a field it does not know is answered with 422 and a list of details, and so is the id of a tool call that it
 * could not have made. The cached tokens stand under a name of its own, and the usage of a stream comes unasked.
 */
final class MistralManners implements Manners {
    private static final Set<String> KNOWN = Set.of(
            "model",
            "messages",
            "temperature",
            "top_p",
            "max_tokens",
            "stream",
            "stop",
            "random_seed",
            "response_format",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "presence_penalty",
            "frequency_penalty",
            "n",
            "prediction",
            "prompt_mode",
            "reasoning_effort",
            "safe_prompt",
            "prompt_cache_key",
            "guardrails",
            "input",
            "output_dimension",
            "output_dtype",
            "encoding_format");
    private static final Pattern CALL_ID = Pattern.compile("[a-zA-Z0-9]{9}");

    @Override
    public String id() {
        return "mistral";
    }

    @Override
    public String basePath() {
        return "/mistral/v1";
    }

    @Override
    public int inputsMax() {
        return 512;
    }

    @Override
    public ProviderError refusal() {
        return ProviderError.UNPROCESSABLE;
    }

    @Override
    public void check(ObjectNode body) {
        body.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                throw new ProviderErrorException(
                        ProviderError.UNPROCESSABLE, "Extra inputs are not permitted: " + name);
            }
        });
        for (JsonNode message : body.path("messages")) {
            if (message.path("role").asText().equals("tool")) {
                checkId(message.path("tool_call_id").asText());
            }
            message.path("tool_calls").forEach(call -> checkId(call.path("id").asText()));
        }
    }

    private static void checkId(String id) {
        if (!CALL_ID.matcher(id).matches()) {
            throw new ProviderErrorException(
                    ProviderError.INVALID_REQUEST,
                    "Tool call id was " + id + " but must be a-z, A-Z, 0-9, with a length of 9.");
        }
    }

    @Override
    public boolean usageUnasked() {
        return true;
    }

    @Override
    public void answer(ObjectNode answer) {
        if (answer.path("usage") instanceof ObjectNode usage) {
            usage.put(
                    "num_cached_tokens",
                    usage.at("/prompt_tokens_details/cached_tokens").asLong());
            usage.retain("prompt_tokens", "completion_tokens", "total_tokens", "num_cached_tokens");
        }
        answer.findValues("tool_calls").forEach(calls -> calls.forEach(call -> rename((ObjectNode) call)));
    }

    private static void rename(ObjectNode call) {
        if (call.path("id").isTextual()) {
            call.put("id", nine(call.path("id").asText()));
        }
    }

    /** An id as Mistral makes them. */
    private static String nine(String id) {
        String digits = "000000000" + Integer.toUnsignedString(id.hashCode(), 36);
        return digits.substring(digits.length() - 9);
    }

    @Override
    public JsonNode error(ProviderError error, String message, ObjectNode openAi) {
        ObjectNode body = Json.object();
        if (error == ProviderError.UNAUTHORIZED) {
            return body.put("detail", "Unauthorized");
        }
        if (error == ProviderError.UNPROCESSABLE) {
            ObjectNode detail = body.putArray("detail").addObject().put("type", "extra_forbidden");
            detail.putArray("loc").add("body");
            detail.put("msg", message);
            return body;
        }
        return body.put("object", "error")
                .put("message", message)
                .put("type", openAi.at("/error/type").asText())
                .putNull("param")
                .put("code", openAi.at("/error/code").asText("3000"));
    }
}
