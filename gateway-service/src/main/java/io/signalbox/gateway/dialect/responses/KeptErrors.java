package io.signalbox.gateway.dialect.responses;

import io.signalbox.adapter.Failure;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.gateway.conversation.CallerErrors;
import io.signalbox.gateway.dialect.openai.OpenAiErrors;
import io.signalbox.kit.problem.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Errors about one response: what its target says of it is said by the name that the caller knows it by, and what is not
 * there any more is the response, and not a model.
 *
 * @param response that the caller named; null when it named none
 */
record KeptErrors(OpenAiErrors plain, @Nullable PreviousResponse response) implements CallerErrors {
    private static final int NOT_FOUND = 404;

    @Override
    public ErrorReply whole(Failure failure) {
        Failure named = named(failure);
        return named.kind() == FailureKind.MODEL_NOT_FOUND
                        && Integer.valueOf(NOT_FOUND).equals(named.status())
                ? new ErrorReply(NOT_FOUND, plain.body(named.message(), "response_not_found"), null, false)
                : plain.whole(named);
    }

    /** The same failure in words with the caller's id. */
    Failure named(Failure failure) {
        if (response == null) {
            return failure;
        }
        String message = failure.message().replace(response.origin().ownId(), response.id());
        return new Failure(failure.kind(), failure.status(), message, failure.code(), failure.retryAfter());
    }

    @Override
    public byte[] inStream(Failure failure) {
        return plain.inStream(named(failure));
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
