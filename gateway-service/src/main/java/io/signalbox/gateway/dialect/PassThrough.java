package io.signalbox.gateway.dialect;

import io.signalbox.adapter.AnswerReader;
import io.signalbox.adapter.AnswerReader.AnswerFacts;
import io.signalbox.adapter.StreamFraming;
import io.signalbox.gateway.conversation.AnswerShape;
import io.signalbox.gateway.conversation.CallerRequest.Translated;
import io.signalbox.gateway.conversation.OutgoingBody;
import io.signalbox.gateway.conversation.ReadyTarget;
import io.signalbox.gateway.conversation.StreamTranslation;
import io.signalbox.gateway.conversation.Translation;
import io.signalbox.gateway.conversation.WholeAnswer;
import io.signalbox.gateway.dialect.stops.StopWords;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Caller and target speak the same: bytes pass as they are, both ways. The request gets the target's model and the
 * configuration's defaults spliced in, what the target's server does differently, and whatever the dialect has to have
 * besides.
 */
public final class PassThrough implements Translation {
    private final ScannedBody request;
    private final ReadyTarget target;
    private final AnswerReader answers;
    private final Particulars dialect;
    private final Fitting fitting;

    private PassThrough(ScannedBody request, ReadyTarget target, Particulars dialect, Fitting fitting) {
        this.request = request;
        this.target = target;
        this.fitting = fitting;
        this.answers = target.call().adapter().answers(target.operation());
        this.dialect = dialect;
    }

    /** The way to this target, if its server can do what is asked for. */
    public static Translated of(ScannedBody request, ReadyTarget target, Particulars dialect) {
        Fitting fitting = Fitting.of(request.bytes(), request.outline(), target.rules());
        return fitting.refused().isEmpty()
                ? new Translated.Possible(new PassThrough(request, target, dialect, fitting))
                : new Translated.Unsupported(fitting.refused());
    }

    /** What one dialect changes in what passes through, beyond what all do. */
    public interface Particulars {
        /** Adds what the request has to have in this dialect. */
        default void splice(Splices splices, FrontFields front) {}

        /** The headers that go with a request whose target has these. */
        default Map<String, String> headers(Map<String, String> ofTarget) {
            return ofTarget;
        }

        /** Whether the caller gets an event that carries nothing but usage. */
        default boolean usageWanted() {
            return true;
        }

        /** As {@link Translation#answerShape}. */
        default AnswerShape answerShape(boolean streamed, @Nullable String contentType) {
            return AnswerShape.usual(streamed, contentType, StreamFraming.EVENTS);
        }

        /** As {@link Translation#hasLargeEvents}. */
        default boolean hasLargeEvents() {
            return false;
        }
    }

    @Override
    public OutgoingBody body() {
        RequestOutline outline = request.outline();
        Splices splices = new Splices(request.bytes());
        FrontFields front = new FrontFields(outline);
        Span model = outline.modelValue();
        if (model != null) {
            splices.replace(model.from(), model.to(), target.modelJson());
        } else {
            front.add("model", target.modelJson());
        }
        dialect.splice(splices, front);
        front.addDefaults(target);
        front.splice(splices, fitting.removedCount());
        fitting.splice(splices);
        return splices;
    }

    @Override
    public Map<String, String> headers() {
        return dialect.headers(target.headers());
    }

    @Override
    public AnswerShape answerShape(boolean streamed, @Nullable String contentType) {
        return dialect.answerShape(streamed, contentType);
    }

    @Override
    public boolean hasLargeEvents() {
        return dialect.hasLargeEvents();
    }

    @Override
    public WholeAnswer whole(byte[] bytes, int length) {
        AnswerFacts facts = answers.read(bytes, 0, length);
        StopWords words = stopWords();
        return new WholeAnswer(
                words == null ? null : words.exchanged(bytes, 0, length),
                facts.model(),
                facts.usage(),
                facts.failure());
    }

    @Override
    public StreamTranslation stream() {
        return new PassedStream(answers.stream(), dialect.usageWanted(), stopWords());
    }

    private @Nullable StopWords stopWords() {
        Map<String, String> stops = target.rules().stops();
        return stops.isEmpty() ? null : new StopWords(stops);
    }
}
