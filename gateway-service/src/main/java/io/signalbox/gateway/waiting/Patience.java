package io.signalbox.gateway.waiting;

import io.signalbox.contracts.catalog.Deadlines;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.gateway.health.Permit;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long one attempt is waited for, phase by phase. A whole answer gets longer to its first byte than a stream: by
 * then all its tokens have been made. A probe is waited for no longer than its permit says.
 */
public final class Patience {
    private static final int WHOLE_ANSWER_FACTOR = 5;

    private final Deadlines deadlines;
    private final boolean streamed;
    private final long most;
    private boolean holdsBack;
    private boolean holding;
    private long heldSince;
    private FailureKind kind = FailureKind.CONNECT_TIMEOUT;
    private long dueAt;
    private boolean suspended;

    /** From now on, which is before there is a connection; {@code permit} says how long a probe is waited for. */
    public Patience(Deadlines deadlines, boolean streamed, Permit permit, long now) {
        this.deadlines = deadlines;
        this.streamed = streamed;
        this.most = permit.patienceNanos(streamed);
        this.holdsBack = permit.holdsBack();
        this.dueAt = now + Math.min(most, TimeUnit.MILLISECONDS.toNanos(deadlines.connectMillis()));
    }

    /** There is a connection, and the request is on its way. */
    public void connected(long now) {
        kind = FailureKind.FIRST_TOKEN_TIMEOUT;
        long usual = TimeUnit.MILLISECONDS.toNanos(deadlines.firstTokenMillis() * (streamed ? 1 : WHOLE_ANSWER_FACTOR));
        dueAt = now + Math.min(most, usual);
    }

    /** Something of the answer's content arrived. */
    public void progress(long now) {
        kind = FailureKind.IDLE_TIMEOUT;
        long usual = TimeUnit.MILLISECONDS.toNanos(deadlines.betweenTokensMillis());
        dueAt = now + (holdsBack ? Math.min(most, usual) : usual);
    }

    /**
     * Whether content that arrives now is still kept from the caller: that of a probe of a target that broke off before,
     * until it has gone on for as long as its first content is waited for.
     */
    public boolean holdsBack(long now) {
        if (holdsBack && !holding) {
            holding = true;
            heldSince = now;
        }
        holdsBack = holdsBack && now - heldSince < most;
        return holdsBack;
    }

    /** While the caller does not read, the provider cannot be blamed for silence. */
    public void suspend() {
        suspended = true;
    }

    /** The caller reads again. */
    public void resume(long now) {
        if (suspended) {
            suspended = false;
            progress(now);
        }
    }

    /** When there is next something to look at. */
    public long dueAt() {
        return suspended ? Long.MAX_VALUE : dueAt;
    }

    /** What is overdue; null while there is time. */
    @Nullable
    public FailureKind overdue(long now) {
        return !suspended && now - dueAt >= 0 ? kind : null;
    }
}
