package io.signalbox.gateway.journal.file;

import io.signalbox.gateway.journal.frame.AttemptKey;
import io.signalbox.gateway.journal.frame.Frame;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What was read of the journal and cannot be passed yet, in its order: ends that are sent and not acknowledged, and ends
 * held until their request's reply is out. An end that is held keeps the position where it is, and nothing else: what
 * lies behind it is sent, and what is acknowledged there takes no room. Belongs to the drain's thread.
 */
final class OnTheWay {
    static final CompletableFuture<?> NOTHING = CompletableFuture.completedFuture(null);

    /** How far the position may go, and how many ends are acknowledged by that. */
    record Reached(Position position, int ends) {}

    /** A piece of the journal that is passed at once: at most one end, and what lies behind it and needs nothing. */
    static final class Stretch {
        private final Instant at;
        private Position after;
        private @Nullable CompletableFuture<?> sent;
        private int ends;
        private int behind;

        private Stretch(Position after, Instant at) {
            this.after = after;
            this.at = at;
        }

        void sent(CompletableFuture<?> to, int count) {
            sent = to;
            ends = count;
        }

        private boolean isDone() throws ExecutionException {
            return sent != null && sent.isDone() && awaited(sent, 0);
        }
    }

    /** An end that waits until its request's reply is out, and then for Kafka. */
    static final class HeldEnd {
        private final AttemptKey key;
        private final Position from;
        private final @Nullable Frame frame;
        private final Stretch stretch;

        /** Without the frame it is read again when it is needed. */
        HeldEnd(AttemptKey key, Position from, @Nullable Frame frame, Stretch stretch) {
            this.key = key;
            this.from = from;
            this.frame = frame;
            this.stretch = stretch;
        }

        AttemptKey key() {
            return key;
        }

        UUID requestId() {
            return key.requestId();
        }

        Frame frame(SegmentLog log) throws IOException {
            return frame != null ? frame : log.read(from);
        }

        boolean isAt(Stretch place) {
            return stretch == place;
        }

        /** It waits no longer for its reply. */
        void sent(CompletableFuture<?> sent) {
            stretch.sent(sent, 1);
        }

        /** The same end stands further on, and waits there. */
        void superseded() {
            stretch.sent(NOTHING, 0);
        }
    }

    private final Map<UUID, HeldEnd> held = new HashMap<>();
    private final int framesMax;
    private ArrayDeque<Stretch> stretches = new ArrayDeque<>();
    private int behind;
    private @Nullable Instant oldestSent;

    /** {@code framesMax} held ends are kept in memory; of those beyond only the place. */
    OnTheWay(int framesMax) {
        this.framesMax = framesMax;
    }

    /** Ends sent and not known to be acknowledged. */
    int sent() {
        return stretches.size() - held.size();
    }

    /** When the oldest of them was written; null when there is none. */
    @Nullable
    Instant oldestSent() {
        return oldestSent;
    }

    /** What was read up to here needs nothing. */
    void passed(Position after) {
        Stretch last = stretches.peekLast();
        if (last != null) {
            last.after = after;
        } else {
            add(after, Instant.EPOCH).sent(NOTHING, 0);
        }
    }

    void sent(Position after, Frame end, CompletableFuture<?> sent) {
        add(after, end.at()).sent(sent, 1);
    }

    void held(Position from, Position after, Frame end) {
        Stretch stretch = add(after, end.at());
        putBack(new HeldEnd(end.key(), from, held.size() < framesMax ? end : null, stretch));
    }

    void putBack(HeldEnd end) {
        held.put(end.requestId(), end);
    }

    private Stretch add(Position after, Instant at) {
        Stretch stretch = new Stretch(after, at);
        stretches.add(stretch);
        return stretch;
    }

    /** Which attempt's end is held for a request; null when none is. */
    @Nullable
    AttemptKey heldFor(UUID requestId) {
        HeldEnd end = held.get(requestId);
        return end == null ? null : end.key();
    }

    /** Takes the end that is held for a request. */
    @Nullable
    HeldEnd take(UUID requestId) {
        return held.remove(requestId);
    }

    /** Takes the end at the very front, when it is held and so many behind it are acknowledged that it is in the way. */
    @Nullable
    HeldEnd takeInTheWay(int acknowledgedMax) {
        Stretch first = stretches.peek();
        if (first == null || first.sent != null || behind < acknowledgedMax) {
            return null;
        }
        HeldEnd end = held.values().stream()
                .filter(each -> each.isAt(first))
                .findFirst()
                .orElseThrow();
        return take(end.requestId());
    }

    /** Takes off what is done at the front, waiting a little for the first that is sent; null when that is nothing. */
    @Nullable
    Reached settle(long millis) throws ExecutionException {
        Stretch first = stretches.peek();
        if (first == null || first.sent == null) {
            return null;
        }
        oldestSent = first.at;
        if (!awaited(first.sent, millis)) {
            return null;
        }
        Position reached = first.after;
        int ends = 0;
        for (Stretch head = first; head != null && head.isDone(); head = stretches.peek()) {
            stretches.remove();
            reached = head.after;
            ends += head.ends + head.behind;
            behind = Math.max(0, behind - head.behind);
        }
        Stretch waiting = stretches.peek();
        oldestSent = waiting == null || waiting.sent == null ? null : waiting.at;
        return new Reached(reached, ends);
    }

    /** Joins what is acknowledged to what lies before it and is not; fails when something sent has failed. */
    void join() throws ExecutionException {
        ArrayDeque<Stretch> joined = new ArrayDeque<>();
        behind = 0;
        oldestSent = null;
        for (Stretch each : stretches) {
            Stretch last = joined.peekLast();
            boolean done = each.isDone();
            if (last != null && done) {
                last.after = each.after;
                last.behind += each.ends + each.behind;
                behind += each.ends + each.behind;
                continue;
            }
            joined.add(each);
            behind += each.behind;
            oldestSent = oldestSent == null && each.sent != null && !done ? each.at : oldestSent;
        }
        stretches = joined;
    }

    void clear() {
        stretches.clear();
        held.clear();
        behind = 0;
        oldestSent = null;
    }

    private static boolean awaited(CompletableFuture<?> sent, long millis) throws ExecutionException {
        try {
            sent.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException("the drain is stopped by its latch, not by interrupts", e);
        }
    }
}
