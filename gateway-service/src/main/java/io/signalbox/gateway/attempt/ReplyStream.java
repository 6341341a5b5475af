package io.signalbox.gateway.attempt;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * The body of a streamed reply, filled by the attempt loop and drained by the caller's connection as fast as that can
 * write. Confined to the request's event loop.
 */
public final class ReplyStream extends Flux<ByteBuf> implements Subscription {
    /** What the loop hears of the caller's side. */
    interface Caller {
        /** The caller's connection can take more. */
        void ready();

        void gone();
    }

    /** Hears of all that is emitted, and in the end whether it was an answer, whole and in order. */
    public interface Copy {
        /** Still belongs to the stream. */
        void bytes(ByteBuf piece);

        void over(boolean isWhole);
    }

    private final EventLoop loop;
    private final Caller caller;
    private @Nullable Copy copy;
    private boolean spoiled;
    private final Deque<ByteBuf> queue = new ArrayDeque<>(2);
    private @Nullable CoreSubscriber<? super ByteBuf> subscriber;
    private Runnable completed = () -> {};
    private long demand;
    private boolean complete;
    private boolean terminated;

    ReplyStream(EventLoop loop, Caller caller) {
        this.loop = loop;
        this.caller = caller;
    }

    @Override
    public void subscribe(CoreSubscriber<? super ByteBuf> actual) {
        subscriber = actual;
        actual.onSubscribe(this);
    }

    /** Runs this once all there will be was emitted, and what the subscriber asked for was handed on. */
    public void whenComplete(Runnable action) {
        completed = action;
        if (complete) {
            action.run();
        }
    }

    /** Has all that is emitted from now on copied. */
    public void copyTo(Copy listener) {
        copy = listener;
    }

    @Override
    public void request(long count) {
        if (!loop.inEventLoop()) {
            loop.execute(() -> request(count));
            return;
        }
        demand = Operators.addCap(demand, count);
        drain();
        if (hasRoom()) {
            caller.ready();
        }
    }

    @Override
    public void cancel() {
        if (!loop.inEventLoop()) {
            loop.execute(this::cancel);
            return;
        }
        if (!terminated) {
            terminated = true;
            copied(false);
            discard();
            caller.gone();
        }
    }

    /** Whether what is emitted now goes straight out. */
    boolean hasRoom() {
        return demand > 0 && queue.isEmpty() && !terminated;
    }

    void emit(ByteBuf bytes) {
        if (copy != null) {
            copy.bytes(bytes);
        }
        comment(bytes);
    }

    /** What follows is no part of an answer. */
    void spoil() {
        spoiled = true;
    }

    /** What is said beside the answer. */
    void comment(ByteBuf bytes) {
        if (terminated || complete) {
            bytes.release();
        } else {
            queue.add(bytes);
            drain();
        }
    }

    /** No more will come; what was emitted is still delivered. */
    void complete() {
        complete = true;
        copied(!spoiled && !terminated);
        drain();
        completed.run();
    }

    /** Breaks the caller's connection off. */
    void abort(Throwable cause) {
        if (!terminated) {
            terminated = true;
            copied(false);
            discard();
            if (subscriber != null) {
                subscriber.onError(cause);
            }
        }
    }

    private void copied(boolean isWhole) {
        if (copy != null) {
            copy.over(isWhole);
            copy = null;
        }
    }

    private void drain() {
        if (subscriber == null) {
            return;
        }
        while (demand > 0 && !terminated) {
            ByteBuf next = queue.poll();
            if (next == null) {
                break;
            }
            demand--;
            subscriber.onNext(next);
        }
        if (complete && queue.isEmpty() && !terminated) {
            terminated = true;
            subscriber.onComplete();
        }
    }

    private void discard() {
        queue.forEach(ByteBuf::release);
        queue.clear();
    }
}
