package io.signalbox.gateway.attempt;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.StreamSignal;
import io.signalbox.gateway.attempt.Attempt.AfterFirstToken;
import io.signalbox.gateway.attempt.Attempt.BeforeFirstToken;
import io.signalbox.gateway.attempt.Attempt.Calling;
import io.signalbox.gateway.attempt.Attempt.Closed;
import io.signalbox.gateway.attempt.Attempt.Uncommitted;
import io.signalbox.gateway.conversation.Translation;
import io.signalbox.gateway.intake.Received;
import io.signalbox.gateway.intake.StreamIntake;
import io.signalbox.gateway.intake.WholeIntake;
import io.signalbox.gateway.upstream.ConnectFailures;
import io.signalbox.gateway.upstream.UpstreamExchange;
import io.signalbox.gateway.upstream.UpstreamListener;
import io.signalbox.gateway.upstream.UpstreamRequest;
import io.signalbox.gateway.waiting.Patience;
import org.jspecify.annotations.Nullable;

/** One attempt: reads what the provider answers and tells the loop what it amounts to. */
final class AttemptRun implements UpstreamListener {
    record Start(AttemptOwner owner, AttemptRecord record, Patience patience) {}

    private final AttemptEnvironment environment;
    private final Exchange exchange;
    private final Translation translation;
    private final Patience patience;
    private AttemptOwner owner;
    private final Received received = new Received();
    private Attempt state;
    private @Nullable UpstreamExchange call;
    private boolean said;
    private boolean paused;
    private boolean over;

    AttemptRun(AttemptEnvironment environment, Exchange exchange, Translation translation, Start start) {
        this.environment = environment;
        this.exchange = exchange;
        this.translation = translation;
        this.patience = start.patience();
        this.owner = start.owner();
        this.state = new Calling(start.record());
    }

    void start(UpstreamRequest request) {
        call = environment.upstream().call(exchange.loop(), request, this);
        if (over) {
            call.cancel();
        }
    }

    AttemptRecord record() {
        return state.record();
    }

    Patience patience() {
        return patience;
    }

    Received received() {
        return received;
    }

    /** From now on somebody else hears of it. */
    void handTo(AttemptOwner another) {
        owner = another;
        resume();
    }

    /** Whether the provider may still send something. */
    boolean receiving() {
        return !over;
    }

    @Override
    public void connected() {
        record().sent();
        patience.connected(environment.now());
        owner.reconsider();
    }

    @Override
    public void head(int status, HttpHeaders headers) {
        AttemptLimits limits = environment.limits();
        record().head(status, headers);
        if (state instanceof Calling calling && record().succeeding()) {
            state = calling.succeeding();
            StreamIntake stream = StreamIntake.of(
                    translation, exchange.request().streamed(), headers, limits.streams(translation.hasLargeEvents()));
            if (stream != null) {
                received.as(stream);
                return;
            }
        }
        received.as(new WholeIntake(status, headers, record().succeeding() ? limits.answerMax() : limits.errorMax()));
        if (call != null) {
            call.all();
        }
    }

    @Override
    public void bytes(ByteBuf bytes) {
        if (!owner.takes(bytes.readableBytes())) {
            return;
        }
        if (received.whole() != null) {
            collect(received.whole(), bytes);
            return;
        } else if (received.stream() != null) {
            feed(received.stream(), bytes);
        }
        if (call != null && (owner.hasRoom() || !(state instanceof AfterFirstToken))) {
            call.more();
        } else {
            paused = true;
            patience.suspend();
        }
    }

    /** The caller can take more. */
    void resume() {
        if (paused && call != null) {
            paused = false;
            patience.resume(environment.now());
            call.more();
        }
    }

    private void collect(WholeIntake into, ByteBuf bytes) {
        patience.progress(environment.now());
        owner.reconsider();
        if (!into.collect(bytes) && record().succeeding()) {
            fail(Unanswered.malformed(
                    "the answer is larger than " + environment.limits().answerMax() + " bytes"));
        }
    }

