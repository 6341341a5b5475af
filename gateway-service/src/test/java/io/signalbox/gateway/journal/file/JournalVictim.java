package io.signalbox.gateway.journal.file;

import io.signalbox.gateway.journal.Journal;
import io.signalbox.gateway.journal.file.JournalProperties.Sync;
import io.signalbox.gateway.journal.frame.Frame;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.util.unit.DataSize;

/** A program to be killed: writes attempts as fast as it can and says what was written, after it was. */
final class JournalVictim {
    private static final int OPEN_MAX = 20;

    private JournalVictim() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        FileJournal journal = FileJournal.open(properties(directory), tenant -> false);
        new Drain(journal.log(), () -> new FileSink(directory.resolve("delivered")), 50).start();
        ArrayDeque<Runnable> open = new ArrayDeque<>();
        while (true) {
            UUID request = UUID.randomUUID();
            Journal.OpenAttempt attempt = journal.open(AttemptExamples.opening(request));
            out.println("opened " + request);
            open.add(() -> {
                attempt.close(AttemptExamples.succeeded());
                out.println("closed " + request);
                journal.delivered(request);
            });
            if (open.size() > OPEN_MAX) {
                open.remove().run();
            }
        }
    }

    static JournalProperties properties(Path directory) {
        return new JournalProperties(
                directory.resolve("journal"),
                DataSize.ofKilobytes(128),
                DataSize.ofMegabytes(256),
                Sync.GROUP,
                Duration.ofMillis(10),
                50);
    }

    /** A Kafka that is a file of lines: request, then body. */
    record FileSink(Path file) implements RecordSink {
        @Override
        public CompletableFuture<?> send(Frame closed) {
            try {
                Files.writeString(
                        file,
                        closed.key().requestId() + " " + new String(closed.body(), StandardCharsets.UTF_8) + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
                return CompletableFuture.completedFuture(null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }
}
