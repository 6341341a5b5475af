package io.signalbox.gateway.attempt;

import io.netty.buffer.ByteBuf;
import io.signalbox.adapter.Failure;
import io.signalbox.gateway.attempt.Attempt.AfterFirstToken;
import io.signalbox.gateway.attempt.Attempt.Uncommitted;
import io.signalbox.gateway.conversation.WholeAnswer;
import org.jspecify.annotations.Nullable;

/** Whom an attempt tells what becomes of it: the loop of its request, or who reads on when its caller has left. */
interface AttemptOwner {
    /** It came to nothing and nobody has seen it. */
    void failed(Uncommitted attempt, Failure failure, AttemptRun of);

    /** A complete answer, not released yet. */
    void answered(Uncommitted attempt, WholeAnswer answer, AttemptRun of);

    /** The first content is here: from now on this target answers. */
    void commit(AfterFirstToken attempt, AttemptRun of);

    /** More of a committed stream; whoever gets it releases it. */
    void release(ByteBuf bytes);

    /** A stream is whole; its last bytes follow. */
    void streamed(AfterFirstToken attempt, AttemptRun of);

    /** A stream broke after the caller had seen its beginning. */
    void broken(AfterFirstToken attempt, Failure failure, AttemptRun of);

    /** All that may be released of a committed attempt has been. */
    void ended();

    /** Nothing more will arrive from the provider. */
    void drained();

    /** Whether more is wanted now of a committed stream. */
    boolean hasRoom();

    /** So many bytes have arrived; false when that is enough and the attempt was ended. */
    default boolean takes(int bytes) {
        return true;
    }

    /** What the attempt waits for is due at another time than before. */
    void reconsider();

    /** A mistake of ours. */
    void faulted(RuntimeException fault, @Nullable AttemptRun running);
}
