package io.signalbox.gateway.attempt;

import io.netty.buffer.ByteBuf;
import io.signalbox.adapter.Failure;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.gateway.attempt.Attempt.AfterFirstToken;
import io.signalbox.gateway.attempt.Attempt.Uncommitted;
import io.signalbox.gateway.conversation.WholeAnswer;
import io.signalbox.gateway.reserves.Drains;
import io.signalbox.gateway.waiting.Alarm;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rest of an answer whose caller has left, read because its provider bills it anyway and says only at its end how
 * much. Bounded in time, bytes and number; where a bound ends it, what was used is an estimate. Nobody gets any of it.
 */
final class Remainder implements AttemptOwner {
    private static final Logger LOG = LoggerFactory.getLogger(Remainder.class);

    private final AttemptEnvironment environment;
    private final Exchange exchange;
    private final AttemptFactory factory;
    private final AttemptRun run;
    private final Drains drains;
    private final Alarm alarm;
    private long left;
    private boolean over;

    private Remainder(AttemptEnvironment environment, Exchange exchange, AttemptFactory factory, AttemptRun run) {
        this.environment = environment;
        this.exchange = exchange;
        this.factory = factory;
        this.run = run;
        this.drains = environment.reserves().drains();
        this.alarm = new Alarm(exchange.loop(), environment.nanoTime(), this::end);
        this.left = drains.limits().bytesMax();
    }

    /** Takes an attempt over, if it is worth reading on; false leaves it to be broken off. */
    static boolean of(AttemptEnvironment environment, Exchange exchange, AttemptFactory factory, AttemptRun run) {
        boolean worth = run.record().isSent()
                && run.receiving()
                && run.record().target().billedWhenAborted()
                && !run.record().turnedDown();
        if (!worth || !environment.reserves().drains().begin()) {
            return false;
        }
        Remainder rest = new Remainder(environment, exchange, factory, run);
        rest.alarm.by(environment.now() + rest.drains.limits().timeMax().toNanos());
        run.handTo(rest);
        return true;
    }

    /** The journal has heard already that the reply was given up; of this end it can only hear now. */
    private void end() {
        if (over) {
            return;
        }
        over = true;
        alarm.cancel();
        drains.end();
        try {
            factory.close(run, Outcome.CANCELLED, FailureKind.CALLER_GONE, true);
            environment.journal().abandoned(exchange.requestId());
        } finally {
            run.abandon();
        }
    }

    @Override
    public void failed(Uncommitted attempt, Failure failure, AttemptRun of) {
        end();
    }

    @Override
    public void answered(Uncommitted attempt, WholeAnswer answer, AttemptRun of) {
        end();
    }

    @Override
    public void commit(AfterFirstToken attempt, AttemptRun of) {}

    @Override
    public void release(ByteBuf bytes) {
        bytes.release();
    }

    @Override
    public void streamed(AfterFirstToken attempt, AttemptRun of) {
        end();
    }

    @Override
    public void broken(AfterFirstToken attempt, Failure failure, AttemptRun of) {
        end();
    }

    @Override
    public void ended() {
        end();
    }

    @Override
    public void drained() {
        end();
    }

    @Override
    public boolean hasRoom() {
        return true;
    }

    @Override
    public boolean takes(int bytes) {
        left -= bytes;
        if (left < 0) {
            end();
        }
        return !over;
    }

    @Override
    public void reconsider() {}

    @Override
    public void faulted(RuntimeException fault, @Nullable AttemptRun running) {
        LOG.error("reading on after the caller had left failed", fault);
        end();
    }
}
