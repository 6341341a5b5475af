package io.signalbox.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.simulator.dialect.Dialect;
import io.signalbox.simulator.dialect.Operation;
import io.signalbox.simulator.dialect.ProviderError;
import io.signalbox.simulator.dialect.Stamp;
import io.signalbox.simulator.fault.Effects;
import io.signalbox.simulator.wire.Incoming;
import org.jspecify.annotations.Nullable;

/** One request at a dialect: what was received, read as far as it can be, under its number in the tally. */
record Visit(
        Dialect dialect,
        Operation operation,
        String path,
        Incoming incoming,
        @Nullable JsonNode body,
        @Nullable Integer attempt,
        Stamp stamp)
        implements Effects.Errors {
    @Nullable
    String model() {
        return body == null ? null : body.path("model").textValue();
    }

    boolean stream() {
        return body != null && body.path("stream").asBoolean();
    }

    Visit stamped(Stamp other) {
        return new Visit(dialect, operation, path, incoming, body, attempt, other);
    }

    @Override
    public int status(ProviderError error) {
        return dialect.status(error);
    }

    @Override
    public byte[] body(ProviderError error, String message) {
        return dialect.error(error, message, stamp);
    }

    @Override
    public byte[] event(ProviderError error, String message) {
        return dialect.errorEvent(error, message, stamp);
    }
}
