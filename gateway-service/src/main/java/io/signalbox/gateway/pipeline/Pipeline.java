package io.signalbox.gateway.pipeline;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.adapter.Operation;
import io.signalbox.gateway.admission.Authenticate;
import io.signalbox.gateway.admission.GatewayRefusal;
import io.signalbox.gateway.admission.Identification.Identified;
import io.signalbox.gateway.admission.Identification.Refused;
import io.signalbox.gateway.admission.Identification.Unheard;
import io.signalbox.gateway.attempt.AttemptEnvironment;
import io.signalbox.gateway.attempt.AttemptLoop;
import io.signalbox.gateway.attempt.Exchange;
import io.signalbox.gateway.attempt.Reply;
import io.signalbox.gateway.batches.BatchCalls;
import io.signalbox.gateway.cache.AnswerCache;
import io.signalbox.gateway.conversation.CallerRequest;
import io.signalbox.gateway.dialect.responses.ResponseIds;
import io.signalbox.gateway.dialect.responses.ResponsesRequest;
import io.signalbox.gateway.journal.Journal;
import io.signalbox.gateway.limits.CallerLimits;
import io.signalbox.gateway.limits.Limits;
import io.signalbox.gateway.limits.Taking;
import io.signalbox.gateway.limits.Taking.Outcome;
import io.signalbox.gateway.shedding.InFlight;
import io.signalbox.gateway.shedding.Priority;
import io.signalbox.gateway.snapshot.AccessKey;
import io.signalbox.gateway.snapshot.Resolution;
import io.signalbox.gateway.snapshot.RoutePlan;
import io.signalbox.gateway.snapshot.Snapshot;
import io.signalbox.gateway.snapshot.SnapshotHolder;
import io.signalbox.kit.identity.IdSource;
import java.time.Instant;
import java.util.Locale;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The whole path of a request of {@code /v1}, from top to bottom: identify the caller, read the body, resolve the model,
 * admit, and then let the {@link AttemptLoop} find an answer. Nothing here blocks, logs or leaves the event loop of the
 * caller's connection, save the look-up of a key that nobody here has heard of.
 */
public final class Pipeline {
    private static final byte[] NOTHING = new byte[0];

    private final SnapshotHolder snapshots;
    private final Authenticate authenticate;
    private final Limits limits;
    private final AttemptEnvironment environment;
    private final IdSource ids;
    private final int bodyMax;
    private final BodyRoom room;
    private final InFlight inFlight;
    private final Responses responses;
    private final AnswerCache answers;
    private final BatchCalls batches;

    public Pipeline(
            SnapshotHolder snapshots,
            Authenticate authenticate,
            Limits limits,
            AttemptEnvironment environment,
            IdSource ids,
            BodyLimits bodies,
            InFlight inFlight,
            ResponseIds responseIds,
            AnswerCache answers,
            BatchCalls batches) {
        this.snapshots = snapshots;
        this.authenticate = authenticate;
        this.limits = limits;
        this.environment = environment;
        this.ids = ids;
        this.bodyMax = bodies.each();
        this.room = new BodyRoom(bodies.together());
        this.inFlight = inFlight;
        this.responses = new Responses(responseIds);
        this.answers = answers;
        this.batches = batches;
    }

    /**
     * How large request bodies may be, in bytes.
     *
     * @param each a single one
     * @param together all that are being served
     */
    public record BodyLimits(int each, long together) {}

    /** Serves one call; the only failures that come out of it are the connection's own. */
    public Mono<Void> serve(Call call) {
        call.begin(ids.next());
        return Mono.defer(() -> answer(call))
                .onErrorResume(fault -> Mono.just(refusal(call, fault)))
                .flatMap(call::send)
                .doFinally(end -> {
                    room.giveBack(call.bodyBytes());
                    call.ended(end);
                    call.trace().end(call.status());
                });
    }

    private Reply refusal(Call call, Throwable fault) {
        call.trace().refused(fault);
        return ErrorReplies.of(fault, call.errors(), environment.metrics());
    }

    private Mono<Reply> answer(Call call) {
        Endpoint endpoint = Endpoint.of(call.method(), call.path());
        Snapshot snapshot = snapshots.current();
        return switch (authenticate.identify(call.headers(), snapshot)) {
            case Identified caller -> answer(call, endpoint, caller.key(), snapshot);
            case Refused refused -> throw refused.refusal().refused();
            case Unheard unheard ->
                authenticate
                        .lookUp(unheard)
                        .publishOn(Schedulers.fromExecutor(call.loop()))
                        .flatMap(told -> switch (told) {
                            case Identified caller -> answer(call, endpoint, caller.key(), snapshots.current());
                            case Refused refused -> Mono.error(refused.refusal().refused());
                            case Unheard still -> Mono.error(GatewayRefusal.KEY_NOT_VERIFIABLE.refused());
                        });
        };
    }

