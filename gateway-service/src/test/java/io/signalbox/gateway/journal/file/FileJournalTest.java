package io.signalbox.gateway.journal.file;

import static io.signalbox.gateway.journal.file.AttemptExamples.ACME;
import static io.signalbox.gateway.journal.file.AttemptExamples.opening;
import static io.signalbox.gateway.journal.file.AttemptExamples.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.signalbox.gateway.journal.Journal;
import io.signalbox.gateway.journal.JournalFullException;
import io.signalbox.gateway.journal.file.JournalProperties.Sync;
import io.signalbox.gateway.journal.frame.AttemptKey;
import io.signalbox.gateway.journal.frame.Frame;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class FileJournalTest {
    @TempDir
    Path directory;

    @Test
    void what_is_closed_is_read_again_whole() throws IOException {
        try (FileJournal journal = journal()) {
            UUID request = UUID.randomUUID();
            journal.open(opening(request)).close(succeeded());

            List<Frame> frames = frames(journal.log());
            assertThat(frames).extracting(Frame::type).containsExactly(Frame.Type.OPENED, Frame.Type.CLOSED);
            assertThat(frames).extracting(Frame::key).containsOnly(new AttemptKey(request, 1));
            assertThat(frames.get(1).at()).isEqualTo(succeeded().closedAt());
            assertThat(text(frames.get(0))).contains("\"INTERRUPTED\"", "\"GATEWAY_LOST\"", "\"estimated\":true");
            assertThat(text(frames.get(1))).contains("\"SUCCEEDED\"", "\"output_tokens\":\"100\"");
        }
    }

    @Test
    void an_attempt_is_closed_once() throws IOException {
        try (FileJournal journal = journal()) {
            Journal.OpenAttempt attempt = journal.open(opening(UUID.randomUUID()));
            attempt.close(succeeded());
            attempt.close(AttemptExamples.refusedConnection());

            assertThat(frames(journal.log())).hasSize(2);
            assertThat(journal.log().openAttempts()).isZero();
        }
    }

    @Test
    void an_attempt_nobody_closed_is_interrupted_at_the_next_start_and_only_once() throws IOException {
        UUID lost = UUID.randomUUID();
        try (FileJournal journal = journal()) {
            closeAndDeliver(journal, UUID.randomUUID());
            journal.open(opening(lost));
        }
        try (FileJournal journal = journal()) {
            assertThat(journal.log().interrupted()).isEqualTo(1);
        }
        try (FileJournal journal = journal()) {
            assertThat(journal.log().interrupted()).isZero();
            assertThat(frames(journal.log()))
                    .filteredOn(frame -> frame.type() == Frame.Type.FINAL
                            && frame.key().requestId().equals(lost))
                    .singleElement()
                    .satisfies(frame -> assertThat(text(frame)).contains("GATEWAY_LOST", "\"input_tokens\":\"12\""));
        }
    }

    @Test
    void a_torn_last_frame_is_cut_off_and_counted() throws IOException {
        UUID whole = UUID.randomUUID();
        try (FileJournal journal = journal()) {
            journal.open(opening(whole)).close(succeeded());
            journal.delivered(whole);
            journal.open(opening(UUID.randomUUID())).close(succeeded());
        }
        Path segment = segments().getFirst();
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.setLength(file.length() - 3);
        }
        try (FileJournal journal = journal()) {
            assertThat(journal.log().torn()).isEqualTo(1);
            assertThat(journal.log().interrupted()).isEqualTo(1);
            assertThat(frames(journal.log()))
                    .filteredOn(frame -> frame.type() == Frame.Type.CLOSED || frame.type() == Frame.Type.FINAL)
                    .hasSize(2)
                    .satisfiesExactly(
                            frame -> assertThat(text(frame)).contains("SUCCEEDED"),
                            frame -> assertThat(text(frame)).contains("INTERRUPTED"));
        }
    }

    @Test
    void a_lost_host_may_tear_a_segment_that_is_not_the_last_and_the_rest_is_read() throws IOException {
        JournalProperties small = properties(DataSize.ofKilobytes(4), DataSize.ofMegabytes(1));
        UUID last = UUID.randomUUID();
        try (FileJournal journal = FileJournal.open(small, tenant -> false)) {
            while (journal.log().segments().written().segment() < 4) {
                closeAndDeliver(journal, UUID.randomUUID());
            }
            closeAndDeliver(journal, last);
        }
        try (RandomAccessFile file = new RandomAccessFile(segments().get(1).toFile(), "rw")) {
            file.setLength(file.length() - 3);
        }
        CollectingSink kafka = new CollectingSink();
        try (FileJournal journal = FileJournal.open(small, tenant -> false);
                Drain drain = new Drain(journal.log(), () -> kafka, 100)) {
            assertThat(journal.log().torn()).isEqualTo(1);
            drain.start();
            await().until(() -> journal.log().unacknowledged() == 0);
            assertThat(drain.failures()).isZero();
            assertThat(kafka.received)
                    .extracting(frame -> frame.key().requestId())
                    .contains(last);
        }
    }

    private static void closeAndDeliver(FileJournal journal, UUID request) {
        journal.open(opening(request)).close(succeeded());
        journal.delivered(request);
    }

    @Test
    void a_full_segment_is_left_to_the_next_sync_which_forces_it_and_what_follows() throws IOException {
        JournalProperties small = new JournalProperties(
                directory, DataSize.ofKilobytes(4), DataSize.ofMegabytes(1), Sync.GROUP, Duration.ofMillis(10), 100);
        try (FileJournal journal = FileJournal.open(small, tenant -> false)) {
            Segments segments = journal.log().segments();
            Position before = segments.synced();
            while (segments.written().segment() < 4) {
                journal.open(opening(UUID.randomUUID())).close(succeeded());
            }
            assertThat(segments.synced()).isEqualTo(before);

            journal.log().sync();

            assertThat(segments.synced()).isEqualTo(segments.written());
        }
    }

    @Test
    void a_full_journal_refuses_all_and_before_that_those_with_a_hard_budget() throws IOException {
        JournalProperties small = properties(DataSize.ofKilobytes(64), DataSize.ofKilobytes(256));
        try (FileJournal journal = FileJournal.open(small, tenant -> true)) {
            while (journal.admits(ACME) == Journal.Admission.OPEN) {
                journal.open(opening(UUID.randomUUID())).close(succeeded());
            }
            assertThat(journal.admits(ACME)).isEqualTo(Journal.Admission.NEARLY_FULL);
            Journal.OpenAttempt late = journal.open(opening(UUID.randomUUID()));
            while (journal.admits(ACME) != Journal.Admission.FULL) {
                journal.open(opening(UUID.randomUUID())).close(succeeded());
            }
            assertThatThrownBy(() -> journal.open(opening(UUID.randomUUID()))).isInstanceOf(JournalFullException.class);
            late.close(succeeded());
            assertThat(frames(journal.log()).getLast().type()).isEqualTo(Frame.Type.CLOSED);
        }
    }

    @Test
    void one_directory_belongs_to_one_gateway() throws IOException {
        try (FileJournal journal = journal()) {
            assertThat(journal.admits(ACME)).isEqualTo(Journal.Admission.OPEN);
            assertThatThrownBy(this::journal).isInstanceOf(IOException.class).hasMessageContaining("another running");
        }
    }

    @Test
    void an_interrupted_thread_still_writes() throws IOException {
        try (FileJournal journal = journal()) {
            Thread.currentThread().interrupt();
            journal.open(opening(UUID.randomUUID())).close(succeeded());

            assertThat(Thread.interrupted()).isTrue();
            assertThat(frames(journal.log())).hasSize(2);
        }
    }

    private FileJournal journal() throws IOException {
        return FileJournal.open(properties(DataSize.ofMegabytes(1), DataSize.ofMegabytes(16)), tenant -> false);
    }

    private JournalProperties properties(DataSize segment, DataSize max) {
        return new JournalProperties(directory, segment, max, Sync.AWAIT, Duration.ofMillis(10), 100);
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".journal"))
                    .sorted()
                    .toList();
        }
    }

    static String text(Frame frame) {
        return new String(frame.body(), StandardCharsets.UTF_8);
    }

    static List<Frame> frames(SegmentLog log) throws IOException {
        List<Frame> frames = new ArrayList<>();
        for (Segment segment = log.segments().from(0);
                segment != null;
                segment = log.segments().from(segment.number() + 1)) {
            SegmentReader reader = new SegmentReader(segment, 0);
            for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
                frames.add(frame);
            }
        }
        return frames;
    }
}
