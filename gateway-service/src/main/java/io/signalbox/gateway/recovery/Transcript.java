package io.signalbox.gateway.recovery;

import io.signalbox.adapter.conversation.AnswerDelta;
import io.signalbox.gateway.conversation.Spoken;
import org.jspecify.annotations.Nullable;

/** What one stream has told its caller, as far as another target could go on from it: one text that is not over. */
final class Transcript {
    private final int textMax;
    private final StringBuilder text = new StringBuilder();
    private String id = "";
    private String model = "";
    private @Nullable Long createdSecond;
    private boolean began;
    private boolean over;

    Transcript(int textMax) {
        this.textMax = textMax;
    }

    void hear(AnswerDelta step) {
        switch (step) {
            case AnswerDelta.Started started -> {
                began = true;
                id = started.id();
                model = started.model();
            }
            case AnswerDelta.TextAdded(String more) -> {
                text.append(more);
                over |= text.length() > textMax;
            }
            case AnswerDelta.UsageReported ignored -> {}
            case AnswerDelta.Failed ignored -> {}
            case AnswerDelta.RefusalAdded ignored -> over = true;
            case AnswerDelta.ReasoningAdded ignored -> over = true;
            case AnswerDelta.ReasoningSigned ignored -> over = true;
            case AnswerDelta.ToolCallStarted ignored -> over = true;
            case AnswerDelta.ToolArgumentsAdded ignored -> over = true;
            case AnswerDelta.Stopped ignored -> over = true;
            case AnswerDelta.Ended ignored -> over = true;
        }
    }

    void created(long second) {
        createdSecond = second;
    }

    boolean hasBegun() {
        return began;
    }

    /** Nobody can go on from here. */
    void finish() {
        over = true;
        text.setLength(0);
    }

    @Nullable
    Spoken spoken() {
        return began && !over && !text.isEmpty() ? new Spoken(id, model, createdSecond, text.toString()) : null;
    }
}
