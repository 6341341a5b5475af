package io.signalbox.gateway.dialect.anthropic;

import io.signalbox.adapter.conversation.Answer;
import io.signalbox.adapter.conversation.StopReason;
import io.signalbox.gateway.conversation.Spoken;
import io.signalbox.gateway.dialect.AnswerForm;
import java.util.Optional;

/** Answers as messages. */
record AnthropicForm() implements AnswerForm {
    @Override
    public byte[] whole(Answer answer) {
        return AnswerWriter.write(answer);
    }

    @Override
    public StepWriter stream() {
        return new EventWriter(new Blocks());
    }

    /** What was told is one block of text that is still open. */
    @Override
    public Optional<StepWriter> resumed(Spoken spoken) {
        return Optional.of(new EventWriter(spoken.text().isEmpty() ? new Blocks() : Blocks.withOpenText()));
    }

    /** In Anthropic's words. */
    static String stop(StopReason reason) {
        return switch (reason) {
            case STOP -> "end_turn";
            case LENGTH -> "max_tokens";
            case TOOL_CALLS -> "tool_use";
            case CONTENT_FILTER -> "refusal";
        };
    }
}
