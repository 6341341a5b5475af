package io.signalbox.gateway.conversation;

import io.signalbox.adapter.Dialect;

/** What applications may speak: fewer dialects than providers do, and each is an endpoint, its errors and its models. */
public enum CallerDialect {
    OPENAI(Dialect.OPENAI),
    ANTHROPIC(Dialect.ANTHROPIC);

    private final Dialect spoken;

    CallerDialect(Dialect spoken) {
        this.spoken = spoken;
    }

    /** The same among all there are. */
    public Dialect spoken() {
        return spoken;
    }
}
