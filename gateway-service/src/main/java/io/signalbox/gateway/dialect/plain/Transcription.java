package io.signalbox.gateway.dialect.plain;

import io.netty.buffer.ByteBuf;
import io.signalbox.adapter.AnswerReader;
import io.signalbox.adapter.AnswerReader.AnswerFacts;
import io.signalbox.adapter.Operation;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.gateway.conversation.AnswerShape;
import io.signalbox.gateway.conversation.OutgoingBody;
import io.signalbox.gateway.conversation.ReadyTarget;
import io.signalbox.gateway.conversation.StreamTranslation;
import io.signalbox.gateway.conversation.Translation;
import io.signalbox.gateway.conversation.WholeAnswer;
import io.signalbox.gateway.dialect.PassedStream;
import io.signalbox.gateway.dialect.Splices;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One recording on its way to one target, and its transcript on the way back: JSON, events, or plain text as asked for. */
final class Transcription implements Translation {
    private final MultipartForm form;
    private final String contentType;
    private final ReadyTarget target;
    private final AnswerReader answers;
    private final boolean textWanted;

    Transcription(MultipartForm form, String contentType, ReadyTarget target, boolean textWanted) {
        this.form = form;
        this.contentType = contentType;
        this.target = target;
        this.answers = target.call().adapter().answers(Operation.TRANSCRIPTIONS);
        this.textWanted = textWanted;
    }

    @Override
    public OutgoingBody body() {
        Splices splices = new Splices(form.bytes());
        FormPart model = form.part("model");
        String sent = target.modelSent();
        if (model == null) {
            String part = "--" + form.boundary() + "\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\n" + sent
                    + "\r\n";
            splices.replace(form.begin(), form.begin(), part.getBytes(StandardCharsets.UTF_8));
        } else {
            splices.replace(model.from(), model.to(), sent.getBytes(StandardCharsets.UTF_8));
        }
        return new Form(splices, contentType);
    }

    /** A body that is no JSON. */
    private record Form(OutgoingBody content, String contentType) implements OutgoingBody {
        @Override
        public int length() {
            return content.length();
        }

        @Override
        public void writeTo(ByteBuf out) {
            content.writeTo(out);
        }
    }

    @Override
    public Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>(target.headers());
        headers.putIfAbsent("accept", "*/*");
        return headers;
    }

    @Override
    public AnswerShape answerShape(boolean streamed, @Nullable String type) {
        return AnswerShape.isEventStream(type) ? AnswerShape.EVENTS : AnswerShape.WHOLE;
    }

    @Override
    public WholeAnswer whole(byte[] bytes, int length) {
        AnswerFacts facts = answers.read(bytes, 0, length);
        return new WholeAnswer(null, facts.model(), facts.usage(), facts.failure());
    }

    /** A server that answers in JSON where a text was wanted is read, because it may tell of an error. */
    @Override
    public WholeAnswer whole(byte[] bytes, int length, @Nullable String type) {
        String media = type == null ? "" : type.toLowerCase(Locale.ROOT);
        if (!textWanted || media.startsWith("application/json")) {
            return whole(bytes, length);
        }
        if (length == 0 || media.startsWith("text/html")) {
            throw new UnreadableAnswerException("the transcript is no text");
        }
        return new WholeAnswer(null, null, null, null, type == null ? "text/plain; charset=utf-8" : type);
    }

    @Override
    public StreamTranslation stream() {
        return new PassedStream(answers.stream(), true);
    }
}
