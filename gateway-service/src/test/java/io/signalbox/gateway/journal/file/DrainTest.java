package io.signalbox.gateway.journal.file;

import static io.signalbox.gateway.journal.file.AttemptExamples.opening;
import static io.signalbox.gateway.journal.file.AttemptExamples.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.signalbox.gateway.journal.file.JournalProperties.Sync;
import io.signalbox.gateway.journal.frame.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class DrainTest {
    private final CollectingSink kafka = new CollectingSink();

    @TempDir
    Path directory;

    @Test
    void every_end_arrives_once_and_in_order_and_old_files_go() throws IOException {
        try (FileJournal journal = journal();
                Drain drain = drain(journal)) {
            List<UUID> requests = write(journal, 1000);

            await().untilAsserted(
                            () -> assertThat(journal.log().unacknowledged()).isZero());
            assertThat(kafka.received)
                    .extracting(frame -> frame.key().requestId())
                    .containsExactlyElementsOf(requests);
            assertThat(kafka.received).extracting(Frame::type).containsOnly(Frame.Type.CLOSED);
            await().untilAsserted(() -> assertThat(segments()).isEqualTo(1));
            assertThat(drain.oldestUnacknowledged()).isNull();
        }
    }

    @Test
    void while_kafka_is_away_nothing_is_lost_and_afterwards_all_arrives() throws IOException {
        kafka.away = true;
        try (FileJournal journal = journal();
                Drain drain = drain(journal)) {
            List<UUID> requests = write(journal, 500);
            await().untilAsserted(() -> assertThat(drain.failures()).isPositive());
            assertThat(journal.log().unacknowledged()).isEqualTo(500);

            kafka.away = false;
            await().untilAsserted(
                            () -> assertThat(journal.log().unacknowledged()).isZero());
            assertThat(kafka.received)
                    .extracting(frame -> frame.key().requestId())
                    .containsExactlyElementsOf(requests);
        }
    }

    @Test
    void what_is_acknowledged_is_not_sent_again_by_the_next_run() throws IOException {
        try (FileJournal journal = journal();
                Drain drain = drain(journal)) {
            write(journal, 100);
            await().untilAsserted(
                            () -> assertThat(journal.log().unacknowledged()).isZero());
            assertThat(drain.failures()).isZero();
        }
        kafka.received.clear();
        try (FileJournal journal = journal();
                Drain drain = drain(journal)) {
            List<UUID> requests = write(journal, 10);
            await().untilAsserted(
                            () -> assertThat(journal.log().unacknowledged()).isZero());
            assertThat(drain.failures()).isZero();
            assertThat(kafka.received)
                    .extracting(frame -> frame.key().requestId())
                    .containsExactlyElementsOf(requests);
        }
    }

    @Test
    void a_long_attempt_is_carried_over_so_that_old_files_can_go() throws IOException {
        UUID longRequest = UUID.randomUUID();
        try (FileJournal journal = journal();
                Drain drain = drain(journal)) {
            journal.open(opening(longRequest));
            write(journal, 1000);
            await().untilAsserted(() -> assertThat(segments()).isEqualTo(1));
            assertThat(drain.failures()).isZero();
        }
        try (FileJournal journal = journal()) {
            assertThat(journal.log().interrupted()).isEqualTo(1);
        }
    }

    @Test
    void a_caller_that_does_not_read_holds_back_its_own_end_alone_and_no_files() throws IOException {
        UUID slow = UUID.randomUUID();
        try (FileJournal journal = journal();
                Drain drain = drain(journal)) {
            journal.open(opening(slow)).close(succeeded());
            List<UUID> others = write(journal, 1000);

            await().until(() -> kafka.received.size() == others.size());
            assertThat(kafka.received)
                    .extracting(frame -> frame.key().requestId())
                    .containsExactlyElementsOf(others);
            // Of some twenty: up to a hundred ends may lie behind the one in the way, wherever segments begin.
            await().untilAsserted(() -> assertThat(segments()).isLessThanOrEqualTo(5));
            assertThat(journal.log().undelivered()).isEqualTo(1);
            await().until(() -> drain.oldestUnacknowledged() == null);

            journal.delivered(slow);
            await().until(() -> journal.log().unacknowledged() == 0);
            assertThat(kafka.received)
                    .hasSize(1001)
                    .last()
                    .satisfies(last -> assertThat(last.key().requestId()).isEqualTo(slow));
            assertThat(drain.failures()).isZero();
        }
    }

    @Test
    void a_caller_that_never_reads_is_interrupted_once_however_often_its_end_was_carried_on() throws IOException {
        UUID slow = UUID.randomUUID();
        try (FileJournal journal = journal();
                Drain drain = drain(journal)) {
            journal.open(opening(slow)).close(succeeded());
            write(journal, 1000);
            await().until(() -> journal.log().unacknowledged() <= 101);
            assertThat(drain.failures()).isZero();
        }
        kafka.received.clear();
        try (FileJournal journal = journal();
                Drain drain = drain(journal)) {
            await().until(() -> journal.log().unacknowledged() == 0);
            assertThat(kafka.received)
                    .filteredOn(frame -> frame.key().requestId().equals(slow))
                    .singleElement()
                    .satisfies(frame -> assertThat(FileJournalTest.text(frame)).contains("INTERRUPTED"));
            assertThat(drain.failures()).isZero();
        }
    }

    /** Repeated, because a mark may come at the very moment at which its end is carried on. */
    @RepeatedTest(20)
    void more_held_ends_than_are_kept_in_memory_are_all_told() throws IOException {
        try (FileJournal journal = journal();
                Drain drain = drain(journal)) {
            List<UUID> slow = new ArrayList<>();
            for (int i = 0; i < 350; i++) {
                UUID request = UUID.randomUUID();
                journal.open(opening(request)).close(succeeded());
                slow.add(request);
            }
            List<UUID> others = write(journal, 300);
            await().until(() -> kafka.received.size() == others.size());

            slow.forEach(journal::delivered);
            await().until(() -> journal.log().unacknowledged() == 0);
            assertThat(kafka.received)
                    .extracting(frame -> frame.key().requestId())
                    .containsOnlyOnceElementsOf(slow);
            assertThat(drain.failures()).isZero();
        }
    }

    @Test
    void what_kafka_refuses_behind_a_held_end_is_noticed_and_sent_again() throws IOException {
        UUID slow = UUID.randomUUID();
        try (FileJournal journal = journal();
                Drain drain = drain(journal)) {
            journal.open(opening(slow)).close(succeeded());
            kafka.away = true;
            List<UUID> others = write(journal, 10);
            await().until(() -> drain.failures() > 0);

            kafka.away = false;
            await().until(() -> kafka.received.size() == others.size());
            assertThat(journal.log().undelivered()).isEqualTo(1);
        }
    }

    private static List<UUID> write(FileJournal journal, int count) {
        List<UUID> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            UUID request = UUID.randomUUID();
            journal.open(opening(request)).close(succeeded());
            journal.delivered(request);
            requests.add(request);
        }
        return requests;
    }

    private FileJournal journal() throws IOException {
        return FileJournal.open(
                new JournalProperties(
                        directory,
                        DataSize.ofKilobytes(64),
                        DataSize.ofMegabytes(64),
                        Sync.GROUP,
                        Duration.ofMillis(10),
                        100),
                tenant -> false);
    }

    private Drain drain(FileJournal journal) {
        Drain drain = new Drain(journal.log(), () -> kafka, 100);
        drain.start();
        return drain;
    }

    private long segments() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".journal")).count();
        }
    }
}