    private void feed(StreamIntake into, ByteBuf bytes) {
        boolean fits = into.feed(bytes, this::signal);
        if (fits && into.holdsTooMuch()) {
            commitWhatWasSaid();
        }
        if (!fits || (state instanceof Uncommitted && into.holdsTooMuch())) {
            fail(Unanswered.malformed("an event of the stream is too large"));
        }
        flush();
    }

    private void signal(StreamSignal signal) {
        switch (signal) {
            case StreamSignal.Preamble preamble -> {}
            case StreamSignal.UsageOnly usageOnly -> patience.progress(environment.now());
            case StreamSignal.Content content -> content();
            case StreamSignal.Terminator terminator -> terminator();
            case StreamSignal.Failed failed -> fail(failed.failure());
        }
    }

    private void content() {
        long now = environment.now();
        patience.progress(now);
        said = true;
        if (!patience.holdsBack(now)) {
            commitWhatWasSaid();
        }
    }

    private void commitWhatWasSaid() {
        if (said && state instanceof BeforeFirstToken before) {
            AfterFirstToken after = before.firstToken(environment.now());
            state = after;
            owner.commit(after, this);
            owner.reconsider();
        }
    }

    private void terminator() {
        commitWhatWasSaid();
        StreamIntake stream = received.stream();
        if (state instanceof AfterFirstToken after && stream != null && stream.complete()) {
            state = after.closed();
            stream.close();
            owner.streamed(after, this);
        } else {
            fail(Unanswered.malformed("the stream ended without having said anything"));
        }
    }

    /** Hands on what may be released by now; after the attempt's end, that is all there will be. */
    private void flush() {
        StreamIntake stream = received.stream();
        boolean ended = state instanceof Closed closed && closed.seen();
        if (stream != null && (ended || state instanceof AfterFirstToken)) {
            if (stream.holds()) {
                owner.release(stream.take());
            }
            if (ended) {
                state = new Closed(record(), false);
                stream.drop();
                owner.ended();
            }
        }
    }

    @Override
    public void ended() {
        over = true;
        if (received.stream() != null) {
            endOfStream(received.stream());
        } else if (received.whole() != null) {
            endOfWhole(received.whole());
        } else {
            fail(Unanswered.CLOSED);
        }
        owner.drained();
    }

    private void endOfStream(StreamIntake ended) {
        if (state instanceof Closed) {
            return;
        }
        ended.finish(this::signal);
        if (said && !(state instanceof Closed) && ended.complete()) {
            terminator();
        }
        fail(Unanswered.TRUNCATED);
        flush();
    }

    private void endOfWhole(WholeIntake ended) {
        if (!(state instanceof BeforeFirstToken before)) {
            fail(ended.failure(record().target()));
            return;
        }
        switch (ended.answer(translation, exchange.request().streamed())) {
            case WholeIntake.Read.Failed failed -> fail(failed.failure());
            case WholeIntake.Read.Answered answered -> {
                before.record().model(answered.answer().model());
                state = before.closed();
                owner.answered(before, answered.answer(), this);
            }
        }
    }

    @Override
    public void broke(Throwable cause) {
        over = true;
        WholeIntake whole = received.whole();
        if (whole != null && !record().succeeding()) {
            fail(whole.failure(record().target()));
        } else {
            fail(record().isSent() ? Unanswered.BROKEN : ConnectFailures.of(cause));
        }
        owner.drained();
    }

    @Override
    public void faulted(RuntimeException fault) {
        over = true;
        WholeIntake.release(received.whole());
        owner.faulted(fault, this);
    }

    /** Ends the attempt without success. */
    void fail(Failure failure) {
        Attempt was = state;
        state = was.closed();
        switch (was) {
            case Uncommitted uncommitted -> {
                abandon();
                owner.failed(uncommitted, failure, this);
            }
            case AfterFirstToken after -> {
                received.close();
                stop();
                owner.broken(after, failure, this);
                flush();
            }
            case Closed closed -> {}
        }
    }

    /** Nothing more is wanted, and what is held goes to nobody. */
    void abandon() {
        state = state.closed();
        received.drop();
        stop();
    }

    /** Stops whatever still arrives. */
    void stop() {
        if (!over && call != null) {
            call.cancel();
        }
        over = true;
    }
}
