package io.signalbox.gateway.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;

/**
 * One fault, in one kind of answer, between one caller's and one provider's format, with or without another target.
 *
 * @param fault by its name
 * @param broken whether it shows only after a stream's first content
 * @param harmless whether it is no failure at all
 */
record FailureCell(
        String fault,
        boolean broken,
        boolean harmless,
        boolean streamed,
        String upstream,
        String caller,
        boolean alone) {
    static final String QUESTION = "tell me more [[sim output=24 chunks=8]]";
    /** What must never be seen: a success that is not the answer. */
    static final String CUT_SHORT = "an answer that is not the answer";

    /** What must never be seen: an error that does not end a stream, or a stream with an error and a terminator. */
    static final String NO_END = "an error and more";

    private static final String OPENAI = "openai";

    /** As part of names: of a route, and of the configuration that fails. */
    String name() {
        return String.join(
                "-", fault.replaceAll("[^a-z0-9]+", "-"), streamed ? "s" : "j", upstream, caller, alone ? "1" : "2");
    }

    String request() {
        String stream = streamed ? ",\"stream\":true" : "";
        return "{\"model\":\"" + name() + "\",\"max_tokens\":200" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + QUESTION + "\"}]}";
    }

    HttpResponse<String> ask(Caller by) {
        return caller.equals(OPENAI) ? by.chat(request()) : by.message(request());
    }

    /** Whether the first target's failure must have been replaced unseen. */
    boolean replaced() {
        return !alone && !harmless && !(broken && streamed);
    }

    /** What the caller saw, in a few words. */
    String seen(HttpResponse<String> reply) {
        if (reply.statusCode() != 200) {
            return reply.statusCode() + " `" + code(Messages.json(reply.body())) + "`";
        }
        if (!streamed) {
            return isWhole(text(Messages.json(reply.body()))) ? "the answer" : CUT_SHORT;
        }
        List<JsonNode> events = events(reply.body());
        List<JsonNode> errors =
                events.stream().filter(event -> event.path("error").isObject()).toList();
        boolean terminated =
                reply.body().endsWith("data: [DONE]\n\n") || reply.body().contains("\"message_stop\"");
        String told = told(events);
        if (errors.isEmpty()) {
            return terminated && isWhole(told) ? "the answer" : CUT_SHORT;
        }
        boolean last = errors.size() == 1 && errors.getFirst().equals(events.getLast());
        return terminated || !last || !answer().startsWith(told)
                ? NO_END
                : "its beginning, then `" + code(errors.getFirst()) + "`";
    }

    /** What is odd and no failure may say a piece twice, or a long one in between. */
    private boolean isWhole(String text) {
        return harmless ? text.startsWith("You said:") && text.endsWith("the signal") : text.equals(answer());
    }

    private String code(JsonNode error) {
        return caller.equals(OPENAI)
                ? error.at("/error/code").asText()
                : error.at("/error/type").asText();
    }

    private String text(JsonNode whole) {
        return caller.equals(OPENAI)
                ? whole.at("/choices/0/message/content").asText()
                : whole.at("/content/0/text").asText();
    }

    private String told(List<JsonNode> events) {
        StringBuilder told = new StringBuilder();
        events.forEach(event -> told.append(event.at(caller.equals(OPENAI) ? "/choices/0/delta/content" : "/delta/text")
                .asText("")));
        return told.toString();
    }

    private static List<JsonNode> events(String body) {
        return body.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> Messages.json(line.substring("data: ".length())))
                .toList();
    }

    /** What the simulated provider says, and what scripted ones say like it. */
    static String answer() {
        return "You said: tell me more the signal is clear and the train may pass while the box keeps count of every wheel"
                + " the signal";
    }
}
