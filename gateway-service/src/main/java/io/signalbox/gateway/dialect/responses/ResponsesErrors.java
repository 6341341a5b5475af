package io.signalbox.gateway.dialect.responses;

import io.signalbox.adapter.Failure;
import io.signalbox.gateway.conversation.CallerErrors;
import io.signalbox.gateway.dialect.openai.OpenAiErrors;
import io.signalbox.gateway.dialect.responses.output.Events;
import io.signalbox.gateway.dialect.responses.output.ResponseObject;
import io.signalbox.gateway.dialect.responses.output.ResponseObject.State;
import io.signalbox.gateway.dialect.responses.output.Told;
import io.signalbox.kit.problem.RefusedException;
import java.io.ByteArrayOutputStream;

/**
 * Errors of this format: OpenAI's, and inside a stream an {@code error} event followed by the response as failed. The
 * event says the same twice, because clients look for it in two places: flat as it is documented, and nested as it comes.
 */
record ResponsesErrors(OpenAiErrors plain, Told told, ResponsesRequest request) implements CallerErrors {
    @Override
    public ErrorReply whole(Failure failure) {
        return plain.whole(request.named(failure));
    }

    @Override
    public byte[] inStream(Failure failure) {
        OpenAiErrors.Words words = plain.words(request.named(failure));
        Told.Stream seen = told.seen();
        Events events = new Events(seen == null ? new Told.Stream() : seen);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(events.event("error", json -> {
            json.writeStringField("code", words.code());
            json.writeStringField("message", words.message());
            json.writeNullField("param");
            json.writeObjectFieldStart("error");
            json.writeStringField("type", words.type());
            json.writeStringField("code", words.code());
            json.writeStringField("message", words.message());
            json.writeNullField("param");
            json.writeEndObject();
        }));
        if (seen != null) {
            bytes.writeBytes(failed(events, seen, words));
        }
        return bytes.toByteArray();
    }

    private byte[] failed(Events events, Told.Stream seen, OpenAiErrors.Words words) {
        ResponseObject response = new ResponseObject(seen.id(), seen.createdAt(), request.tree(), true);
        State state = State.failed(seen.model(), seen.usage(), new ResponseObject.Fault(code(words), words.message()));
        return events.event("response.failed", json -> {
            json.writeObjectFieldStart("response");
            response.write(json, state);
            json.writeEndObject();
        });
    }

    /** Of the few this format has for a response. */
    private static String code(OpenAiErrors.Words words) {
        if (words.code().equals("rate_limit_exceeded")) {
            return words.code();
        }
        return words.type().equals("invalid_request_error") ? "invalid_prompt" : "server_error";
    }

    @Override
    public byte[] refused(RefusedException refused) {
        return plain.refused(refused);
    }

    @Override
    public byte[] requestTimeout() {
        return plain.requestTimeout();
    }

    @Override
    public byte[] internal() {
        return plain.internal();
    }
}
