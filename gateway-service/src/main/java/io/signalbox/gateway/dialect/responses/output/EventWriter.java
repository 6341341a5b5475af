package io.signalbox.gateway.dialect.responses.output;

import io.netty.buffer.ByteBuf;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.conversation.AnswerDelta;
import io.signalbox.adapter.conversation.StopReason;
import io.signalbox.gateway.dialect.AnswerForm;
import io.signalbox.gateway.dialect.responses.output.ResponseObject.State;
import org.jspecify.annotations.Nullable;

/**
 * Writes the steps of one streamed answer as response events. The last one repeats the whole answer with its usage, which
 * others report last too. A refusal is an answer: it ends a response as any other does. Not thread-safe.
 */
final class EventWriter implements AnswerForm.StepWriter {
    private final ResponseObject response;
    private final OutputItems output;
    private final Told.Stream stream;
    private final Told told;
    private String model = "";
    private @Nullable Usage usage;
    private StopReason reason = StopReason.STOP;
    private boolean refused;

    EventWriter(ResponseObject response, OutputItems output, Told.Stream stream, Told told) {
        this.response = response;
        this.output = output;
        this.stream = stream;
        this.told = told;
    }

    @Override
    public void write(AnswerDelta step, ByteBuf out) {
        switch (step) {
            case AnswerDelta.Started started -> start(started.model(), out);
            case AnswerDelta.TextAdded(String text) -> {
                told.sees(stream);
                output.text(text, out);
            }
            case AnswerDelta.RefusalAdded(String text) -> {
                told.sees(stream);
                refused = true;
                output.refusal(text, out);
            }
            case AnswerDelta.ReasoningAdded(String text) -> {
                told.sees(stream);
                output.thought(text, out);
            }
            case AnswerDelta.ReasoningSigned(String signature) -> output.signature(signature, out);
            case AnswerDelta.ToolCallStarted call -> {
                told.sees(stream);
                output.call(call, out);
            }
            case AnswerDelta.ToolArgumentsAdded(int call, String fragment) -> output.arguments(call, fragment, out);
            case AnswerDelta.Stopped(StopReason why) -> {
                told.sees(stream);
                reason = refused ? StopReason.STOP : why;
                output.end(State.status(reason), out);
            }
            case AnswerDelta.UsageReported(Usage reported) -> {
                usage = reported;
                stream.used(reported);
            }
            case AnswerDelta.Ended ended -> end(out);
            case AnswerDelta.Failed failed -> {}
        }
    }

    private void start(String asModel, ByteBuf out) {
        model = asModel;
        stream.begun(response.id(), model, response.createdAt());
        event("response.created", State.begun(model), out);
        event("response.in_progress", State.begun(model), out);
    }

    private void end(ByteBuf out) {
        output.end(State.status(reason), out);
        State ended = State.ended(model, output.items(), reason, usage);
        event("response." + ended.status(), ended, out);
    }

    private void event(String type, State state, ByteBuf out) {
        output.events().write(out, type, json -> {
            json.writeObjectFieldStart("response");
            response.write(json, state);
            json.writeEndObject();
        });
    }
}
