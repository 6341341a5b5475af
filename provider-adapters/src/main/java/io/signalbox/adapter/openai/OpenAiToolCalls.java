package io.signalbox.adapter.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.conversation.AnswerDelta;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tool calls of one stream. Servers number them from 0 or from 1, number all of them alike, or not at all; a new id
 * is a new call, a delta without one goes on with the call of its number, or with the latest.
 */
final class OpenAiToolCalls {
    private static final int NO_NUMBER = -1;

    private final List<Call> calls = new ArrayList<>();

    void add(JsonNode delta, List<AnswerDelta> steps) {
        Call call = called(delta);
        if (call == null) {
            call = new Call(
                    calls.size(),
                    delta.path("index").asInt(NO_NUMBER),
                    delta.path("id").asText(""));
            calls.add(call);
            steps.add(new AnswerDelta.ToolCallStarted(
                    call.position, call.id, delta.path("function").path("name").asText("")));
        }
        String arguments = OpenAiText.arguments(delta);
        if (!arguments.isEmpty()) {
            call.hasArguments = true;
            steps.add(new AnswerDelta.ToolArgumentsAdded(call.position, arguments));
        }
    }

    /** The model stopped: a call that got no arguments has none. */
    void end(List<AnswerDelta> steps) {
        for (Call call : calls) {
            if (!call.hasArguments) {
                call.hasArguments = true;
                steps.add(new AnswerDelta.ToolArgumentsAdded(call.position, "{}"));
            }
        }
    }

    boolean any() {
        return !calls.isEmpty();
    }

    /** The call that a delta goes on with, from the latest back; null when it begins one. */
    private @Nullable Call called(JsonNode delta) {
        String id = delta.path("id").asText("");
        int number = delta.path("index").asInt(NO_NUMBER);
        for (Call call : calls.reversed()) {
            boolean sameNumber = number == NO_NUMBER || call.number == number;
            if (id.isEmpty() ? sameNumber : call.id.equals(id)) {
                return call;
            }
        }
        return null;
    }

    private static final class Call {
        private final int position;
        private final int number;
        private final String id;
        private boolean hasArguments;

        private Call(int position, int number, String id) {
            this.position = position;
            this.number = number;
            this.id = id;
        }
    }
}
