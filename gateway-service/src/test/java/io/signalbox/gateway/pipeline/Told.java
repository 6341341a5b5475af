package io.signalbox.gateway.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;

/** What providers and callers say to each other in the format of responses. */
final class Told {
    static final String ASK = "{\"model\":\"main/small\",\"input\":\"hi\"}";
    static final String ASK_STREAM = "{\"stream\":true," + ASK.substring(1);
    static final String ANSWER = answer("resp_up1", "null");
    static final String CREATED =
            event("response.created", 0, "\"response\":" + response("resp_up1", "in_progress", "", "null", "null"));
    static final String IN_PROGRESS =
            event("response.in_progress", 1, "\"response\":" + response("resp_up1", "in_progress", "", "null", "null"));
    static final String ITEM = event(
            "response.output_item.added",
            2,
            "\"output_index\":0,\"item\":{\"id\":\"msg_1\",\"type\":\"message\",\"status\":\"in_progress\","
                    + "\"role\":\"assistant\",\"content\":[]}");
    static final String PART = event(
            "response.content_part.added",
            3,
            "\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,\"part\":{\"type\":\"output_text\","
                    + "\"text\":\"\",\"annotations\":[]}");
    static final String HELLO = event(
            "response.output_text.delta",
            4,
            "\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,\"delta\":\"hello\",\"obfuscation\":\"x\"");
    static final String COMPLETED = event("response.completed", 5, "\"response\":" + ANSWER);
    /** As it was seen on the wire. */
    static final String QUOTA = event(
            "error",
            2,
            "\"error\":{\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\",\"message\":\"pay\",\"param\":null}");

    private Told() {}

    static String answer(String id, String previous) {
        String usage = "{\"input_tokens\":12,\"input_tokens_details\":{\"cached_tokens\":4,\"cache_write_tokens\":0},"
                + "\"output_tokens\":3,\"output_tokens_details\":{\"reasoning_tokens\":1},\"total_tokens\":15}";
        return response(
                id,
                "completed",
                "{\"id\":\"msg_1\",\"type\":\"message\",\"status\":\"completed\",\"role\":\"assistant\",\"content\":["
                        + "{\"type\":\"output_text\",\"text\":\"hello\",\"annotations\":[]}]}",
                usage,
                previous);
    }

    private static String response(String id, String status, String output, String usage, String previous) {
        return "{\"id\" : \"" + id + "\",\"object\":\"response\",\"created_at\":7,\"status\":\"" + status
                + "\",\"error\":null,\"model\":\"small-2026\",\"output\":[" + output + "],\"previous_response_id\":"
                + previous + ",\"usage\":" + usage + "}";
    }

    static String event(String type, int number, String fields) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\",\"sequence_number\":" + number + "," + fields
                + "}";
    }

    static JsonNode json(HttpResponse<String> reply) {
        return Messages.json(reply.body());
    }

    /** The id of the response in a whole answer, or in a stream. */
    static String id(HttpResponse<String> reply) {
        return reply.body().startsWith("event:")
                ? Messages.events(reply.body()).getFirst().at("/response/id").asText()
                : json(reply).path("id").asText();
    }

    static List<Integer> numbers(String stream) {
        return Messages.events(stream).stream()
                .map(event -> event.path("sequence_number").asInt(-1))
                .toList();
    }
}
