package io.signalbox.gateway.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/** One call to a provider: brings what happens to its listener, on the request's event loop, one piece at a time. */
public final class UpstreamExchange implements CoreSubscriber<ByteBuf> {
    private final EventLoop loop;
    private final UpstreamListener listener;
    private volatile @Nullable Subscription subscription;
    private volatile long demand = 1;
    private boolean over;

    UpstreamExchange(EventLoop loop, UpstreamListener listener) {
        this.loop = loop;
        this.listener = listener;
    }

    /** Asks for the next piece of the body. */
    public void more() {
        Subscription body = subscription;
        if (body != null && !over) {
            body.request(1);
        }
    }

    /** Asks for all of the body at once, for a listener that limits what it keeps: stopping to read costs more than reading. */
    public void all() {
        demand = Long.MAX_VALUE;
        Subscription body = subscription;
        if (body != null && !over) {
            body.request(demand);
        }
    }

    /** Ends the call; the provider sees its connection closed unless it had already answered whole. */
    public void cancel() {
        over = true;
        Subscription body = subscription;
        if (body != null) {
            body.cancel();
        }
    }

    void connected() {
        onLoop(listener::connected);
    }

    void head(int status, HttpHeaders headers) {
        onLoop(() -> listener.head(status, headers));
    }

    @Override
    public void onSubscribe(Subscription s) {
        subscription = s;
        if (over) {
            s.cancel();
        } else {
            s.request(demand);
        }
    }

    @Override
    public void onNext(ByteBuf bytes) {
        if (loop.inEventLoop()) {
            onLoop(() -> listener.bytes(bytes));
            return;
        }
        bytes.retain();
        loop.execute(() -> {
            onLoop(() -> listener.bytes(bytes));
            bytes.release();
        });
    }

    @Override
    public void onError(Throwable cause) {
        onLoop(() -> {
            over = true;
            listener.broke(cause);
        });
    }

    @Override
    public void onComplete() {
        onLoop(() -> {
            over = true;
            listener.ended();
        });
    }

    private void onLoop(Runnable action) {
        if (!loop.inEventLoop()) {
            loop.execute(() -> onLoop(action));
        } else if (!over) {
            heard(action);
        }
    }

    private void heard(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException fault) {
            cancel();
            listener.faulted(fault);
        }
    }
}
