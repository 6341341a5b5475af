package io.signalbox.gateway.attempt;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.StreamSignal;
import io.signalbox.adapter.Usage;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.gateway.attempt.Attempt.AfterFirstToken;
import io.signalbox.gateway.attempt.Attempt.BeforeFirstToken;
import io.signalbox.gateway.attempt.Attempt.Calling;
import io.signalbox.gateway.attempt.Attempt.Closed;
import io.signalbox.gateway.attempt.Attempt.Uncommitted;
import io.signalbox.gateway.conversation.Translation;
import io.signalbox.gateway.upstream.ConnectFailures;
import io.signalbox.gateway.upstream.UpstreamExchange;
import io.signalbox.gateway.upstream.UpstreamListener;
import io.signalbox.gateway.upstream.UpstreamRequest;
import org.jspecify.annotations.Nullable;

/** One attempt: reads what the provider answers and tells the loop what it amounts to. */
final class AttemptRun implements UpstreamListener {
    private final AttemptLoop loop;
    private final AttemptLimits limits;
    private final Translation translation;
    private final boolean streamed;
    private final Patience patience;
    private Attempt state;
    private @Nullable UpstreamExchange call;
    private boolean sent;
    private @Nullable WholeIntake whole;
    private @Nullable StreamIntake stream;
    private boolean said;
    private boolean paused;
    private boolean over;

    AttemptRun(AttemptLoop loop, AttemptRecord record, Translation translation, Patience patience) {
        this.loop = loop;
        this.limits = loop.environment().limits();
        this.translation = translation;
        this.streamed = loop.exchange().request().streamed();
        this.patience = patience;
        this.state = new Calling(record);
    }

