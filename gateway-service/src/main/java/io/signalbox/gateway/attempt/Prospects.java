package io.signalbox.gateway.attempt;

import io.signalbox.adapter.Failure;
import io.signalbox.gateway.selection.Backoff;
import io.signalbox.gateway.selection.Candidate;
import io.signalbox.gateway.selection.Candidates;
import io.signalbox.gateway.selection.Candidates.Choice;
import io.signalbox.gateway.selection.FailureRemedy;
import io.signalbox.gateway.selection.Reasons;
import io.signalbox.gateway.selection.Routed;
import io.signalbox.gateway.selection.RoutedRequest;
import io.signalbox.gateway.selection.TargetOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom one request may still ask, what its attempts have taught about its targets, and what to tell if nobody is left. */
final class Prospects {
    private final AttemptEnvironment environment;
    private final Candidates candidates;
    private @Nullable Failure telling;
    private @Nullable String failed;

    Prospects(AttemptEnvironment environment, Exchange exchange) {
        this.environment = environment;
        this.candidates = new Candidates(
                order(environment, exchange),
                environment.health(),
                environment.clock(),
                environment.now(),
                exchange.plan().attemptsMax());
    }

    private static List<Routed> order(AttemptEnvironment environment, Exchange exchange) {
        RoutedRequest request = new RoutedRequest(exchange.key(), exchange.headers(), exchange.request());
        return new TargetOrder(request, environment.health(), environment.random(), Reasons.NONE)
                .of(exchange.plan().root());
    }

    Choice choose(long now) {
        return candidates.choose(now);
    }

    /** Another target that could be asked now as well; null when there is none. */
    @Nullable
    Candidate beside(AttemptRecord record, long now) {
        return candidates.beside(record.candidate(), now);
    }

    /** In one line, why this target is called now. */
    String routing(Candidate candidate) {
        return candidates.why(candidate, failed);
    }

    boolean isEmpty() {
        return candidates.isEmpty();
    }

    /** The failure the caller is told of: the first that the caller can do something about, else the last. */
    Failure telling() {
        return telling != null ? telling : Unanswered.untried(candidates.skippedFor(), environment.clock());
    }

    /** A target was not called, for a reason that will not change during this request. */
    void cannot(Candidate candidate, Failure failure) {
        released(candidate);
        remember(failure);
        candidates.exclude(candidate);
    }

    /** A target was chosen and not called after all. */
    void released(Candidate candidate) {
        environment.health().released(candidate.permit());
    }

    /** A call ended without saying anything about its target. */
    void released(AttemptRecord record) {
        environment.health().released(record.permit());
    }

    /** A call has begun to give its caller a stream. */
    void began(AttemptRecord record) {
        environment.health().began(record.permit());
    }

    void answered(AttemptRecord record) {
        long elapsed = record.elapsed(environment.now());
        Long first = record.firstTokenNanos();
        environment.health().answered(record.permit(), first, elapsed);
        environment.reserves().firstTokens().add(record.target(), first == null ? elapsed : first);
    }

    /**
     * A call failed; where its target stands from now on: out, or at the end of the queue. A retry is only taken from the
     * budget where there will be one, which {@code attemptsLeft} tells.
     */
    void failed(AttemptRecord record, Failure failure, long totalDueAt, boolean attemptsLeft) {
        tell(record, failure);
        remember(failure);
        failed = record.target().address() + " " + failure.kind();
        Candidate candidate = record.candidate();
        long now = environment.now();
        if (FailureRemedy.of(failure.kind()).otherKey() && candidates.hasOtherKey(candidate)) {
            return;
        }
        long wait = Backoff.nanos(candidate.failures() + 1, failure.retryAfter(), environment.random());
        boolean inTime = wait >= 0 && now + wait - totalDueAt < 0;
        boolean again = attemptsLeft
                && inTime
                && FailureRemedy.of(failure.kind()).again()
                && (candidates.hasOther(candidate)
                        || environment.reserves().retries().withdraw());
        if (again) {
            candidates.postpone(candidate, now, wait);
        } else {
            candidates.exclude(candidate);
        }
    }

    /** A call failed after its caller had heard of it; whether there is a target to go on, where that may be. */
    boolean broken(AttemptRecord record, Failure failure, long totalDueAt, boolean mayGoOn) {
        if (mayGoOn) {
            failed(record, failure, totalDueAt, true);
        } else {
            tell(record, failure);
        }
        return mayGoOn && !isEmpty();
    }

    /** Holds a failure against whom it concerns. */
    void tell(AttemptRecord record, Failure failure) {
        environment.health().failed(record.permit(), failure, record.firstTokenNanos() != null);
    }

    private void remember(Failure failure) {
        if (telling == null || !Unanswered.isCallersMatter(telling.kind())) {
            telling = failure;
        }
    }
}
