package io.signalbox.gateway.journal.file;

import static io.signalbox.gateway.journal.file.AttemptExamples.opening;
import static io.signalbox.gateway.journal.file.AttemptExamples.refusedConnection;
import static io.signalbox.gateway.journal.file.AttemptExamples.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.signalbox.contracts.usage.Outcome;
import io.signalbox.contracts.usage.UsageRecordEvent.UsageRecorded;
import io.signalbox.gateway.journal.AttemptClosing;
import io.signalbox.gateway.journal.Journal.OpenAttempt;
import io.signalbox.gateway.journal.file.JournalProperties.Sync;
import io.signalbox.gateway.journal.frame.AttemptKey;
import io.signalbox.gateway.journal.frame.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;

/** Requests of every kind at once, over several lives of the gateway: each attempt is told once, and truly. */
class InterleavingsTest {
    private static final int LIVES = 4;
    private static final int STEPS = 400;
    private static final int IN_FLIGHT_MAX = 8;

    /** One request as its gateway knows it while it lives. */
    private static final class Request {
        final UUID id = UUID.randomUUID();
        int attempt;

        @Nullable
        OpenAttempt open;

        @Nullable
        AttemptClosing last;
    }

    /** How an attempt must be told. */
    private record Told(Outcome outcome, boolean estimated) {}

    private final CollectingSink kafka = new CollectingSink();
    private final Map<AttemptKey, Told> expected = new HashMap<>();
    private final List<Request> living = new ArrayList<>();
    private final Set<Request> unwritten = new HashSet<>();

    @TempDir
    Path directory;

    static Stream<Long> seeds() {
        return Stream.concat(new Random().longs(5).boxed(), Stream.of(1L, 2L, 3L));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_attempt_is_told_once_and_as_its_caller_saw_it(long seed) throws IOException {
        Random random = new Random(seed);
        for (int life = 0; life < LIVES; life++) {
            live(random, life);
        }
        try (FileJournal journal = journal(LIVES);
                Drain drain = drain(journal)) {
            await().until(() -> journal.log().unacknowledged() == 0);
            assertThat(drain.failures()).isZero();
        }
        Map<AttemptKey, Set<Told>> told = new HashMap<>();
        for (Frame end : kafka.received) {
            UsageRecorded record = DeliveryTest.record(end);
            told.computeIfAbsent(end.key(), key -> new HashSet<>()).add(new Told(record.outcome(), record.estimated()));
        }
        assertThat(told.keySet()).isEqualTo(expected.keySet());
        assertThat(told).allSatisfy((key, ways) -> assertThat(ways).containsExactly(expected.get(key)));
    }

    /** With the drain at first, then without it, so that it is known what a kill finds written. */
    private void live(Random random, int life) throws IOException {
        try (FileJournal journal = journal(life)) {
            try (Drain drain = drain(journal)) {
                for (int step = 0; step < STEPS; step++) {
                    step(journal, random);
                }
                assertThat(drain.failures()).isZero();
            }
            unwritten.clear();
            for (int step = random.nextInt(STEPS); step >= 0; step--) {
                step(journal, random);
            }
            kill(life);
        }
    }

    private void step(FileJournal journal, Random random) {
        if (living.size() < 5 || random.nextInt(4) == 0) {
            Request begun = new Request();
            living.add(begun);
            open(journal, begun);
            return;
        }
        Request one = living.get(random.nextInt(living.size()));
        AttemptClosing last = one.last;
        if (one.open != null) {
            close(one, random.nextBoolean() ? succeeded() : refusedConnection());
        } else if (last != null && last.outcome() == Outcome.FAILED && random.nextBoolean()) {
            open(journal, one);
        } else {
            finish(journal, one, random.nextInt(3) == 0);
        }
    }

    private void open(FileJournal journal, Request request) {
        request.attempt++;
        request.open = journal.open(opening(request.id, request.attempt));
        request.last = null;
        unwritten.clear();
        expect(request, new Told(Outcome.INTERRUPTED, true));
    }

    private void close(Request request, AttemptClosing closing) {
        OpenAttempt open = request.open;
        if (open != null) {
            open.close(closing);
        }
        request.open = null;
        request.last = closing;
        unwritten.clear();
        expect(request, new Told(closing.outcome(), false));
    }

    private void finish(FileJournal journal, Request request, boolean abandoned) {
        if (abandoned) {
            journal.abandoned(request.id);
            expect(request, new Told(Outcome.CANCELLED, false));
        } else {
            journal.delivered(request.id);
        }
        unwritten.add(request);
        living.remove(request);
    }

    private void expect(Request request, Told told) {
        expected.put(new AttemptKey(request.id, request.attempt), told);
    }

    /** The files as they are become those of the next life; marks that no frame took along are lost. */
    private void kill(int life) throws IOException {
        unwritten.addAll(living);
        for (Request request : unwritten) {
            expect(request, new Told(Outcome.INTERRUPTED, request.open != null));
        }
        unwritten.clear();
        living.clear();
        Path next = Files.createDirectory(directory.resolve("life-" + (life + 1)));
        try (Stream<Path> files = Files.list(directory.resolve("life-" + life))) {
            for (Path file : files.toList()) {
                Files.copy(file, next.resolve(file.getFileName()));
            }
        }
    }

    private FileJournal journal(int life) throws IOException {
        return FileJournal.open(
                new JournalProperties(
                        directory.resolve("life-" + life),
                        DataSize.ofKilobytes(16),
                        DataSize.ofMegabytes(64),
                        Sync.GROUP,
                        Duration.ofMillis(10),
                        IN_FLIGHT_MAX),
                tenant -> false);
    }

    private Drain drain(FileJournal journal) {
        Drain drain = new Drain(journal.log(), () -> kafka, IN_FLIGHT_MAX);
        drain.start();
        return drain;
    }
}
