package io.signalbox.gateway.pipeline;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.util.AsciiString;
import io.signalbox.gateway.admission.GatewayRefusal;
import io.signalbox.gateway.attempt.Reply;
import io.signalbox.gateway.batches.BatchCalls;
import io.signalbox.gateway.conversation.CallerDialect;
import io.signalbox.gateway.conversation.CallerErrors;
import io.signalbox.gateway.dialect.Telling;
import io.signalbox.gateway.journal.Journal;
import io.signalbox.gateway.limits.CallerLimits;
import io.signalbox.gateway.limits.Shortage;
import io.signalbox.gateway.limits.Taking;
import io.signalbox.gateway.shedding.InFlight;
import io.signalbox.gateway.shedding.Priority;
import io.signalbox.gateway.snapshot.AccessKey;
import io.signalbox.gateway.tracing.RequestTrace;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** One call of an application, as HTTP sees it. */
public final class Call {
    private static final AsciiString REQUEST_ID = AsciiString.cached("x-request-id");
    /** Where Anthropic's SDKs look for it. */
    private static final AsciiString ANTHROPIC_REQUEST_ID = AsciiString.cached("request-id");

    private static final UUID NONE = new UUID(0, 0);

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Channel channel;
    private @Nullable Delivery delivery;
    private @Nullable InFlight entered;
    private long bodyBytes;
    private final CallerDialect dialect;
    private UUID requestId = NONE;
    private RequestTrace trace = RequestTrace.NONE;
    private CallerLimits limits = CallerLimits.NONE;
    private Taking taking = Taking.NOTHING;
    private int status;

    public Call(HttpServerRequest request, HttpServerResponse response) {
        this.request = request;
        this.response = response;
        Channel[] found = new Channel[1];
        response.withConnection(connection -> found[0] = connection.channel());
        this.channel = found[0];
        this.dialect = Endpoint.dialect(request.path(), request.requestHeaders());
    }

    void begin(UUID id) {
        requestId = id;
        String text = id.toString();
        response.header(REQUEST_ID, text);
        switch (dialect) {
            case OPENAI -> {}
            case ANTHROPIC -> response.header(ANTHROPIC_REQUEST_ID, text);
        }
    }

    /** What it is answered in. */
    CallerDialect dialect() {
        return dialect;
    }

    CallerErrors errors() {
        return CallerDialects.errors(dialect, requestId);
    }

    UUID requestId() {
        return requestId;
    }

    CallerLimits limits() {
        return limits;
    }

    void follow(RequestTrace by) {
        trace = by;
    }

    RequestTrace trace() {
        return trace;
    }

    /** Of the reply that was begun; 0 before. */
    int status() {
        return status;
    }

    EventLoop loop() {
        return channel.eventLoop();
    }

    HttpMethod method() {
        return request.method();
    }

    String path() {
        return request.path();
    }

    /** With its question mark; empty when there is none. */
    String query() {
        int from = request.uri().indexOf('?');
        return from < 0 ? "" : request.uri().substring(from);
    }

    HttpHeaders headers() {
        return request.requestHeaders();
    }

    Mono<byte[]> body(int max, BodyRoom room) {
        int announced = request.requestHeaders().getInt(HttpHeaderNames.CONTENT_LENGTH, 0);
        return request.receive()
                .collect(() -> new RequestBody(max, announced), (body, piece) -> {
                    int more = piece.readableBytes();
                    room.take(more);
                    bodyBytes += more;
                    body.append(piece);
                })
                .map(RequestBody::content);
    }

    /** How much of the body has come in. */
    long bodyBytes() {
        return bodyBytes;
    }

    /** Refuses it when too much else that matters as much is being served. */
    void enter(InFlight inFlight, Priority priority) {
        if (!inFlight.enter(priority)) {
            throw GatewayRefusal.OVERLOADED.refused(priority.name().toLowerCase(Locale.ROOT));
        }
        entered = inFlight;
    }

    /** What holds for its caller, and what it took of it. */
    void limited(CallerLimits by, Taking took) {
        limits = by;
        taking = took;
    }

    /** Refuses what its limits do not let through, and says when they do. */
    void checkLimits() {
        if (taking.outcome() instanceof Taking.Outcome.Refused refused) {
            Shortage shortage = refused.shortage();
            if (shortage.reason() == Shortage.Reason.LIMIT_REACHED) {
                Duration wait = Duration.ofNanos(shortage.waitNanos());
                response.header(HttpHeaderNames.RETRY_AFTER, Long.toString(Telling.seconds(wait)));
            }
            String limit = shortage.allowance().told();
            throw switch (shortage.reason()) {
                case LIMIT_REACHED, TOO_LARGE -> GatewayRefusal.RATE_LIMITED.refused(limit);
                case UNVERIFIABLE -> GatewayRefusal.LIMIT_NOT_VERIFIABLE.refused(limit);
                case NOT_READY -> GatewayRefusal.LIMIT_NOT_READY.refused(limit);
            };
        }
    }

    /** Tells the journal whether the reply arrives; one that may come from a target is of interest to it. */
    void follow(Journal journal, Duration callerIdle) {
        Delivery followed = new Delivery(journal, requestId, channel, callerIdle);
        delivery = followed;
        LastWrite.await(channel, followed);
    }

    /** The call is over as far as we are concerned. */
    void ended(SignalType how) {
        taking.over();
        if (entered != null) {
            entered.leave();
            entered = null;
        }
        if (delivery == null) {
            return;
        }
        if (how == SignalType.ON_COMPLETE) {
            delivery.waitForCaller();
        } else {
            delivery.brokenOff();
        }
    }

    Mono<Void> send(Reply reply) {
        RateHeaders.set(response.responseHeaders(), limits, dialect);
        return switch (reply) {
            case Reply.Whole whole -> {
                status = whole.status();
                response.status(status).headers(response.responseHeaders().add(whole.headers()));
                response.header(
                        HttpHeaderNames.CONTENT_LENGTH,
                        Integer.toString(whole.body().readableBytes()));
                yield response.sendObject(whole.body()).then();
            }
            case Reply.Streamed streamed -> {
                status = 200;
                response.status(status).headers(response.responseHeaders().add(streamed.headers()));
                Delivery followed = delivery;
                if (followed != null) {
                    streamed.body().whenComplete(followed::waitForCaller);
                }
                yield response.send(streamed.body().doOnError(this::breakOff), piece -> true)
                        .then();
            }
        };
    }

    /** Lets another service answer, in both directions as it comes. */
    Mono<Void> pass(BatchCalls calls, AccessKey key) {
        RateHeaders.set(response.responseHeaders(), limits, dialect);
        return calls.pass(request, response, key, code -> status = code);
    }

    /** Left to the server, each connection that has to break off would be an error in its log. */
    private void breakOff(Throwable why) {
        ChannelFuture unused = channel.close();
    }
}
