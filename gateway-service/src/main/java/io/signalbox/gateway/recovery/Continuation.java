package io.signalbox.gateway.recovery;

import io.signalbox.adapter.ConversationCodec;
import io.signalbox.adapter.Dialect;
import io.signalbox.adapter.StreamFraming;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.adapter.conversation.Conversation.Role;
import io.signalbox.adapter.conversation.Conversation.Turn;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.gateway.conversation.CallerRequest.Translated;
import io.signalbox.gateway.conversation.OutgoingBody;
import io.signalbox.gateway.conversation.ReadyTarget;
import io.signalbox.gateway.conversation.Spoken;
import io.signalbox.gateway.conversation.StreamTranslation;
import io.signalbox.gateway.conversation.Translation;
import io.signalbox.gateway.conversation.WholeAnswer;
import io.signalbox.gateway.dialect.AnswerForm;
import io.signalbox.gateway.dialect.AnswerForm.StepWriter;
import io.signalbox.gateway.dialect.Crossing;
import io.signalbox.gateway.dialect.Crossing.Asked;
import io.signalbox.gateway.recovery.ContinuedStream.Resumed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A caller's request with the beginning of its answer, for a target that is to give the rest: as the beginning of its own
 * turn where it goes on from such a thing, else with the wish to repeat the last words and go on.
 */
final class Continuation {
    /** Fewer characters in common are chance. */
    static final int OVERLAP_LEAST = 16;

    private static final int REPEATED = 160;
    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final long OUTPUT_LEAST = 16;
    private static final String WISH =
            "Your last answer was cut off. Give the rest of it. Begin by repeating its last words"
                    + " exactly as they stand here, without quotation marks, then go on; say nothing before or about it:\n";

    private final Asked asked;
    private final Spoken spoken;
    private final Usage used;

    Continuation(Asked asked, Spoken spoken, Usage used) {
        this.asked = asked;
        this.spoken = spoken;
        this.used = used;
    }

    /** The way to a target, if there is one. */
    Translated to(ReadyTarget target, boolean askAnew) {
        ConversationCodec codec = target.call()
                .adapter()
                .conversations(target.call().connection())
                .orElse(null);
        StepWriter writer = asked.form().resumed(spoken).orElse(null);
        String beginning = spoken.text().stripTrailing();
        boolean continues = target.target().continuesPartialAnswer() && !beginning.isEmpty();
        if (codec == null || writer == null || (!continues && !askAnew)) {
            return new Translated.Unsupported(List.of("to go on with an answer"));
        }
        Translated way = continues
                ? Crossing.continued(new More(asked, begun(beginning)), target)
                : Crossing.of(new More(asked, anew()), target);
        Seam seam = continues
                ? new Resumption(spoken.text().substring(beginning.length()))
                : new Overlap(spoken.text(), OVERLAP_LEAST);
        Resumed resumed = new Resumed(
                spoken, writer, seam, used, target.target().address().replaceAll("\\p{Cntrl}", "?"));
        return switch (way) {
            case Translated.Possible(Translation translation) ->
                new Translated.Possible(new Rest(
                        translation, codec, resumed, target.call().adapter().framing()));
            case Translated.Unsupported unsupported -> unsupported;
        };
    }

    private Conversation begun(String beginning) {
        return with(List.of(new Turn(Role.ASSISTANT, List.of(new Part.Text(beginning)))), beginning.length());
    }

    private Conversation anew() {
        String text = spoken.text();
        String last = text.substring(Math.max(0, text.length() - REPEATED));
        return with(
                List.of(
                        new Turn(Role.ASSISTANT, List.of(new Part.Text(text))),
                        new Turn(Role.USER, List.of(new Part.Text(WISH + last)))),
                text.length() - last.length());
    }

    /** With more turns, and a limit that counts what was said already. */
    private Conversation with(List<Turn> more, int characters) {
        Conversation said = asked.conversation();
        List<Turn> turns = new ArrayList<>(said.turns());
        turns.addAll(more);
        Long most = said.maxOutputTokens() == null
                ? null
                : Math.max(OUTPUT_LEAST, said.maxOutputTokens() - characters / CHARACTERS_PER_TOKEN);
        return new Conversation(
                said.system(),
                List.copyOf(turns),
                said.tools(),
                said.toolChoice(),
                said.parallelToolCalls(),
                most,
                said.temperature(),
                said.topP(),
                said.stop(),
                said.outputFormat(),
                said.reasoningEffort(),
                said.user(),
                said.extra());
    }

    /** The caller's wish, with other words. */
    private record More(Asked asked, Conversation conversation) implements Asked {
        @Override
        public Dialect dialect() {
            return asked.dialect();
        }

        @Override
        public boolean streamed() {
            return true;
        }

        @Override
        public AnswerForm form() {
            return asked.form();
        }
    }

    /** Asked like any other, and heard as the rest. */
    private record Rest(Translation asking, ConversationCodec codec, Resumed resumed, StreamFraming framing)
            implements Translation {
        @Override
        public OutgoingBody body() {
            return asking.body();
        }

        @Override
        public Map<String, String> headers() {
            return asking.headers();
        }

        @Override
        public WholeAnswer whole(byte[] bytes, int length) {
            return asking.whole(bytes, length);
        }

        @Override
        public StreamTranslation stream() {
            return new ContinuedStream(resumed, codec.stream(), framing);
        }
    }
}
