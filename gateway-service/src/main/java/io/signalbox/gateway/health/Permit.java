package io.signalbox.gateway.health;

import io.signalbox.gateway.grants.GrantedSecret;
import io.signalbox.gateway.snapshot.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leave to call a target once, with one of its keys. What becomes of the call is told with it, once: only so is known
 * which calls began before a target went out or came back, and say nothing of it as it is now.
 */
public final class Permit {
    /** No time but the route's own. */
    private static final long UNLIMITED = Long.MAX_VALUE;

    private final Target target;
    private final Target.@Nullable Key key;
    private final @Nullable GrantedSecret secret;
    private List<Cooling> trials = List.of();
    private @Nullable Probe probe;
    private long generation;

    /**
     * A call that finds out whether a target that is out works again.
     *
     * @param streamNanos how long it is waited for until a stream says something
     * @param wholeNanos the same for a whole answer
     * @param holdsBack whether a stream is kept from its caller until it has shown that it goes on
     */
    public record Probe(long streamNanos, long wholeNanos, boolean holdsBack) {
        /** One whose caller has nowhere else to go: it is waited for like any other call. */
        static final Probe LAST_RESORT = new Probe(UNLIMITED, UNLIMITED, false);
    }

    Permit(Target target, Target.@Nullable Key key, @Nullable GrantedSecret secret) {
        this.target = target;
        this.key = key;
        this.secret = secret;
    }

    public Target target() {
        return target;
    }

    /** Which key to call with; null when the target has none, or none is at hand. */
    public Target.@Nullable Key key() {
        return key;
    }

    /** What to send; null exactly when there is no key. */
    public @Nullable GrantedSecret secret() {
        return secret;
    }

    /** Whether it is to be found out with this call that the target works again. */
    public boolean isProbe() {
        return probe != null;
    }

    /** The longest this call is waited for until it says something, in nanoseconds. */
    public long patienceNanos(boolean streamed) {
        Probe asked = probe;
        return asked == null ? UNLIMITED : streamed ? asked.streamNanos() : asked.wholeNanos();
    }

    /** Whether its content is kept back until it has gone on for as long as it is waited for, or is complete. */
    public boolean holdsBack() {
        return probe != null && probe.holdsBack();
    }

    void inGeneration(long number) {
        generation = number;
    }

    void probes(Probe asked) {
        probe = asked;
    }

    long generation() {
        return generation;
    }

    /** The limits that are tried out with this call. */
    List<Cooling> trials() {
        return trials;
    }

    void tries(List<Cooling> limits) {
        trials = limits;
    }
}
