package io.signalbox.gateway.dialect.responses.output;

import io.signalbox.adapter.conversation.Answer;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.conversation.StopReason;
import io.signalbox.gateway.dialect.AnswerForm;
import io.signalbox.gateway.dialect.WrittenJson;
import io.signalbox.gateway.dialect.responses.output.ResponseObject.State;
import java.util.ArrayList;
import java.util.List;

/** Answers of chats as responses. A refusal is an answer: the response is whole. */
public record ResponsesForm(ResponseObject response, ItemIds ids, Told told) implements AnswerForm {
    @Override
    public byte[] whole(Answer answer) {
        boolean refused = answer.parts().stream().anyMatch(Part.Refusal.class::isInstance);
        StopReason why = refused ? StopReason.STOP : answer.stopReason();
        State state = State.ended(answer.model(), items(answer.parts()), why, answer.usage());
        return WrittenJson.body(json -> response.write(json, state));
    }

    @Override
    public StepWriter stream() {
        Told.Stream stream = new Told.Stream();
        return new EventWriter(response, new OutputItems(new Events(stream), ids, wishes()), stream, told);
    }

    private ThoughtWishes wishes() {
        return ThoughtWishes.of(response.request());
    }

    /** Texts that follow each other are one message; a thought of which there is nothing to tell is none. */
    private List<OutputItem> items(List<Part> parts) {
        ThoughtWishes wishes = wishes();
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
                case Part.Refusal(String text) -> items.add(new OutputItem.Refusal(ids.message(index), text));
                case Part.Reasoning(String text, String signature) -> {
                    String encrypted = wishes.encrypted() ? signature : null;
                    if (!text.isEmpty() || encrypted != null) {
                        items.add(new OutputItem.Thought(ids.thought(index), text, encrypted, wishes.summarised()));
                    }
                }
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
