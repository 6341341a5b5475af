package io.signalbox.gateway.attempt;

import io.netty.buffer.ByteBuf;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.Operation;
import io.signalbox.adapter.Usage;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.gateway.attempt.AttemptRecord.Beginning;
import io.signalbox.gateway.conversation.CallerRequest;
import io.signalbox.gateway.conversation.CallerRequest.Translated;
import io.signalbox.gateway.conversation.OperationFit;
import io.signalbox.gateway.conversation.ReadyTarget;
import io.signalbox.gateway.conversation.Translation;
import io.signalbox.gateway.conversation.WholeAnswer;
import io.signalbox.gateway.cost.CostTally;
import io.signalbox.gateway.grants.GrantedSecret;
import io.signalbox.gateway.health.Permit;
import io.signalbox.gateway.intake.Received;
import io.signalbox.gateway.journal.AttemptOpening;
import io.signalbox.gateway.journal.Journal.OpenAttempt;
import io.signalbox.gateway.journal.JournalFullException;
import io.signalbox.gateway.limits.Taking;
import io.signalbox.gateway.limits.TokenBound;
import io.signalbox.gateway.metering.AttemptMeters;
import io.signalbox.gateway.portions.Portion;
import io.signalbox.gateway.portions.Portions;
import io.signalbox.gateway.recovery.Recovery;
import io.signalbox.gateway.selection.Candidate;
import io.signalbox.gateway.snapshot.AccessKey;
import io.signalbox.gateway.snapshot.Target;
import io.signalbox.gateway.tracing.AttemptTrace;
import io.signalbox.gateway.upstream.UpstreamRequest;
import io.signalbox.gateway.upstream.UpstreamRequest.KeyHeader;
import io.signalbox.gateway.waiting.Patience;
import io.signalbox.kit.problem.RefusedException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes one request's attempts: what they need beforehand, their record, and its end. */
final class AttemptFactory {
    /** What ends because we stop waiting; the provider may go on and bill it. */
    private static final Set<FailureKind> OUR_IMPATIENCE = EnumSet.of(
            FailureKind.FIRST_TOKEN_TIMEOUT,
            FailureKind.IDLE_TIMEOUT,
            FailureKind.TOTAL_TIMEOUT,
            FailureKind.CALLER_GONE,
            FailureKind.OUTRUN);

    /** Whether a target can be called. */
    sealed interface Prepared {
        /** It can. */
        record Ready(ReadyTarget target, Portion portion, Translation translation, Permit permit, Taking taking)
                implements Prepared {}

        /** Not known yet: a share of what is allowed is being asked for. */
        record Waiting(Ready ready) implements Prepared {}

        /** It cannot, for a reason known without calling it; nothing is recorded, because nothing happened. */
        record Impossible(Failure failure) implements Prepared {}

        /** The request itself is wrong, which shows only now that it has to be read whole. */
        record Refused(RefusedException refused) implements Prepared {}
    }

    private final AttemptEnvironment environment;
    private final Exchange exchange;
    private final Recovery recovery;
    private final CostTally cost;
    private final Portions portions;
    private int attempts;
    private AttemptTrace trace = AttemptTrace.NONE;

    AttemptFactory(AttemptEnvironment environment, Exchange exchange, Recovery recovery) {
        this.environment = environment;
        this.exchange = exchange;
        this.recovery = recovery;
        this.cost = new CostTally(exchange.request(), exchange.headers());
        this.portions = new Portions(exchange.request(), environment.limits().answerMax());
    }

    int attempts() {
        return attempts;
    }

    /** Those that did not bring the request further. */
    int futile() {
        return attempts - portions.calls();
    }

    Prepared prepare(Permit permit) {
        Target target = permit.target();
        Target.Call call = target.call();
        if (call == null) {
            return impossible(FailureKind.INTERNAL, "the target cannot be called");
        }
        Operation operation = exchange.request().operationAt(call);
        String unfit = OperationFit.against(target, call, operation);
        if (unfit != null) {
            return impossible(FailureKind.UNSUPPORTED, unfit);
        }
        Failure begun = portions.against(target);
        if (begun != null) {
            return new Prepared.Impossible(begun);
        }
        if (!target.keys().isEmpty() && permit.key() == null) {
            return impossible(
                    FailureKind.CREDENTIAL_UNAVAILABLE,
                    "No key of '" + target.configurationName() + "' is at hand that its provider has not refused.");
        }
        ReadyTarget ready = environment.targets().of(target, call, operation);
        try {
            return prepare(permit, ready);
        } catch (RefusedException refused) {
            return new Prepared.Refused(refused);
        }
    }

    private Prepared prepare(Permit permit, ReadyTarget ready) {
        Portion portion = portions.next(ready);
        TokenBound bound = exchange.limits().bound(portion.request(), ready);
        return switch (portion.checked(recovery.forTarget(portion.request(), bound.target()))) {
            case Translated.Possible possible ->
                allowed(new Prepared.Ready(
                        bound.target(),
                        portion,
                        possible.translation(),
                        permit,
                        exchange.limits().attempt(bound)));
            case Translated.Unsupported unsupported -> unsupported(permit.target(), unsupported.what());
        };
    }

    /** What the limits say by now. */
    private Prepared allowed(Prepared.Ready ready) {
        return switch (ready.taking().outcome()) {
            case null -> new Prepared.Waiting(ready);
            case Taking.Outcome.Taken taken -> ready;
            case Taking.Outcome.Refused refused -> new Prepared.Impossible(Unanswered.limited(refused.shortage()));
        };
    }

