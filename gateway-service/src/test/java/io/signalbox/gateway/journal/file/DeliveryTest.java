package io.signalbox.gateway.journal.file;

import static io.signalbox.gateway.journal.file.AttemptExamples.opening;
import static io.signalbox.gateway.journal.file.AttemptExamples.refusedConnection;
import static io.signalbox.gateway.journal.file.AttemptExamples.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.contracts.usage.UsageRecordEvent.UsageRecorded;
import io.signalbox.gateway.journal.Journal.OpenAttempt;
import io.signalbox.gateway.journal.file.JournalProperties.Sync;
import io.signalbox.gateway.journal.frame.Frame;
import io.signalbox.kit.contractjson.ContractJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** What the ledger hears of an attempt depends on whether the request's reply arrived. */
class DeliveryTest {
    private final CollectingSink kafka = new CollectingSink();
    private final UUID request = UUID.randomUUID();

    @TempDir
    Path directory;

    @Test
    void an_end_is_told_once_the_reply_is_out_and_as_it_was_written() throws IOException {
        try (FileJournal journal = journal();
                Drain drain = drain(journal)) {
            journal.open(opening(request)).close(succeeded());
            assertNothingIsToldBefore(journal);

            journal.delivered(request);

            UsageRecorded told = told(1).getFirst();
            assertThat(told.outcome()).isEqualTo(Outcome.SUCCEEDED);
            assertThat(drain.failures()).isZero();
        }
    }

    @Test
    void a_caller_that_left_before_the_last_byte_cancelled_and_what_was_used_stays() throws IOException {
        try (FileJournal journal = journal();
                Drain drain = drain(journal)) {
            journal.open(opening(request)).close(succeeded());
            journal.abandoned(request);

            assertThat(told(1)).singleElement().satisfies(told -> isToldAnew(told, Outcome.CANCELLED));
            assertThat(drain.failures()).isZero();
        }
    }

    @Test
    void a_process_that_ended_before_the_last_byte_interrupted_and_what_was_used_stays() throws IOException {
        try (FileJournal journal = journal()) {
            journal.open(opening(request)).close(succeeded());
        }
        try (FileJournal journal = journal()) {
            assertThat(journal.log().interrupted()).isEqualTo(1);
            assertThat(journal.log().unacknowledged()).isEqualTo(1);

            try (Drain drain = drain(journal)) {
                assertThat(told(1)).singleElement().satisfies(told -> isToldAnew(told, Outcome.INTERRUPTED));
                await().until(() -> journal.log().unacknowledged() == 0);
                assertThat(drain.failures()).isZero();
            }
        }
        kafka.received.clear();
        try (FileJournal journal = journal();
                Drain drain = drain(journal)) {
            journal.open(opening(UUID.randomUUID())).close(succeeded());
            assertNothingIsToldBefore(journal);
            assertThat(journal.log().interrupted()).isZero();
            assertThat(drain.failures()).isZero();
        }
    }

    @Test
    void a_failure_that_another_attempt_followed_is_told_at_once_and_stays_one() throws IOException {
        try (FileJournal journal = journal();
                Drain drain = drain(journal)) {
            journal.open(opening(request)).close(refusedConnection());
            assertNothingIsToldBefore(journal);

            journal.open(opening(request, 2));

            assertThat(told(1)).singleElement().satisfies(told -> {
                assertThat(told.attempt()).isEqualTo(1);
                assertThat(told.failure()).isEqualTo(FailureKind.CONNECT_FAILED);
            });
            assertThat(drain.failures()).isZero();
        }
    }

    @Test
    void of_two_attempts_at_once_both_ends_are_told_whichever_is_written_first() throws IOException {
        UUID other = UUID.randomUUID();
        try (FileJournal journal = journal();
                Drain drain = drain(journal)) {
            OpenAttempt late = journal.open(opening(request));
            OpenAttempt hedge = journal.open(opening(request, 2));
            late.close(refusedConnection());
            hedge.close(succeeded());
            journal.delivered(request);
            OpenAttempt first = journal.open(opening(other));
            OpenAttempt outrun = journal.open(opening(other, 2));
            outrun.close(refusedConnection());
            first.close(succeeded());
            journal.delivered(other);

            assertThat(told(4)).extracting(UsageRecorded::outcome).containsOnly(Outcome.FAILED, Outcome.SUCCEEDED);
            assertThat(drain.failures()).isZero();
            await().until(() -> journal.log().unacknowledged() == 0);
        }
    }

    @Test
    void an_end_that_is_written_after_its_caller_has_left_is_told_when_that_is_said_again() throws IOException {
        try (FileJournal journal = journal();
                Drain drain = drain(journal)) {
            OpenAttempt read = journal.open(opening(request));
            journal.abandoned(request);
            read.close(succeeded());
            assertNothingIsToldBefore(journal);

            journal.abandoned(request);

            assertThat(told(1)).singleElement().satisfies(told -> isToldAnew(told, Outcome.CANCELLED));
            assertThat(drain.failures()).isZero();
        }
    }

