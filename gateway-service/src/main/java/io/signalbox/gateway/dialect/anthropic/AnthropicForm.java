package io.signalbox.gateway.dialect.anthropic;

import io.signalbox.adapter.conversation.Answer;
import io.signalbox.adapter.conversation.StopReason;
import io.signalbox.gateway.dialect.AnswerForm;

/** Answers as messages. */
record AnthropicForm() implements AnswerForm {
    @Override
    public byte[] whole(Answer answer) {
        return AnswerWriter.write(answer);
    }

    @Override
    public StepWriter stream() {
        return new EventWriter();
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
