package io.signalbox.gateway.dialect.responses.output;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.conversation.Answer;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.gateway.dialect.AnswerForm;
import io.signalbox.gateway.dialect.WrittenJson;
import io.signalbox.gateway.dialect.responses.output.ResponseObject.State;
import java.util.ArrayList;
import java.util.List;

/** Answers of chats as responses. */
public record ResponsesForm(ResponseObject response, ItemIds ids, Told told) implements AnswerForm {
    private static final String ENCRYPTED = "reasoning.encrypted_content";

    @Override
    public byte[] whole(Answer answer) {
        State state = State.ended(answer.model(), items(answer.parts()), answer.stopReason(), answer.usage());
        return WrittenJson.body(json -> response.write(json, state));
    }

    @Override
    public StepWriter stream() {
        Told.Stream stream = new Told.Stream();
        return new EventWriter(response, new OutputItems(new Events(stream), ids, wantsSummary()), stream, told);
    }

    private boolean wantsSummary() {
        return response.request().path("reasoning").hasNonNull("summary");
    }

    private boolean wantsEncrypted() {
        for (JsonNode each : response.request().path("include")) {
            if (each.asText("").equals(ENCRYPTED)) {
                return true;
            }
        }
        return false;
    }

    /** Texts that follow each other are one message. */
    private List<OutputItem> items(List<Part> parts) {
        List<OutputItem> items = new ArrayList<>();
        for (Part part : parts) {
            int index = items.size();
            switch (part) {
                case Part.Text said -> {
                    String text = said.text();
                    if (index > 0 && items.getLast() instanceof OutputItem.Message(String id, String before)) {
                        items.set(index - 1, new OutputItem.Message(id, before + text));
                    } else {
                        items.add(new OutputItem.Message(ids.message(index), text));
                    }
                }
                case Part.Reasoning(String text, String signature) ->
                    items.add(new OutputItem.Thought(
                            ids.thought(index), text, wantsEncrypted() ? signature : null, wantsSummary()));
                case Part.ToolCall call ->
                    items.add(new OutputItem.Call(
                            ids.call(index),
                            call.id().isEmpty() ? ids.callId(index) : call.id(),
                            call.name(),
                            call.arguments()));
                case Part.ImageUrl ignored -> {}
                case Part.ImageBytes ignored -> {}
                case Part.ToolResult ignored -> {}
            }
        }
        return items;
    }
}
