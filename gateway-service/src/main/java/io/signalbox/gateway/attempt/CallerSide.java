package io.signalbox.gateway.attempt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.util.AsciiString;
import io.signalbox.adapter.Failure;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.gateway.conversation.CallerErrors.ErrorReply;
import io.signalbox.gateway.intake.StreamIntake;
import io.signalbox.gateway.snapshot.Target;
import io.signalbox.kit.problem.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

/**
 * What the caller of one request has been sent so far. Headers wait for the first content, so that they can say which
 * target answered; a streaming caller that would wait too long gets them without, and comments until there is content.
 */
final class CallerSide {
    /** How long a provider may take to close an answer that is already whole, before its connection is given up. */
    static final long DRAIN_MAX = TimeUnit.SECONDS.toNanos(1);

    /** Values are made printable here; checking them once more, letter by letter, would find nothing. */
    private static final HttpHeadersFactory HEADERS =
            DefaultHttpHeadersFactory.headersFactory().withValidation(false);

    private static final AsciiString TARGET = AsciiString.cached("x-signalbox-target");
    private static final AsciiString ATTEMPTS = AsciiString.cached("x-signalbox-attempts");
    private static final AsciiString ROUTE = AsciiString.cached("x-signalbox-route");
    private static final AsciiString SHOULD_RETRY = AsciiString.cached("x-should-retry");
    private static final AsciiString BUFFERING = AsciiString.cached("x-accel-buffering");
    private static final byte[] COMMENT = ": keep-alive\n\n".getBytes(StandardCharsets.US_ASCII);

    private final AttemptLoop loop;
    private final AttemptEnvironment environment;
    private final Exchange exchange;
    private final MonoSink<Reply> sink;
    private final ReplyStream stream;
    private final boolean streamed;
    private final long heldUntil;
    private @Nullable String bytesType;
    private boolean opened;
    private long lastSentAt;
    private long lastRoomAt;
    private @Nullable AttemptRun draining;

    CallerSide(AttemptLoop loop, AttemptEnvironment environment, Exchange exchange, MonoSink<Reply> sink) {
        this.environment = environment;
        this.exchange = exchange;
        this.loop = loop;
        this.sink = sink;
        this.stream = new ReplyStream(exchange.loop(), loop);
        this.streamed = exchange.request().streamed();
        long now = environment.now();
        this.heldUntil = now + environment.limits().headersHeld().toNanos();
        sink.onCancel(() -> onLoop(loop::gone));
    }

    private void onLoop(Runnable action) {
        if (exchange.loop().inEventLoop()) {
            action.run();
        } else {
            exchange.loop().execute(action);
        }
    }

    /** {@code contentType} null for JSON. */
    void whole(Target target, ByteBuf body, @Nullable String contentType) {
        HttpHeaders headers = headers(target);
        headers.set(
                HttpHeaderNames.CONTENT_TYPE, contentType == null ? HttpHeaderValues.APPLICATION_JSON : contentType);
        sink.success(new Reply.Whole(200, headers, body));
    }

    /** From now on this target answers, with what begins here. */
    void commit(Target target, @Nullable StreamIntake answer) {
        if (!opened) {
            bytesType = answer == null ? null : answer.bytesType();
            open(target);
        }
    }

    void emit(ByteBuf bytes) {
        lastSentAt = environment.now();
        stream.emit(bytes);
    }

    private void comment() {
        lastSentAt = environment.now();
        stream.comment(Unpooled.wrappedBuffer(COMMENT));
    }

    /** The stream is over: whole, or with this failure. */
    void end(@Nullable Failure failure) {
        if (failure != null && bytesType != null) {
            stream.abort(new BrokenOffException("the provider broke off, and bytes have no place to say so"));
            return;
        }
        if (failure != null) {
            stream.spoil();
            stream.emit(Unpooled.wrappedBuffer(exchange.errors().inStream(failure)));
        }
        stream.complete();
    }

