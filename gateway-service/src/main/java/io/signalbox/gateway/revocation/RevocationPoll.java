package io.signalbox.gateway.revocation;

import io.signalbox.contracts.credential.CredentialEvent;
import io.signalbox.gateway.inbox.LatestState;
import io.signalbox.gateway.owners.CredentialCalls;
import io.signalbox.gateway.owners.CredentialCalls.Ended;
import io.signalbox.gateway.owners.CredentialCalls.EndedPage;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the credential service for ends of keys, and waits with it until there are some: so a key ends within moments
 * also while Kafka is away. An end is in force and on disk before the cursor moves.
 */
final class RevocationPoll implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(RevocationPoll.class);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(CredentialCalls.REVOCATIONS_WAIT_SECONDS + 15);
    private static final long STOP_MILLIS_MAX = 1_000;

    private final CredentialCalls credentials;
    private final LatestState state;
    private final Path cursorFile;
    private final long retryMillis;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicLong failures = new AtomicLong();
    private final Thread thread;

    RevocationPoll(CredentialCalls credentials, LatestState state, RevocationProperties properties) {
        this.credentials = credentials;
        this.state = state;
        this.cursorFile = properties.cursorFile();
        this.retryMillis = properties.retry().toMillis();
        this.thread = Thread.ofPlatform().name("gateway-revocations").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    long failures() {
        return failures.get();
    }

    /** The edge where any failure becomes "ask again a little later". */
    private void run() {
        String cursor = read();
        boolean failed = false;
        while (stopped.getCount() > 0) {
            try {
                cursor = next(cursor);
                failed = false;
            } catch (RuntimeException e) {
                if (!failed) {
                    LOG.info("ends of keys arrive by Kafka alone for now: {}", e.toString());
                }
                failed = true;
                failures.incrementAndGet();
                pause();
            }
        }
    }

    private String next(@Nullable String cursor) {
        EndedPage page = credentials.revocations(cursor).block(ANSWER_MAX);
        if (page == null) {
            throw new IllegalStateException("no answer");
        }
        List<CredentialEvent> ends =
                page.items().stream().flatMap(RevocationPoll::end).toList();
        if (!ends.isEmpty()) {
            state.ended(ends);
        }
        if (!page.cursor().equals(cursor)) {
            write(page.cursor());
        }
        return page.cursor();
    }

    private static Stream<CredentialEvent> end(Ended ended) {
        return switch (ended.kind()) {
            case ACCESS_KEY ->
                Optional.ofNullable(ended.secretHash()).stream()
                        .map(hash ->
                                new CredentialEvent.AccessKeyRevoked(ended.tenant(), ended.id(), hash, ended.at()));
            case CREDENTIAL -> Stream.of(new CredentialEvent.CredentialRevoked(ended.tenant(), ended.id(), ended.at()));
        };
    }

    private @Nullable String read() {
        try {
            return Files.exists(cursorFile) ? Files.readString(cursorFile).strip() : null;
        } catch (IOException e) {
            LOG.warn("the cursor of revocations cannot be read; all are asked for: {}", e.toString());
            return null;
        }
    }

    private void write(String cursor) {
        try {
            Files.createDirectories(cursorFile.toAbsolutePath().getParent());
            Path next = cursorFile.resolveSibling(cursorFile.getFileName() + ".next");
            Files.writeString(next, cursor);
            Files.move(next, cursorFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pause() {
        try {
            if (stopped.await(retryMillis, TimeUnit.MILLISECONDS)) {
                LOG.debug("asking for ends of keys is stopping");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("stopped by its latch, not by interrupts", e);
        }
    }

    /** Does not wait for a question that is still open; it dies with the process. */
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
