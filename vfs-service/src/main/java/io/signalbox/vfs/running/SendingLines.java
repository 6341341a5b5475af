package io.signalbox.vfs.running;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.security.ActingAs;
import io.signalbox.vfs.VfsProperties;
import io.signalbox.vfs.progress.BatchOverview;
import io.signalbox.vfs.running.BatchLines.Line;
import io.signalbox.vfs.running.LineCalls.Asked;
import io.signalbox.vfs.running.LineCalls.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sends some lines of a batch, so many at a time. As soon as one is told to wait, no further one is begun: the batch
 * spreads itself under the limits of its key. A line counts as done when its result is stored; one that was being
 * answered when the process died is sent again.
 */
@Component
final class SendingLines {
    /** Lines of one round for each that is sent at a time. */
    private static final int ROUND = 2;

    private final BatchLines lines;
    private final LineCalls calls;
    private final VfsProperties limits;

    SendingLines(BatchLines lines, LineCalls calls, VfsProperties limits) {
        this.lines = lines;
        this.calls = calls;
        this.limits = limits;
    }

    /**
     * What a round came to.
     *
     * @param more whether lines were left to send
     * @param pause how long no line is to be sent; null when the next may be at once
     */
    record Round(boolean more, @Nullable Duration pause) {}

    Round round(TenantId tenant, BatchOverview batch) {
        int atOnce = limits.batch().linesAtOnce();
        List<Line> waiting = lines.waiting(tenant, batch.id(), atOnce * ROUND);
        if (waiting.isEmpty()) {
            return new Round(false, null);
        }
        AtomicReference<@Nullable Duration> wait = new AtomicReference<>();
        ActingAs key = new ActingAs(tenant, batch.accessKeyId());
        List<Callable<Optional<Void>>> work = waiting.stream()
                .<Callable<Optional<Void>>>map(line -> () -> {
                    if (wait.get() == null) {
                        send(tenant, new Asked(batch.id(), key, batch.endpoint(), line), wait);
                    }
                    return Optional.empty();
                })
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(
                atOnce, Thread.ofVirtual().name("batch-line-", 0).factory())) {
            for (Future<Optional<Void>> done : threads.invokeAll(work)) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the service stops; the batch goes on when it is back", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a line could not be sent", e.getCause());
        }
        return new Round(true, wait.get());
    }

    private void send(TenantId tenant, Asked asked, AtomicReference<@Nullable Duration> wait)
            throws InterruptedException {
        switch (calls.send(asked)) {
            case Outcome.Done done ->
                lines.answered(tenant, asked.batch(), asked.line().number(), done.good(), done.result());
            case Outcome.Later later -> wait.accumulateAndGet(later.pause(), SendingLines::longer);
        }
    }

    private static Duration longer(@Nullable Duration one, Duration other) {
        return one != null && one.compareTo(other) > 0 ? one : other;
    }
}
