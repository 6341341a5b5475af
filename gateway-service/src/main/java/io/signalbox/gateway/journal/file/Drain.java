package io.signalbox.gateway.journal.file;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what is written to Kafka, in order, and remembers how far Kafka has it. While Kafka is away it waits; what was
 * not acknowledged is still in the files and is read again, so its memory never exceeds the records in flight.
 */
final class Drain implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final long IDLE_MILLIS = 5;
    private static final long BACKOFF_MILLIS = 1_000;
    private static final long STOP_MILLIS_MAX = 10_000;

    private record InFlight(Position after, Instant at, CompletableFuture<?> sent, boolean end) {}

    private final SegmentLog log;
    private final Supplier<RecordSink> sinks;
    private final int inFlightMax;
    private final ArrayDeque<InFlight> inFlight = new ArrayDeque<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicLong failures = new AtomicLong();
    private final Thread thread;
    private volatile @Nullable Instant oldestUnacknowledged;
    private @Nullable RecordSink sink;
    private @Nullable SegmentReader reader;

    Drain(SegmentLog log, Supplier<RecordSink> sinks, int inFlightMax) {
        this.log = log;
        this.sinks = sinks;
        this.inFlightMax = inFlightMax;
        this.thread = new Thread(this::run, "journal-drain");
    }

    void start() {
        thread.start();
    }

    /** When the oldest end that Kafka does not have was written; null when Kafka has all. */
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
                    pause(IDLE_MILLIS);
                }
            } catch (IOException | RuntimeException | ExecutionException | Error e) {
                failures.incrementAndGet();
                LOG.warn("journal drain failed, trying again from {}: {}", log.acknowledged(), e.toString());
                startOver();
                pause(BACKOFF_MILLIS);
            }
        }
        finish();
    }

    /** Reads on and sends while there is room in flight; whether anything was read. */
    private boolean fill() throws IOException {
        boolean moved = false;
        while (running() && inFlight.size() < inFlightMax) {
            SegmentReader from = reader();
            Frame frame = from.next();
            if (frame == null) {
                if (!next(from)) {
                    break;
                }
                continue;
            }
            moved = true;
            Position after = new Position(from.segment().number(), from.position());
            boolean end = frame.type() == Frame.Type.CLOSED;
            inFlight.add(new InFlight(
                    after, frame.at(), end ? sink().send(frame) : CompletableFuture.completedFuture(null), end));
        }
        return moved;
    }

    private SegmentReader reader() {
        SegmentReader current = reader;
        if (current == null) {
            Position from = log.acknowledged();
            Segment segment = log.from(from.segment());
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
        Segment next = log.from(done.segment().number() + 1);
        if (next == null) {
            return false;
        }
        if (!done.atEnd()) {
            throw new IOException("journal segment %d cannot be read on from %d, and it is finished"
                    .formatted(done.segment().number(), done.position()));
        }
        reader = new SegmentReader(next, 0);
        inFlight.add(new InFlight(
                new Position(next.number(), 0), Instant.EPOCH, CompletableFuture.completedFuture(null), false));
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
        Position reached = null;
        int ends = 0;
        InFlight first = inFlight.peek();
        if (first != null && !awaited(first)) {
            oldestUnacknowledged = first.at();
            return false;
        }
        for (InFlight head = first; head != null && head.sent().isDone(); head = inFlight.peek()) {
            awaited(head);
            inFlight.remove();
            reached = head.after();
            ends += head.end() ? 1 : 0;
        }
        InFlight waiting = inFlight.peek();
        oldestUnacknowledged = waiting == null ? null : waiting.at();
        if (reached != null) {
            log.acknowledge(reached, ends);
        }
        return reached != null;
    }

    private static boolean awaited(InFlight one) throws ExecutionException {
        try {
            one.sent().get(IDLE_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException("the drain is stopped by its latch, not by interrupts", e);
        }
    }

    private void startOver() {
        inFlight.clear();
        reader = null;
        RecordSink failed = sink;
        sink = null;
        if (failed != null) {
            failed.close();
        }
    }

    /** What is in flight may still arrive; what does not is sent again by the next run. */
    private void finish() {
        RecordSink open = sink;
        if (open != null) {
            open.close();
        }
        try {
            settle();
        } catch (IOException | RuntimeException | ExecutionException e) {
            LOG.info("journal drain stopped with records in flight: {}", e.toString());
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
