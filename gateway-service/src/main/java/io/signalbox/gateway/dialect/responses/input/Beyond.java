package io.signalbox.gateway.dialect.responses.input;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.gateway.dialect.RequestTree;
import java.util.ArrayList;
import java.util.List;

/** Fields of a request that ask for what a chat does not have, each with what to do instead. */
final class Beyond {
    private final JsonNode root;
    private final List<String> named = new ArrayList<>();

    private Beyond(JsonNode root) {
        this.root = root;
    }

    static List<String> of(JsonNode root) {
        Beyond beyond = new Beyond(root);
        beyond.kept();
        beyond.others();
        return beyond.named;
    }

    private void kept() {
        if (root.hasNonNull("previous_response_id")) {
            named.add("'previous_response_id' (it keeps no responses; send the conversation so far in 'input')");
        }
        if (root.hasNonNull("conversation")) {
            named.add("'conversation' (it keeps none; send the conversation so far in 'input')");
        }
        if (Boolean.TRUE.equals(RequestTree.truth(root.path("store"), "store"))) {
            named.add("'store' true (it keeps no responses; leave it out or send false)");
        }
        if (root.hasNonNull("prompt")) {
            named.add("'prompt' (it keeps no templates; send 'instructions' and 'input')");
        }
    }

    private void others() {
        if (root.path("truncation").asText("disabled").equals("auto")) {
            named.add("'truncation' auto (leave it out and send what fits)");
        }
        if (!root.path("context_management").isEmpty()) {
            named.add("'context_management' (leave it out and send what fits)");
        }
        if (root.path("stream_options").path("include_obfuscation").asBoolean()) {
            named.add("'stream_options.include_obfuscation' (leave it out)");
        }
        for (JsonNode each : root.path("include")) {
            if (each.asText("").equals("message.output_text.logprobs")) {
                named.add("'include' of message.output_text.logprobs (leave it out)");
            }
        }
    }
}