    void start(UpstreamRequest request) {
        call = loop.environment().upstream().call(loop.exchange().loop(), request, this);
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

    /** The streamed answer as far as it came; null when there is none. */
    @Nullable
    StreamIntake stream() {
        return stream;
    }

    /** What the provider reported as used, also for an answer in another form than was asked for. */
    @Nullable
    Usage reported() {
        return stream != null ? stream.usage() : whole != null ? whole.usage() : null;
    }

    /** Whether the provider may still send something. */
    boolean receiving() {
        return !over;
    }

    /** Whether the provider has been sent the request. */
    boolean sent() {
        return sent;
    }

    @Override
    public void connected() {
        sent = true;
        patience.connected(loop.environment().now());
        loop.reconsider();
    }

    @Override
    public void head(int status, HttpHeaders headers) {
        String requestId = headers.get("x-request-id");
        record().head(status, requestId == null ? headers.get("request-id") : requestId);
        if (state instanceof Calling calling && record().succeeding()) {
            state = calling.succeeding();
            stream = StreamIntake.of(translation, streamed, headers, limits);
            if (stream != null) {
                return;
            }
        }
        whole = new WholeIntake(status, headers, record().succeeding() ? limits.answerMax() : limits.errorMax());
        if (call != null) {
            call.all();
        }
    }

    @Override
    public void bytes(ByteBuf bytes) {
        if (whole != null) {
            collect(whole, bytes);
            return;
        }
        if (stream != null) {
            feed(stream, bytes);
        }
        if (call != null && (loop.hasRoom() || !(state instanceof AfterFirstToken))) {
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
            patience.resume(loop.environment().now());
            call.more();
        }
    }

    private void collect(WholeIntake into, ByteBuf bytes) {
        patience.progress(loop.environment().now());
        loop.reconsider();
        if (!into.collect(bytes) && record().succeeding()) {
            fail(Failure.of(
                    FailureKind.MALFORMED_ANSWER, "the answer is larger than " + limits.answerMax() + " bytes"));
        }
    }

    private void feed(StreamIntake into, ByteBuf bytes) {
        boolean fits = into.feed(bytes, this::signal);
        if (fits && said && state instanceof BeforeFirstToken before && into.holdsTooMuch()) {
            commit(before, loop.environment().now());
        }
        if (!fits || (state instanceof Uncommitted && into.holdsTooMuch())) {
            fail(Failure.of(FailureKind.MALFORMED_ANSWER, "an event of the stream is too large"));
        }
        flush();
    }

    private void signal(StreamSignal signal) {
        switch (signal) {
            case StreamSignal.Preamble preamble -> {}
            case StreamSignal.UsageOnly usageOnly ->
                patience.progress(loop.environment().now());
            case StreamSignal.Content content -> content();
            case StreamSignal.Terminator terminator -> terminator();
            case StreamSignal.Failed failed -> fail(failed.failure());
        }
    }

    private void content() {
        long now = loop.environment().now();
        patience.progress(now);
        if (state instanceof BeforeFirstToken before) {
            said = true;
            if (!patience.holdsBack(now)) {
                commit(before, now);
            }
        }
    }

    private void commit(BeforeFirstToken before, long now) {
        AfterFirstToken after = before.firstToken(now);
        state = after;
        loop.commit(after);
        loop.reconsider();
    }

    private void terminator() {
        if (said && state instanceof BeforeFirstToken before) {
            commit(before, loop.environment().now());
        }
        if (state instanceof AfterFirstToken after && stream != null && stream.complete()) {
            state = after.closed();
            stream.close();
            loop.streamed(after, this);
        } else {
            fail(Failure.of(FailureKind.MALFORMED_ANSWER, "the stream ended without having said anything"));
        }
    }

    /** Hands on what may be released by now; after the attempt's end, that is all there will be. */
    private void flush() {
        boolean ended = state instanceof Closed closed && closed.seen();
        if (stream != null && (ended || state instanceof AfterFirstToken)) {
            if (stream.holds()) {
                loop.release(stream.take());
            }
            if (ended) {
                loop.ended();
            }
        }
    }

    @Override
    public void ended() {
        over = true;
        if (stream != null) {
            endOfStream(stream);
        } else if (whole == null) {
            fail(Failure.of(FailureKind.CONNECTION_LOST, "the connection closed without an answer"));
        } else {
            endOfWhole(whole);
        }
        loop.drained();
    }

    private void endOfStream(StreamIntake ended) {
        if (state instanceof Closed) {
            return;
        }
        ended.finish(this::signal);
        if (said && !(state instanceof Closed) && ended.complete()) {
            terminator();
        }
        if (!(state instanceof Closed)) {
            fail(Failure.of(FailureKind.STREAM_TRUNCATED, "the stream ended without its terminator"));
        }
        flush();
    }

    private void endOfWhole(WholeIntake ended) {
        if (!(state instanceof BeforeFirstToken before)) {
            fail(ended.failure(record().target()));
            return;
        }
        switch (ended.answer(translation)) {
            case WholeIntake.Read.Failed failed -> fail(failed.failure());
            case WholeIntake.Read.Answered answered -> {
                if (streamed) {
                    fail(Failure.of(FailureKind.MALFORMED_ANSWER, "a stream was asked for and something else came"));
                } else {
                    before.record().model(answered.answer().model());
                    state = before.closed();
                    loop.answered(before, answered.answer(), ended);
                }
            }
        }
    }

    @Override
    public void broke(Throwable cause) {
        over = true;
        if (!sent) {
            fail(ConnectFailures.of(cause));
        } else if (whole != null && !record().succeeding()) {
            fail(whole.failure(record().target()));
        } else {
            fail(Failure.of(FailureKind.CONNECTION_LOST, "the connection broke before the answer was complete"));
        }
        loop.drained();
    }

    @Override
    public void faulted(RuntimeException fault) {
        over = true;
        WholeIntake.release(whole);
        loop.faulted(fault, this);
    }

    /** Ends the attempt without success. */
    void fail(Failure failure) {
        Attempt was = state;
        state = was.closed();
        switch (was) {
            case Uncommitted uncommitted -> {
                abandon();
                loop.failed(uncommitted, failure, this);
            }
            case AfterFirstToken after -> {
                if (stream != null) {
                    stream.close();
                }
                stop();
                loop.broken(after, failure, this);
                flush();
            }
            case Closed closed -> {}
        }
    }

    /** Nothing more is wanted, and what is held goes to nobody. */
    void abandon() {
        state = state.closed();
        if (stream != null) {
            stream.drop();
        }
        WholeIntake.release(whole);
        stop();
    }

    /** Stops whatever still arrives. */
    void stop() {
        if (!over) {
            over = true;
            if (call != null) {
                call.cancel();
            }
        }
    }
}
