package io.signalbox.gateway.dialect;

import io.signalbox.adapter.ConversationCodec;
import io.signalbox.adapter.Dialect;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.conversation.Answer;
import io.signalbox.adapter.conversation.AnswerDelta;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.contracts.ModelFacts;
import io.signalbox.gateway.conversation.AnswerShape;
import io.signalbox.gateway.conversation.CallerRequest.Translated;
import io.signalbox.gateway.conversation.OutgoingBody;
import io.signalbox.gateway.conversation.ReadyTarget;
import io.signalbox.gateway.conversation.StreamTranslation;
import io.signalbox.gateway.conversation.Translation;
import io.signalbox.gateway.conversation.WholeAnswer;
import io.signalbox.gateway.dialect.RequestScan.OwnField;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The target speaks another dialect: both meet in the canonical conversation. Nothing asked for is dropped in silence. */
public final class Crossing implements Translation {
    private final Asked asked;
    private final ReadyTarget target;
    private final ConversationCodec codec;
    private final OutgoingBody body;

    private Crossing(Asked asked, ReadyTarget target, ConversationCodec codec, OutgoingBody body) {
        this.asked = asked;
        this.target = target;
        this.codec = codec;
        this.body = body;
    }

    /** What a request asks for in no provider's words, and how its answer is to be written. */
    public interface Asked {
        Dialect dialect();

        boolean streamed();

        /** Read once, and only for a target that needs it; throws a refusal when the request cannot be understood. */
        Conversation conversation();

        AnswerForm form();
    }

    /** The way to this target, if it can do what is asked for. */
    public static Translated of(Asked asked, ReadyTarget target) {
        return of(asked, target, false);
    }

    /** The same for a request whose last turn is the beginning of its answer, to a target that goes on from there. */
    public static Translated continued(Asked asked, ReadyTarget target) {
        return of(asked, target, true);
    }

    private static Translated of(Asked asked, ReadyTarget target, boolean continued) {
        ConversationCodec codec = target.call()
                .adapter()
                .conversations(target.call().connection())
                .orElse(null);
        if (codec == null) {
            return new Translated.Unsupported(
                    List.of("requests in the format of " + asked.dialect().wire()));
        }
        List<String> unsupported = codec.unsupported(asked.conversation());
        if (!unsupported.isEmpty()) {
            return new Translated.Unsupported(unsupported);
        }
        Conversation conversation = withOutputMax(asked.conversation(), target);
        byte[] encoded = continued
                ? codec.encodeContinued(conversation, target.modelSent())
                : codec.encode(conversation, target.modelSent(), asked.streamed());
        return fitted(asked, target, codec, encoded);
    }

    /** With the target's defaults, and as its server wants it. */
    private static Translated fitted(Asked asked, ReadyTarget target, ConversationCodec codec, byte[] encoded) {
        if (target.fields().isEmpty() && target.rules().isEmpty()) {
            return new Translated.Possible(new Crossing(asked, target, codec, OutgoingBody.of(encoded)));
        }
        RequestOutline outline = RequestScan.of(encoded, OwnField.NONE);
        Fitting fitting = Fitting.of(encoded, outline, target.rules());
        if (!fitting.refused().isEmpty()) {
            return new Translated.Unsupported(fitting.refused());
        }
        Splices splices = new Splices(encoded);
        FrontFields front = new FrontFields(outline);
        front.addDefaults(target);
        front.splice(splices, fitting.removedCount());
        fitting.splice(splices);
        return new Translated.Possible(new Crossing(asked, target, codec, splices));
    }

    @Override
    public OutgoingBody body() {
        return body;
    }

    /** A limit the format demands and the caller did not give is what is known of the model. */
    private static Conversation withOutputMax(Conversation said, ReadyTarget target) {
        ModelFacts facts = target.target().facts();
        if (said.maxOutputTokens() != null || facts == null || facts.maxOutputTokens() == null) {
            return said;
        }
        return new Conversation(
                said.system(),
                said.turns(),
                said.tools(),
                said.toolChoice(),
                said.parallelToolCalls(),
                facts.maxOutputTokens(),
                said.temperature(),
                said.topP(),
                said.stop(),
                said.outputFormat(),
                said.reasoningEffort(),
                said.user(),
                said.extra());
    }

    @Override
    public Map<String, String> headers() {
        return target.headers();
    }

    @Override
    public WholeAnswer whole(byte[] bytes, int length) {
        Answer decoded = codec.decode(Arrays.copyOf(bytes, length));
        Usage usage = decoded.usage().meters().isEmpty() ? null : decoded.usage();
        return new WholeAnswer(asked.form().whole(named(decoded)), decoded.model(), usage, decoded.failure());
    }

    /** Some providers do not say which model answered; callers' formats have a place for it, and it is known. */
    private Answer named(Answer answer) {
        return answer.model().isEmpty()
                ? new Answer(
                        answer.id(),
                        target.modelSent(),
                        answer.parts(),
                        answer.stopReason(),
                        answer.usage(),
                        answer.failure())
                : answer;
    }

    private AnswerDelta named(AnswerDelta step) {
        return step instanceof AnswerDelta.Started(String id, String model) && model.isEmpty()
                ? new AnswerDelta.Started(id, target.modelSent())
                : step;
    }

    @Override
    public AnswerShape answerShape(boolean streamed, @Nullable String contentType) {
        return AnswerShape.usual(streamed, contentType, target.call().adapter().framing());
    }

    @Override
    public StreamTranslation stream() {
        AnswerForm.StepWriter writer = asked.form().stream();
        return new CrossingStream(
                codec.stream(),
                (step, out) -> writer.write(named(step), out),
                target.call().adapter().framing());
    }
}