    /** Usually all a request needs is at hand; otherwise it waits, and not for long. */
    private Mono<Reply> answer(Call call, Endpoint endpoint, AccessKey key, Snapshot snapshot) {
        call.enter(inFlight, Priority.of(key, call.headers()));
        CallerLimits allowed = limits.of(snapshot.allowances(key.tenant()), key.caller());
        Taking taking = allowed.request();
        call.limited(allowed, taking);
        if (taking.outcome() == null) {
            return Mono.<Outcome>create(sink -> taking.whenOver(sink::success))
                    .publishOn(Schedulers.fromExecutor(call.loop()))
                    .flatMap(how -> admitted(call, endpoint, key, snapshot));
        }
        return admitted(call, endpoint, key, snapshot);
    }

    private Mono<Reply> admitted(Call call, Endpoint endpoint, AccessKey key, Snapshot snapshot) {
        call.checkLimits();
        return switch (endpoint) {
            case Endpoint.ListModels list ->
                Mono.just(Replies.json(CallerDialects.models(call.dialect(), snapshot.models(key))));
            case Endpoint.OneModel one ->
                Mono.just(Replies.json(CallerDialects.model(call.dialect(), Replies.offer(snapshot, key, one.id()))));
            case Endpoint.Ask ask -> ask(call, ask, key, snapshot);
            case Endpoint.Kept kept -> kept(call, kept, key, snapshot);
            case Endpoint.Passed passed -> call.pass(batches, key).then(Mono.empty());
        };
    }

    private Mono<Reply> ask(Call call, Endpoint.Ask asked, AccessKey key, Snapshot snapshot) {
        begin(call, asked.operation(), key);
        return call.body(bodyMax(asked.operation(), call.headers()), room).flatMap(body -> {
            Instant at = environment.clock().instant();
            CallerRequest request = asked.operation() == Operation.RESPONSES
                    ? responses.request(call, key, body, at)
                    : CallerDialects.request(asked, call.headers(), body, at);
            Resolution resolution = snapshot.resolve(key, request.modelAsked(), asked.operation());
            RoutePlan plan = request instanceof ResponsesRequest response
                    ? responses.plan(response, resolution, key, snapshot)
                    : Resolved.plan(resolution, request.modelAsked());
            AnswerCache.Caller caller = new AnswerCache.Caller(key.tenant(), call.headers(), body, call.loop());
            return answers.answer(caller, request, plan, () -> attempt(call, key, request, plan));
        });
    }

    private Mono<Reply> kept(Call call, Endpoint.Kept asked, AccessKey key, Snapshot snapshot) {
        begin(call, Operation.KEPT_RESPONSE, key);
        return call.body(bodyMax, room).defaultIfEmpty(NOTHING).flatMap(ignored -> {
            Responses.Asked kept = responses.kept(call, asked, key, snapshot);
            return attempt(call, key, kept.request(), kept.plan());
        });
    }

    private void begin(Call call, Operation operation, AccessKey key) {
        call.follow(environment.tracing().begin(call.headers(), operation, call.requestId(), key.tenant()));
        if (environment.journal().admits(key.tenant()) != Journal.Admission.OPEN) {
            throw GatewayRefusal.NOT_RECORDABLE.refused();
        }
    }

    private Mono<Reply> attempt(Call call, AccessKey key, CallerRequest request, RoutePlan plan) {
        call.trace().resolved(request, plan.routeName());
        Exchange exchange = new Exchange(
                call.requestId(),
                key,
                call.headers(),
                request,
                plan,
                request.errors(call.errors()),
                call.loop(),
                environment.now(),
                call.trace(),
                call.limits());
        call.follow(environment.journal(), environment.limits().callerIdle());
        return Mono.create(sink -> new AttemptLoop(environment, exchange, sink).start());
    }

    /** The most this body may have; refuses one that is announced larger, or as something else than what is read. */
    private int bodyMax(Operation operation, HttpHeaders headers) {
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE, "nothing");
        String media = type.toLowerCase(Locale.ROOT);
        if (operation == Operation.TRANSCRIPTIONS) {
            if (!media.startsWith("multipart/form-data")) {
                throw GatewayRefusal.BODY_NOT_A_FORM.refused(type);
            }
        } else if (!media.startsWith("application/json") && !media.startsWith("application/vnd.api+json")) {
            throw GatewayRefusal.BODY_NOT_JSON.refused(type);
        }
        String announced = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        if (announced != null && announced.length() > String.valueOf(bodyMax).length()) {
            throw GatewayRefusal.BODY_TOO_LARGE.refused(bodyMax);
        }
        return bodyMax;
    }
}