    /** No target answered. */
    void fail(Failure failure) {
        if (opened) {
            end(failure);
            return;
        }
        ErrorReply error = exchange.errors().whole(failure);
        HttpHeaders headers = headers(null);
        headers.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
        headers.set(SHOULD_RETRY, Boolean.toString(error.shouldRetry()));
        if (error.retryAfterSeconds() != null) {
            headers.set(HttpHeaderNames.RETRY_AFTER, Long.toString(error.retryAfterSeconds()));
        }
        sink.success(new Reply.Whole(error.status(), headers, Unpooled.wrappedBuffer(error.body())));
    }

    /** The request is wrong, which some targets need not know; a caller whose stream is broken is told of that instead. */
    void refuse(RefusedException refused, @Nullable Failure broken) {
        if (broken != null) {
            fail(broken);
        } else if (opened) {
            end(Failure.of(
                    FailureKind.INVALID_REQUEST, refused.violations().getFirst().detail()));
        } else {
            sink.error(refused);
        }
    }

    /** Whether the caller can take more now. */
    boolean hasRoom() {
        return !opened || stream.hasRoom();
    }

    /** Does what has fallen due on this side. */
    void tick(long now) {
        if (!opened) {
            if (streamed && now - heldUntil >= 0) {
                open(null);
                comment();
            }
        } else if (stream.hasRoom()) {
            lastRoomAt = now;
            boolean silent =
                    now - lastSentAt >= environment.limits().keepAlive().toNanos();
            if (silent && bytesType == null) {
                comment();
            }
        } else if (now - lastRoomAt >= environment.limits().callerIdle().toNanos()) {
            loop.gone();
            stream.abort(new BrokenOffException("the caller has stopped reading"));
        }
    }

    /** When there is something to do here next. */
    long dueAt() {
        if (!opened) {
            return streamed ? heldUntil : Long.MAX_VALUE;
        }
        AttemptLimits limits = environment.limits();
        if (stream.hasRoom() && bytesType != null) {
            return Long.MAX_VALUE;
        }
        return stream.hasRoom()
                ? lastSentAt + limits.keepAlive().toNanos()
                : lastRoomAt + limits.callerIdle().toNanos();
    }

    /** Lets a provider finish closing its answer, so that the connection can be used again. */
    void drain(AttemptRun run) {
        draining = run;
    }

    void stopDraining() {
        if (draining != null) {
            draining.stop();
        }
    }

    private void open(@Nullable Target target) {
        opened = true;
        long now = environment.now();
        lastSentAt = now;
        lastRoomAt = now;
        HttpHeaders headers = headers(target);
        if (bytesType != null) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, bytesType);
        } else {
            headers.set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8");
            headers.set(HttpHeaderNames.CACHE_CONTROL, "no-cache");
        }
        headers.set(BUFFERING, "no");
        sink.success(new Reply.Streamed(headers, stream));
    }

    private HttpHeaders headers(@Nullable Target target) {
        HttpHeaders headers = HEADERS.newHeaders();
        if (target != null) {
            headers.set(TARGET, printable(target.address()));
        }
        if (target != null || !opened) {
            headers.setInt(ATTEMPTS, loop.attempts());
        }
        String route = exchange.plan().routeName();
        if (route != null) {
            headers.set(ROUTE, printable(route));
        }
        return headers;
    }

    /** A header carries visible ASCII; names may be anything. */
    private static String printable(String name) {
        int at = 0;
        while (at < name.length() && isVisible(name.charAt(at))) {
            at++;
        }
        if (at == name.length()) {
            return name;
        }
        StringBuilder text = new StringBuilder(name.length());
        name.chars().forEach(each -> text.append(isVisible((char) each) ? (char) each : '?'));
        return text.toString();
    }

    private static boolean isVisible(char one) {
        return one > ' ' && one < 0x7F;
    }

    /** Ends the connection of a caller that cannot be told anything any more. */
    private static final class BrokenOffException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenOffException(String why) {
            super(why, null, false, false);
        }
    }
}
