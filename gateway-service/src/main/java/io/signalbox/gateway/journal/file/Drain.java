package io.signalbox.gateway.journal.file;

import io.signalbox.gateway.journal.frame.AttemptKey;
import io.signalbox.gateway.journal.frame.Frame;
import io.signalbox.gateway.journal.frame.ToldAnew;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the ends of attempts to Kafka and remembers how far Kafka has them: each when it stands, which is when its
 * request's reply is out or another attempt follows (the picture is at {@link Frame}). So the order is the order in which
 * they came to stand, not in which they were written; nobody relies on either. While Kafka is away it waits; what was not
 * acknowledged is still in the files and is read again, so its memory never exceeds the records in flight and those held.
 */
final class Drain implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final long IDLE_MILLIS = 5;
    private static final long BACKOFF_MILLIS = 1_000;
    private static final long STOP_MILLIS_MAX = 10_000;

    private final SegmentLog log;
    private final Supplier<RecordSink> sinks;
    private final int inFlightMax;
    private final OnTheWay onTheWay;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicLong failures = new AtomicLong();
    private final Thread thread;
    private volatile @Nullable Instant oldestUnacknowledged;
    private boolean failing;
    private @Nullable RecordSink sink;
    private @Nullable SegmentReader reader;

    Drain(SegmentLog log, Supplier<RecordSink> sinks, int inFlightMax) {
        this.log = log;
        this.sinks = sinks;
        this.inFlightMax = inFlightMax;
        this.onTheWay = new OnTheWay(inFlightMax);
        this.thread = new Thread(this::run, "journal-drain");
    }

    void start() {
        thread.start();
    }

    /** When the oldest end that stands and Kafka does not have was written; null when Kafka has all. */
    @Nullable
    Instant oldestUnacknowledged() {
        return oldestUnacknowledged;
    }

    /** How often sending failed and was begun anew. */
    long failures() {
        return failures.get();
    }

    /** The edge where a failure of any kind becomes "wait, then once more from the last acknowledged position". */
    private void run() {
        while (running()) {
            try {
                boolean moved = fill();
                moved |= settle();
                if (!moved) {
                    rest();
                }
            } catch (IOException | RuntimeException | ExecutionException | Error e) {
                failures.incrementAndGet();
                failing = true;
                LOG.warn("journal drain failed, trying again from {}: {}", log.acknowledged(), e.toString());
                startOver();
                pause(BACKOFF_MILLIS);
            }
        }
        finish();
    }

    /** Reads on and sends while there is room in flight; whether anything was read. */
    private boolean fill() throws IOException, ExecutionException {
        boolean moved = false;
        while (hasRoom()) {
            SegmentReader from = reader();
            Position at = from.at();
            Frame frame = from.next();
            if (frame == null) {
                if (!next(from)) {
                    break;
                }
                continue;
            }
            moved = true;
            take(frame, at, from.at());
        }
        return moved;
    }

    private boolean hasRoom() throws ExecutionException {
        if (onTheWay.sent() >= inFlightMax) {
            onTheWay.join();
        }
        return onTheWay.sent() < inFlightMax;
    }

    private void take(Frame frame, Position from, Position after) throws IOException {
        switch (frame.type()) {
            case OPENED -> {
                AttemptKey held = onTheWay.heldFor(frame.key().requestId());
                if (held != null && held.attempt() < frame.key().attempt()) {
                    stands(held, Frame.Type.OPENED);
                }
                onTheWay.passed(after);
            }
            case CLOSED -> {
                supersede(frame.key());
                onTheWay.held(from, after, frame);
            }
            case FINAL -> {
                supersede(frame.key());
                onTheWay.sent(after, frame, sink().send(frame));
            }
            case DELIVERED, ABANDONED -> {
                if (frame.key().equals(onTheWay.heldFor(frame.key().requestId()))) {
                    stands(frame.key(), frame.type());
                }
                onTheWay.passed(after);
            }
        }
    }

    /** An end that was held can be sent, for that reason. */
    private void stands(AttemptKey key, Frame.Type because) throws IOException {
        OnTheWay.HeldEnd held = onTheWay.take(key.requestId());
        if (held != null) {
            Frame end = held.frame(log);
            held.sent(sink().send(because == Frame.Type.ABANDONED ? ToldAnew.cancelled(end) : end));
        }
    }

    /** Another end of the same request: the same one written again, or that of another attempt. */
    private void supersede(AttemptKey by) throws IOException {
        AttemptKey key = onTheWay.heldFor(by.requestId());
        if (key != null && !key.equals(by)) {
            stands(key, Frame.Type.OPENED);
            return;
        }
        OnTheWay.HeldEnd held = onTheWay.take(by.requestId());
        if (held != null) {
            held.superseded();
        }
    }

    private SegmentReader reader() {
        SegmentReader current = reader;
        if (current == null) {
            Position from = log.acknowledged();
            Segment segment = log.segments().from(from.segment());
            if (segment == null) {
                throw new IllegalStateException("there is always a segment being written");
            }
            long offset = segment.number() == from.segment() ? Math.min(from.offset(), segment.end()) : 0;
            current = new SegmentReader(segment, offset);
            reader = current;
        }
        return current;
    }

    /** Goes on to the next segment when there is one; only then is this one written to its end. */
    private boolean next(SegmentReader done) throws IOException {
        Segment next = log.segments().from(done.segment().number() + 1);
        if (next == null) {
            return false;
        }
        if (!done.atEnd()) {
            throw new IOException("journal segment %d cannot be read on from %d, and it is finished"
                    .formatted(done.segment().number(), done.position()));
        }
        reader = new SegmentReader(next, 0);
        onTheWay.passed(new Position(next.number(), 0));
        return true;
    }

    private RecordSink sink() {
        RecordSink open = sink;
        if (open == null) {
            open = sinks.get();
            sink = open;
        }
        return open;
    }

    /** Takes off what Kafka has, waiting a little for the first; whether anything was taken off. */
    private boolean settle() throws IOException, ExecutionException {
        OnTheWay.Reached reached = onTheWay.settle(IDLE_MILLIS);
        oldestUnacknowledged = onTheWay.oldestSent();
        if (reached == null) {
            return carriedForward();
        }
        failing = failing && reached.ends() == 0;
        log.acknowledge(reached.position(), reached.ends());
        return true;
    }

    /** One caller who does not read must not keep the position, and with it all that is written meanwhile. */
    private boolean carriedForward() throws IOException {
        OnTheWay.HeldEnd held = onTheWay.takeInTheWay(inFlightMax);
        if (held == null) {
            return false;
        }
        boolean carried = log.carryForward(held.frame(log));
        if (carried) {
            held.superseded();
        } else {
            onTheWay.putBack(held);
        }
        return carried;
    }

    /** Nothing to read: sees to it that there is, and to what happened behind an end that is held. */
    private void rest() throws IOException, ExecutionException {
        log.writeMarks();
        onTheWay.join();
        oldestUnacknowledged = onTheWay.oldestSent();
        pause(IDLE_MILLIS);
    }

    private void startOver() {
        onTheWay.clear();
        reader = null;
        RecordSink failed = sink;
        sink = null;
        if (failed != null) {
            failed.close();
        }
    }

    /**
     * What was written until now is sent if it stands, unless there is nobody to take it; what does not arrive is sent
     * again by the next run.
     */
    private void finish() {
        try {
            log.writeMarks();
            while (!failing && fill()) {
                settle();
            }
            RecordSink open = sink;
            if (open != null) {
                open.close();
            }
            settle();
        } catch (IOException | RuntimeException | ExecutionException e) {
            LOG.info("journal drain stopped with records in flight: {}", e.toString());
            startOver();
        }
    }

    private boolean running() {
        return stopped.getCount() > 0;
    }

    /** Returns early when the drain is stopped. */
    private void pause(long millis) {
        try {
            if (stopped.await(millis, TimeUnit.MILLISECONDS)) {
                LOG.debug("journal drain is stopping");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("the drain is stopped by its latch, not by interrupts", e);
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join(STOP_MILLIS_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
