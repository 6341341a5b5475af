package io.signalbox.gateway.dialect.responses;

import io.signalbox.gateway.dialect.FrontFields;
import io.signalbox.gateway.dialect.PassThrough;
import io.signalbox.gateway.dialect.Span;
import io.signalbox.gateway.dialect.Splices;
import org.jspecify.annotations.Nullable;

/** The response that a request goes on from gets the name that its target knows it by. */
record PreviousSplice(@Nullable Span value, @Nullable PreviousResponse previous) implements PassThrough.Particulars {
    @Override
    public void splice(Splices splices, FrontFields front) {
        if (value != null && previous != null) {
            splices.replace(
                    value.from(), value.to(), AnswerIds.quoted(previous.origin().ownId()));
        }
    }
}