    /** Tells on the request's loop what the limits say once they have; what nobody wants any more goes back. */
    void whenAllowed(Prepared.Ready ready, BooleanSupplier over, Consumer<Prepared> told) {
        ready.taking()
                .whenOver(how -> exchange.loop().execute(() -> {
                    if (over.getAsBoolean()) {
                        ready.taking().giveBack();
                        told.accept(impossible(FailureKind.CALLER_GONE, "nobody waits for it"));
                    } else {
                        told.accept(allowed(ready));
                    }
                }));
    }

    private static Prepared unsupported(Target target, List<String> what) {
        return impossible(
                FailureKind.UNSUPPORTED,
                "'" + target.address() + "' cannot do what was asked for: " + String.join(", ", what) + ".");
    }

    private static Prepared impossible(FailureKind kind, String message) {
        return new Prepared.Impossible(Failure.of(kind, message));
    }

    /** Records that an attempt begins. */
    AttemptRun open(Prepared.Ready ready, Candidate candidate, String routing, AttemptOwner owner) {
        attempts++;
        trace = exchange.trace()
                .attempt(ready.target(), attempts, exchange.request().streamed());
        Instant openedAt = environment.clock().instant();
        long now = environment.now();
        AttemptRecord record = new AttemptRecord(
                new Beginning(recorded(ready, routing, openedAt), candidate, ready.portion(), trace), openedAt, now);
        record.took(ready.taking());
        if (attempts == 1) {
            environment.metrics().overhead(now - exchange.receivedNanos());
        }
        Patience patience =
                new Patience(exchange.plan().deadlines(), exchange.request().streamed(), ready.permit(), now);
        return new AttemptRun(
                environment,
                exchange,
                cost.told(ready.translation(), record::rate),
                new AttemptRun.Start(owner, record, patience));
    }

    private OpenAttempt recorded(Prepared.Ready ready, String routing, Instant openedAt) {
        try {
            return environment.journal().open(opening(ready, routing, openedAt));
        } catch (JournalFullException full) {
            ready.taking().giveBack();
            throw full;
        }
    }

    UpstreamRequest request(Prepared.Ready ready) {
        Target.Call call = ready.target().call();
        GrantedSecret secret = ready.permit().secret();
        boolean streamed = exchange.request().streamed();
        return new UpstreamRequest(
                ready.translation().method(),
                ready.translation().uri(ready.target().uri(streamed)),
                ready.translation().headers(),
                secret == null ? null : new KeyHeader(call.authHeader(), call.authPrefix(), secret.secret()),
                streamed,
                exchange.requestId(),
                attempts,
                trace.traceParentForProvider(),
                ready.translation().body());
    }

    private AttemptOpening opening(Prepared.Ready ready, String routing, Instant openedAt) {
        Target target = ready.permit().target();
        Target.Key providerKey = ready.permit().key();
        AccessKey key = exchange.key();
        CallerRequest request = ready.portion().request();
        return new AttemptOpening(
                key.tenant(),
                exchange.requestId(),
                attempts,
                key.projectId(),
                key.user(),
                key.id(),
                key.tags(),
                request.operation().wire(),
                request.dialect().wire(),
                request.streamed(),
                exchange.plan().routeName(),
                request.modelAsked(),
                target.configurationId(),
                target.providerType(),
                providerKey == null ? null : providerKey.credentialId(),
                target.model(),
                request.estimate(0).meters(),
                openedAt,
                trace.traceParent(),
                routing);
    }

    /** Records the end of an attempt whose answer, if any, was a stream or is not whole. */
    AttemptMeters close(AttemptRun run, Outcome outcome, @Nullable FailureKind failure, boolean last) {
        run.record().model(run.received().model());
        AttemptMeters used = used(failure, run);
        end(run.record(), new AttemptRecord.End(outcome, failure, last, used));
        return used;
    }

    /** What an attempt used whose stream broke after its caller had been told of it. */
    AttemptMeters usedOfBroken(FailureKind failure, AttemptRun run) {
        AttemptMeters used = used(failure, run);
        cost.broken(run.record().rate(used));
        return used;
    }

    /** Records the end of an attempt with a complete answer; what the caller gets, null while more is to be asked for. */
    @Nullable
    ByteBuf closeWhole(AttemptRecord record, WholeAnswer answer, Received received) {
        AttemptMeters used = answer.usage() == null
                ? record.portion().request().estimate(received.length())
                : AttemptMeters.reported(answer.usage());
        ByteBuf whole = portions.answered(record.portion(), record.target(), received.toCaller(answer));
        end(record, new AttemptRecord.End(Outcome.SUCCEEDED, null, whole != null, used));
        return whole;
    }

    private void end(AttemptRecord record, AttemptRecord.End end) {
        record.close(end, environment.now());
        environment.metrics().attempt(end.outcome(), end.failure());
    }

    /**
     * What the provider reported; else an estimate where something was probably used: content arrived, a success had
     * begun (whatever became of it), or we did not wait for it. An attempt the provider turned down used nothing.
     */
    AttemptMeters used(@Nullable FailureKind failure, AttemptRun run) {
        Usage reported = run.received().usage();
        if (reported != null) {
            return AttemptMeters.reported(reported);
        }
        long characters = run.received().contentCharacters();
        boolean impatient = failure != null
                && OUR_IMPATIENCE.contains(failure)
                && run.record().isSent()
                && !run.record().turnedDown();
        return characters > 0 || impatient || run.record().succeeding() || failure == null
                ? run.record().portion().request().estimate(characters)
                : AttemptMeters.none();
    }
}
