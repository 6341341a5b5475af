package io.signalbox.gateway.recovery;

import io.signalbox.adapter.ConversationCodec;
import io.signalbox.adapter.Dialect;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.Operation;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.conversation.Conversation.OutputFormat;
import io.signalbox.gateway.conversation.CallerRequest;
import io.signalbox.gateway.conversation.CallerRequest.Translated;
import io.signalbox.gateway.conversation.ReadyTarget;
import io.signalbox.gateway.conversation.Spoken;
import io.signalbox.gateway.dialect.Crossing.Asked;
import io.signalbox.gateway.metering.AttemptMeters;
import io.signalbox.gateway.selection.FailureRemedy;
import io.signalbox.gateway.selection.FailureRemedy.Blame;
import io.signalbox.kit.problem.RefusedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one request's targets are asked: as the caller asked, and once its stream is broken, to go on with it. Only text can
 * be gone on with, and only where the caller's route wants it. Confined to the request's event loop.
 */
public final class Recovery {
    /** Characters of an answer that are kept to be gone on with; of a longer one the break is told. */
    public static final int TEXT_MAX = 65_536;

    private final CallerRequest request;
    private final int attemptsMax;
    private final boolean askAnew;
    private int attempts;
    private @Nullable Spoken spoken;
    private @Nullable Failure original;
    private Usage used = Usage.NONE;

    /** {@code settings} are the route's; null never goes on. */
    public Recovery(CallerRequest request, io.signalbox.contracts.catalog.@Nullable Recovery settings) {
        boolean possible = request.streamed() && request.operation() == Operation.CHAT && request instanceof Asked;
        this.request = request;
        this.attemptsMax = settings == null || !possible ? 0 : settings.attemptsMax();
        this.askAnew = settings != null && settings.askAnew();
    }

    /** How the caller's stream broke first: what it is told if nobody can go on. Null while it has not. */
    public @Nullable Failure original() {
        return original;
    }

    /** Whether a target may be asked to go on. */
    public boolean mayGoOn() {
        return spoken != null && attempts < attemptsMax;
    }

    /** A stream broke after its caller had been told this, null where that was not kept; it used what is said. */
    public void broken(@Nullable Spoken told, Failure failure, AttemptMeters meters) {
        original = original == null ? failure : original;
        used = Sums.of(used, new Usage(meters.meters(), null));
        spoken = told != null && attemptsMax > 0 && isCurable(failure) && isPlain() ? told : null;
    }

    /** The stream is whole after all. */
    public void cured() {
        original = null;
    }

    /** A failure that is nobody's but the request's would meet the next target too. */
    private static boolean isCurable(Failure failure) {
        FailureRemedy remedy = FailureRemedy.of(failure.kind());
        return remedy.elsewhere() && remedy.blame() != Blame.NOBODY;
    }

    /** Half an object is not made whole by somebody who has not seen how it was begun. */
    private boolean isPlain() {
        try {
            return asked().conversation().outputFormat() instanceof OutputFormat.FreeText;
        } catch (RefusedException unreadable) {
            return false;
        }
    }

    private Asked asked() {
        return (Asked) request;
    }

    /** The way to this target; {@code asked} is what it is asked for unless it is to go on. */
    public Translated forTarget(CallerRequest asked, ReadyTarget target) {
        if (original != null) {
            Spoken told = spoken;
            return told == null
                    ? new Translated.Unsupported(List.of("to go on with this answer"))
                    : new Continuation(asked(), told, used).to(target, askAnew);
        }
        Translated translated = asked.forTarget(target);
        ConversationCodec codec = target.call()
                .adapter()
                .conversations(target.call().connection())
                .orElse(null);
        return attemptsMax > 0 && codec != null && translated instanceof Translated.Possible possible
                ? new Translated.Possible(new Transcribed(possible.translation(), codec, isBlockwise(target)))
                : translated;
    }

    private boolean isBlockwise(ReadyTarget target) {
        return request.dialect() == Dialect.ANTHROPIC && target.call().adapter().dialect() == Dialect.ANTHROPIC;
    }

    /** A target is being asked to go on. */
    public void begun() {
        attempts += original == null ? 0 : 1;
    }
}
