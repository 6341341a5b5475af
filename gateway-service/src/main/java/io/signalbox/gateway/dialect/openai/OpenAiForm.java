package io.signalbox.gateway.dialect.openai;

import io.signalbox.adapter.conversation.Answer;
import io.signalbox.gateway.conversation.Spoken;
import io.signalbox.gateway.dialect.AnswerForm;
import java.util.Optional;

/**
 * Answers as chat completions.
 *
 * @param createdSecond what they carry as {@code created}
 * @param usageWanted whether the caller asked for the usage of a stream
 */
record OpenAiForm(long createdSecond, boolean usageWanted) implements AnswerForm {
    @Override
    public byte[] whole(Answer answer) {
        return AnswerWriter.write(answer, createdSecond);
    }

    @Override
    public StepWriter stream() {
        return new ChunkWriter(createdSecond, usageWanted);
    }

    @Override
    public Optional<StepWriter> resumed(Spoken spoken) {
        return Optional.of(ChunkWriter.resumed(spoken, createdSecond, usageWanted));
    }
}
