package io.signalbox.gateway.portions;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.signalbox.adapter.EmbeddingLimits;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.Operation;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.gateway.conversation.CallerRequest;
import io.signalbox.gateway.conversation.ReadyTarget;
import io.signalbox.gateway.dialect.openai.OpenAiRequest;
import io.signalbox.gateway.snapshot.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far one request is asked for and answered. Usually one call asks for all of it; a request for embeddings of more
 * inputs than its target takes at once is asked in portions, one after another, and its caller gets one answer. All vectors
 * are of one model: those of two have nothing to do with each other. Confined to the request's event loop.
 */
public final class Portions {
    /** Until another model may be asked for all of it. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final CallerRequest request;
    private final int answerMax;
    private final List<VectorList> answers = new ArrayList<>();
    private @Nullable InputList inputs;
    private @Nullable String model;
    private int answered;
    private long bytes;

    /** {@code answerMax} bytes may the answer have that is joined. */
    public Portions(CallerRequest request, int answerMax) {
        this.request = request;
        this.answerMax = answerMax;
    }

    /** How many calls were answered with more to be asked. */
    public int calls() {
        return answers.size();
    }

    /** Why this target cannot be asked for what is left; null when nothing speaks against it. */
    public @Nullable Failure against(Target target) {
        InputList all = inputs;
        if (model == null || all == null) {
            return null;
        }
        if (!model.equals(target.model())) {
            return new Failure(
                    FailureKind.OVERLOADED,
                    null,
                    "'" + target.address() + "' cannot go on with embeddings that '" + model
                            + "' has begun: vectors of two models cannot be compared.",
                    "no_target_available",
                    AGAIN);
        }
        return bytes / answered * all.size() <= answerMax
                ? null
                : Failure.of(
                        FailureKind.REQUEST_TOO_LARGE,
                        "The answer would have more than " + answerMax
                                + " bytes. Send fewer inputs at once, or ask for encoding_format base64.");
    }

    /** What this target is asked for next. */
    public Portion next(ReadyTarget target) {
        if (request.operation() != Operation.EMBEDDINGS || !(request instanceof OpenAiRequest asked)) {
            return new Portion(request, 0);
        }
        EmbeddingLimits limits =
                target.call().adapter().embeddingLimits(target.call().connection());
        if (inputs == null && InputList.mayExceed(asked.bytes(), limits)) {
            inputs = InputList.of(asked.bytes());
        }
        InputList all = inputs;
        int end = all == null ? 0 : all.end(answered, limits);
        return all == null || end - answered == all.size()
                ? new Portion(request, 0)
                : new Portion(asked.with(all.only(answered, end)), end - answered);
    }

    /** Takes in what a target answered; what the caller gets if that is all, null while there is more to ask for. */
    public @Nullable ByteBuf answered(Portion portion, Target target, ByteBuf answer) {
        InputList all = inputs;
        if (portion.isWhole() || all == null) {
            return answer;
        }
        byte[] content = ByteBufUtil.getBytes(answer);
        answer.release();
        answers.add(VectorList.of(content, content.length));
        answered += portion.inputs();
        bytes += content.length;
        model = target.model();
        return answered == all.size() ? JoinedAnswer.of(answers) : null;
    }
}
