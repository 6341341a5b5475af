package io.signalbox.adapter.plain;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.AnswerReader.StreamReader;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.Operation;
import io.signalbox.adapter.StreamSignal;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.wire.WireJson;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Meter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One stream of images, speech or a transcript. OpenAI's have no terminator: an event whose type ends in {@code .done} or
 * {@code .completed} makes it whole, and the end of the connection ends it. Other servers send {@code [DONE]}, which
 * does both.
 */
final class PlainStream implements StreamReader {
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final Operation operation;
    private final Function<JsonNode, Failure> errors;
    private @Nullable Usage usage;
    private @Nullable String model;
    private int finished;
    private boolean done;
    private boolean failed;

    PlainStream(Operation operation, Function<JsonNode, Failure> errors) {
        this.operation = operation;
        this.errors = errors;
    }

    @Override
    public StreamSignal read(@Nullable String event, byte[] data, int offset, int length) {
        if (WireJson.isBlank(data, offset, length)) {
            return StreamSignal.PREAMBLE;
        }
        byte[] text = Arrays.copyOfRange(data, offset, offset + length);
        if (length >= DONE.length && Arrays.equals(text, 0, DONE.length, DONE, 0, DONE.length)) {
            done = true;
            return StreamSignal.TERMINATOR;
        }
        try {
            JsonNode root = WireJson.tree(text);
            return root.isObject() ? read(root) : malformed();
        } catch (IOException | UnreadableAnswerException unreadable) {
            return malformed();
        }
    }

    private StreamSignal read(JsonNode root) {
        String type = root.path("type").asText("");
        Failure failure = PlainErrors.of(root.path("error"), errors);
        if (failure == null && type.equals("error")) {
            failure = errors.apply(root);
        }
        if (failure != null) {
            failed = true;
            return new StreamSignal.Failed(failure);
        }
        model = root.path("model").isTextual() ? root.path("model").textValue() : model;
        if (type.endsWith(".done") || type.endsWith(".completed")) {
            finished++;
        }
        bill(root);
        return StreamSignal.CONTENT;
    }

    private void bill(JsonNode root) {
        PlainUsage.Bill bill = new PlainUsage.Bill();
        bill.usage = root.path("usage");
        if (bill.usage.isObject()) {
            Usage told = PlainUsage.of(operation, bill);
            usage = told == null || told.meters().isEmpty() ? usage : told;
        }
    }

    private StreamSignal malformed() {
        failed = true;
        return new StreamSignal.Failed(
                Failure.of(FailureKind.MALFORMED_ANSWER, "an event of the stream is not a JSON object"));
    }

    @Override
    public @Nullable Usage usage() {
        boolean counted = usage == null && operation == Operation.IMAGES && finished > 0;
        return counted ? new Usage.Builder().add(Meter.IMAGES, finished).build() : usage;
    }

    @Override
    public @Nullable String model() {
        return model;
    }

    @Override
    public boolean complete() {
        return !failed && (done || finished > 0);
    }

    /** What these are billed by is never a number of characters that arrived. */
    @Override
    public long contentCharacters() {
        return 0;
    }
}
