package io.signalbox.gateway.inbox;

import static io.signalbox.gateway.snapshot.StateExamples.ACME;
import static io.signalbox.gateway.snapshot.StateExamples.HASH;
import static io.signalbox.gateway.snapshot.StateExamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.adapter.Adapters;
import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.Topic;
import io.signalbox.contracts.credential.CredentialEvent.AccessKeyRevoked;
import io.signalbox.gateway.snapshot.KeyLookup;
import io.signalbox.gateway.snapshot.Records.Held;
import io.signalbox.gateway.snapshot.SnapshotCompiler;
import io.signalbox.gateway.snapshot.SnapshotHolder;
import io.signalbox.gateway.snapshot.StateExamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCopyTest {
    private static final StateCopy COPY = new StateCopy(
            Vocabulary.fingerprint(),
            NOW,
            Map.of(Topic.CREDENTIAL, new TopicPosition("id-1", Map.of(0, 7L, 2, 9L))),
            StateExamples.whole().stream().map(event -> new Held(event, 3)).toList());

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("kept/state");
    }

    @Test
    void what_is_written_is_read_again_and_by_nobody_else() throws IOException {
        new DiskCopy(file).write(COPY);

        assertThat(new DiskCopy(file).read(NOW)).contains(COPY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_copy_is_used_up_to_thirty_days_and_not_a_moment_longer() throws IOException {
        new DiskCopy(file).write(COPY);

        assertThat(new DiskCopy(file).read(NOW.plus(DiskCopy.AGE_MAX))).isPresent();
        assertThat(new DiskCopy(file).read(NOW.plus(DiskCopy.AGE_MAX).plusMillis(1)))
                .isEmpty();
    }

    @Test
    void a_copy_that_ends_before_its_end_is_not_used() throws IOException {
        new DiskCopy(file).write(COPY);
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, lines.size() - 1));

        assertThat(new DiskCopy(file).read(NOW)).isEmpty();
    }

    @Test
    void a_copy_of_another_vocabulary_serves_but_everything_is_read_again() throws IOException {
        new DiskCopy(file).write(new StateCopy("older", NOW, COPY.positions(), COPY.records()));
        SnapshotHolder holder = new SnapshotHolder();
        LatestState state = state(holder, NOW);

        assertThat(state.load()).isTrue();
        assertThat(holder.current().key(HASH)).isInstanceOf(KeyLookup.Known.class);
        assertThat(state.position(Topic.CREDENTIAL)).isNull();
    }

    @Test
    void an_end_is_on_disk_before_anything_says_it_was_seen() throws IOException {
        new DiskCopy(file).write(COPY);
        LatestState state = state(new SnapshotHolder(), NOW);
        state.load();
        ContractEvent end = new AccessKeyRevoked(ACME, StateExamples.ACCESS_KEY, HASH, NOW);

        state.read(Topic.CREDENTIAL, List.of(new StateRecord.Known(end, 4)), Map.of(0, 8L));

        assertThat(afterColdStart(NOW)).isEqualTo(KeyLookup.REVOKED);
    }

    @Test
    void an_end_heard_beside_kafka_is_in_force_and_on_disk_at_once() throws IOException {
        new DiskCopy(file).write(COPY);
        SnapshotHolder holder = new SnapshotHolder();
        LatestState state = state(holder, NOW);
        state.load();

        state.ended(List.of(new AccessKeyRevoked(ACME, StateExamples.ACCESS_KEY, HASH, NOW)));

        assertThat(holder.current().key(HASH)).isEqualTo(KeyLookup.REVOKED);
        assertThat(afterColdStart(NOW)).isEqualTo(KeyLookup.REVOKED);
    }

    @Test
    void while_a_topic_is_read_anew_the_old_state_is_served_and_kept() throws IOException {
        new DiskCopy(file).write(COPY);
        SnapshotHolder holder = new SnapshotHolder();
        LatestState state = state(holder, NOW);
        state.load();

        state.begin(Topic.CREDENTIAL, "id-2");
        state.publish();
        state.saveIfDue(Duration.ZERO);
        assertThat(holder.current().key(HASH)).isInstanceOf(KeyLookup.Known.class);
        assertThat(afterColdStart(NOW)).isInstanceOf(KeyLookup.Known.class);

        state.caughtUp();
        state.publish();
        assertThat(holder.current().key(HASH)).isEqualTo(KeyLookup.UNKNOWN);
        assertThat(holder.current().fresh()).isTrue();
    }

    private KeyLookup afterColdStart(Instant now) {
        SnapshotHolder holder = new SnapshotHolder();
        state(holder, now).load();
        return holder.current().key(HASH);
    }

    private LatestState state(SnapshotHolder holder, Instant now) {
        return new LatestState(
                new SnapshotCompiler(Adapters.load()), holder, new DiskCopy(file), Clock.fixed(now, ZoneOffset.UTC));
    }
}