    @Test
    void a_failure_is_one_when_the_caller_was_told_and_interrupted_when_nobody_was() throws IOException {
        UUID untold = UUID.randomUUID();
        try (FileJournal journal = journal()) {
            journal.open(opening(request)).close(refusedConnection());
            journal.open(opening(untold)).close(refusedConnection());
            journal.delivered(request);
        }
        try (FileJournal journal = journal();
                Drain drain = drain(journal)) {
            List<UsageRecorded> told = told(2);
            assertThat(told)
                    .filteredOn(each -> each.requestId().equals(request))
                    .singleElement()
                    .satisfies(each -> assertThat(each.outcome()).isEqualTo(Outcome.FAILED));
            assertThat(told)
                    .filteredOn(each -> each.requestId().equals(untold))
                    .singleElement()
                    .satisfies(each -> {
                        assertThat(each.outcome()).isEqualTo(Outcome.INTERRUPTED);
                        assertThat(each.failure()).isEqualTo(FailureKind.GATEWAY_LOST);
                        assertThat(each.last()).isTrue();
                    });
            assertThat(drain.failures()).isZero();
            assertThat(journal.log().interrupted()).isEqualTo(1);
        }
    }

    @Test
    void a_reply_is_told_of_once_and_one_without_an_attempt_not_at_all() throws IOException {
        try (FileJournal journal = journal()) {
            journal.open(opening(request)).close(succeeded());
            journal.delivered(request);
            journal.abandoned(request);
            journal.delivered(UUID.randomUUID());
            journal.log().writeMarks();

            assertThat(FileJournalTest.frames(journal.log()))
                    .extracting(Frame::type)
                    .containsExactly(Frame.Type.OPENED, Frame.Type.CLOSED, Frame.Type.DELIVERED);
            assertThat(journal.log().undelivered()).isZero();
        }
    }

    @Test
    void what_was_delivered_before_an_orderly_end_is_told_before_it() throws IOException {
        try (FileJournal journal = journal()) {
            try (Drain drain = drain(journal)) {
                journal.open(opening(request)).close(succeeded());
                journal.delivered(request);
                assertThat(drain.failures()).isZero();
            }
            assertThat(kafka.received).hasSize(1);
            assertThat(journal.log().unacknowledged()).isZero();
        }
    }

    @Test
    void marks_are_written_with_the_next_frame() throws IOException {
        try (FileJournal journal = journal()) {
            journal.open(opening(request)).close(succeeded());
            journal.delivered(request);
            assertThat(FileJournalTest.frames(journal.log())).hasSize(2);

            journal.open(opening(UUID.randomUUID()));

            assertThat(FileJournalTest.frames(journal.log()))
                    .extracting(Frame::type)
                    .containsExactly(Frame.Type.OPENED, Frame.Type.CLOSED, Frame.Type.DELIVERED, Frame.Type.OPENED);
        }
    }

    @Test
    void ends_written_before_there_were_deliveries_are_told_as_they_are() throws IOException {
        String segment = "00000000000000000001.journal";
        try (var earlier = getClass().getResourceAsStream("/journal-before-deliveries/" + segment)) {
            Files.write(directory.resolve(segment), earlier.readAllBytes());
        }
        try (FileJournal journal = journal();
                Drain drain = drain(journal)) {
            assertThat(journal.log().torn()).isZero();
            assertThat(journal.log().interrupted()).isEqualTo(1);

            assertThat(told(4))
                    .extracting(UsageRecorded::outcome)
                    .containsExactly(Outcome.SUCCEEDED, Outcome.FAILED, Outcome.SUCCEEDED, Outcome.INTERRUPTED);
            await().until(() -> journal.log().unacknowledged() == 0);
            assertThat(drain.failures()).isZero();
        }
    }

    /** Something else that is told afterwards came first. */
    private void assertNothingIsToldBefore(FileJournal journal) {
        UUID other = UUID.randomUUID();
        journal.open(opening(other)).close(succeeded());
        journal.delivered(other);
        assertThat(told(1)).extracting(UsageRecorded::requestId).containsExactly(other);
        kafka.received.clear();
    }

    private List<UsageRecorded> told(int count) {
        await().until(() -> kafka.received.size() >= count);
        return kafka.received.stream().map(DeliveryTest::record).toList();
    }

    static UsageRecorded record(Frame end) {
        try {
            return ContractJson.mapper().readValue(end.body(), UsageRecorded.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** As {@link AttemptExamples#succeeded} was, but for how it ended. */
    private void isToldAnew(UsageRecorded told, Outcome outcome) throws IOException {
        assertThat(told.outcome()).isEqualTo(outcome);
        assertThat(told.failure())
                .isEqualTo(outcome == Outcome.CANCELLED ? FailureKind.CALLER_GONE : FailureKind.GATEWAY_LOST);
        assertThat(told.estimated()).isFalse();
        assertThat(told.meters())
                .isEqualTo(ContractJson.mapper()
                        .readValue(ContractJson.mapper().writeValueAsBytes(told), UsageRecorded.class)
                        .meters());
        assertThat(told.meters().get("output_tokens")).isEqualByComparingTo("100");
        assertThat(told.shownCost()).isEqualTo(succeeded().shownCost());
        assertThat(told.priceIds()).isEqualTo(succeeded().priceIds());
        assertThat(new String(kafka.received.getFirst().body(), java.nio.charset.StandardCharsets.UTF_8))
                .as("in the form every event has")
                .isEqualTo(ContractJson.mapper().writeValueAsString(told));
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
}
