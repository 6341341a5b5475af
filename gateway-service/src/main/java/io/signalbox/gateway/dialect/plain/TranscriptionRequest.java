package io.signalbox.gateway.dialect.plain;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.adapter.Dialect;
import io.signalbox.adapter.Operation;
import io.signalbox.contracts.catalog.Condition;
import io.signalbox.contracts.usage.Meter;
import io.signalbox.gateway.conversation.CallerRequest;
import io.signalbox.gateway.conversation.ReadyTarget;
import io.signalbox.gateway.metering.AttemptMeters;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * A recording to be written down, as a form that passes as it is but for the model. Whether the transcript comes as a
 * stream is the target's decision even where one is wanted: some models ignore the wish, and are right to.
 */
public final class TranscriptionRequest implements CallerRequest {
    private static final String MODEL = "model";
    private static final Set<String> TEXTS = Set.of("text", "srt", "vtt");

    private final MultipartForm form;
    private final String contentType;
    private final String model;

    private TranscriptionRequest(MultipartForm form, String contentType) {
        this.form = form;
        this.contentType = contentType;
        this.model = form.text(MODEL).strip();
    }

    /** Reads a form; throws a refusal when it is none. */
    public static TranscriptionRequest read(HttpHeaders headers, byte[] body) {
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE, "");
        return new TranscriptionRequest(MultipartForm.of(type, body), type);
    }

    @Override
    public Dialect dialect() {
        return Dialect.OPENAI;
    }

    @Override
    public Operation operation() {
        return Operation.TRANSCRIPTIONS;
    }

    @Override
    public String modelAsked() {
        return model;
    }

    @Override
    public boolean streamed() {
        return false;
    }

    /** Nobody can tell tokens from the bytes of a recording. */
    @Override
    public long inputTokensEstimate() {
        return 0;
    }

    @Override
    public AttemptMeters estimate(long contentCharacters) {
        FormPart file = form.part("file");
        return file == null
                ? AttemptMeters.of(Meter.REQUESTS, BigDecimal.ONE, true)
                : WavLength.of(form.bytes(), file.from(), file.to());
    }

    @Override
    public boolean uses(Condition.Feature feature) {
        return feature == Condition.Feature.STREAM && form.text("stream").equals("true");
    }

    @Override
    public Translated forTarget(ReadyTarget target) {
        String sent = target.modelSent();
        boolean breaks = sent.indexOf('\r') >= 0 || sent.indexOf('\n') >= 0;
        return breaks
                ? new Translated.Unsupported(List.of("a form with the name of this model"))
                : new Translated.Possible(
                        new Transcription(form, contentType, target, TEXTS.contains(form.text("response_format"))));
    }
}
