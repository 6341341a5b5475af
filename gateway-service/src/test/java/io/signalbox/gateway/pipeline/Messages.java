package io.signalbox.gateway.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What providers and callers say to each other in Anthropic's format. */
final class Messages {
    static final String ASK =
            "{\"model\":\"main/small\",\"max_tokens\":64,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    static final String ASK_STREAM = "{\"stream\":true," + ASK.substring(1);
    static final String COUNT = "{\"model\":\"main/small\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    static final String ANSWER =
            "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"small-2026\","
                    + "\"content\":[{\"type\":\"text\",\"text\":\"hello\"}],\"stop_reason\":\"end_turn\",\"stop_sequence\":null,"
                    + "\"usage\":{\"input_tokens\":8,\"cache_read_input_tokens\":4,\"output_tokens\":3}}";

    static final String START = event(
            "message_start",
            "\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"small-2026\","
                    + "\"content\":[],\"usage\":{\"input_tokens\":8,\"cache_read_input_tokens\":4,\"output_tokens\":1}}");
    static final String PING = event("ping", "\"note\":null");
    static final String BLOCK =
            event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}");
    static final String HELLO =
            event("content_block_delta", "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"hello\"}");
    static final String BLOCK_END = event("content_block_stop", "\"index\":0");
    static final String END = event(
            "message_delta",
            "\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":3}");
    static final String STOP = event("message_stop", "\"x\":1");
    static final String OVERLOADED =
            event("error", "\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Messages() {}

    private static String event(String name, String fields) {
        return "event: " + name + "\ndata: {\"type\":\"" + name + "\"," + fields + "}";
    }

    static String error(String type, String message) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"" + message + "\"}}";
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(text, broken);
        }
    }

    /** What each event of a stream carries; its name is its type, which is not looked at. */
    static List<JsonNode> events(String stream) {
        return stream.lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> json(line.substring("data: ".length())))
                .toList();
    }

    static List<String> types(String stream) {
        return events(stream).stream().map(event -> event.path("type").asText()).toList();
    }

    /** All texts that stand there in the events, put together. */
    static String told(String stream, String pointer) {
        StringBuilder told = new StringBuilder();
        events(stream).forEach(event -> told.append(event.at(pointer).asText("")));
        return told.toString();
    }
}
