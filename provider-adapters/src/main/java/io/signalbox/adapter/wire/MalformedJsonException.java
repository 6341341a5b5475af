package io.signalbox.adapter.wire;

import java.io.IOException;

/** Bytes that are not JSON. Says what is wrong and at which byte, and has no stack trace: it is an answer, not a fault. */
public final class MalformedJsonException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    MalformedJsonException(String what, int offset) {
        super(what);
        this.offset = offset;
    }

    /** Of the byte at which it shows. */
    public int offset() {
        return offset;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
