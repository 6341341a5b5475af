package io.signalbox.gateway.journal.file;

import static io.signalbox.gateway.journal.file.AttemptExamples.ACME;
import static io.signalbox.gateway.journal.file.AttemptExamples.NOW;
import static io.signalbox.gateway.journal.file.AttemptExamples.followed;
import static io.signalbox.gateway.journal.file.AttemptExamples.opening;
import static io.signalbox.gateway.journal.file.AttemptExamples.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.gateway.journal.frame.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @TempDir
    private Path directory;

    @Test
    void a_trace_is_kept_with_both_ends_of_an_attempt_and_is_not_in_their_bodies() throws IOException {
        try (FileJournal journal = journal()) {
            journal.open(followed(UUID.randomUUID(), TRACE)).close(succeeded());
            journal.open(opening(UUID.randomUUID())).close(succeeded());

            List<Frame> frames = FileJournalTest.frames(journal.log());
            assertThat(frames).extracting(Frame::traceParent).containsExactly(TRACE, TRACE, null, null);
            assertThat(frames).extracting(FileJournalTest::text).noneMatch(body -> body.contains("0af7651916cd43dd"));
        }
    }

    @Test
    void an_attempt_nobody_closed_keeps_its_trace_when_it_is_interrupted() throws IOException {
        try (FileJournal journal = journal()) {
            journal.open(followed(UUID.randomUUID(), TRACE));
        }
        try (FileJournal journal = journal()) {
            assertThat(FileJournalTest.frames(journal.log()))
                    .extracting(Frame::type, Frame::traceParent)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(Frame.Type.OPENED, TRACE),
                            org.assertj.core.groups.Tuple.tuple(Frame.Type.FINAL, TRACE));
        }
    }

    @Test
    void frames_of_before_there_were_traces_are_read_as_they_were_written() throws IOException {
        UUID ended = UUID.randomUUID();
        UUID lost = UUID.randomUUID();
        write(old(1, ended, "{\"a\":1}"), old(2, ended, "{\"b\":2}"), old(1, lost, "{\"c\":3}"));

        try (FileJournal journal = journal()) {
            List<Frame> frames = FileJournalTest.frames(journal.log());
            assertThat(journal.log().torn()).isZero();
            assertThat(journal.log().interrupted()).isEqualTo(1);
            assertThat(frames)
                    .extracting(FileJournalTest::text)
                    .containsExactly("{\"a\":1}", "{\"b\":2}", "{\"c\":3}", "{\"c\":3}");
            assertThat(frames)
                    .extracting(Frame::type)
                    .containsExactly(Frame.Type.OPENED, Frame.Type.FINAL, Frame.Type.OPENED, Frame.Type.FINAL);
            assertThat(frames).allSatisfy(frame -> {
                assertThat(frame.at()).isEqualTo(NOW);
                assertThat(frame.tenant()).isEqualTo(ACME);
                assertThat(frame.traceParent()).isNull();
            });
        }
    }

    /** By hand, as the layout was: no line of today's writer is used. */
    private static byte[] old(int type, UUID request, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        byte[] tenant = ACME.value().getBytes(StandardCharsets.UTF_8);
        ByteBuffer content = ByteBuffer.allocate(1 + 16 + 4 + 8 + 2 + tenant.length + body.length)
                .put((byte) type)
                .putLong(request.getMostSignificantBits())
                .putLong(request.getLeastSignificantBits())
                .putInt(1)
                .putLong(NOW.getEpochSecond() * 1_000_000 + NOW.getNano() / 1_000)
                .putShort((short) tenant.length)
                .put(tenant)
                .put(body)
                .flip();
        CRC32C crc = new CRC32C();
        crc.update(content.duplicate());
        return ByteBuffer.allocate(8 + content.remaining())
                .putInt(content.remaining())
                .putInt((int) crc.getValue())
                .put(content)
                .array();
    }

    private void write(byte[]... frames) {
        Path segment = directory.resolve("00000000000000000001.journal");
        try (var out = Files.newOutputStream(segment)) {
            for (byte[] frame : frames) {
                out.write(frame);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileJournal journal() throws IOException {
        return FileJournal.open(JournalProperties.in(directory), tenant -> false);
    }
}
