package io.signalbox.gateway.inbox;

import static io.signalbox.gateway.snapshot.StateExamples.ACME;
import static io.signalbox.gateway.snapshot.StateExamples.HASH;
import static io.signalbox.gateway.snapshot.StateExamples.NOW;
import static io.signalbox.gateway.snapshot.StateExamples.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.adapter.Adapters;
import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.Topic;
import io.signalbox.contracts.credential.CredentialEvent.AccessKeyRevoked;
import io.signalbox.gateway.snapshot.KeyLookup;
import io.signalbox.gateway.snapshot.Snapshot;
import io.signalbox.gateway.snapshot.SnapshotCompiler;
import io.signalbox.gateway.snapshot.SnapshotHolder;
import io.signalbox.gateway.snapshot.StateExamples;
import io.signalbox.gateway.snapshot.Target;
import io.signalbox.kit.kafka.EventHeaders;
import io.signalbox.kit.kafka.EventRecord;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.embedded.TestKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** W11 against a real broker: what the gateway knows, where it comes from, and that it stays when Kafka goes. */
class StateInboxTest {
    private static final TestKafka KAFKA = EmbeddedServices.kafka();
    private static final Adapters ADAPTERS = Adapters.load();
    private static final Duration STALE_AFTER = Duration.ofSeconds(2);

    @TempDir
    Path directory;

    private long sequence;

    @BeforeEach
    void empty() throws Exception {
        KAFKA.empty();
        // A broker tells of the new topics a moment before it has dropped the old ones, and may take a record to its
        // grave.
        while (KAFKA.records(Topic.VFS_ACTIVITY).isEmpty()) {
            KAFKA.send(List.of(new ProducerRecord<>(Topic.VFS_ACTIVITY.topicName(), new byte[0])));
        }
    }

    /** A gateway's inbox with its own memory; several may follow the same Kafka. */
    private static final class Gateway implements AutoCloseable {
        final SnapshotHolder holder = new SnapshotHolder();
        final LatestState state;
        final StateInbox inbox;
        final boolean loaded;

        Gateway(Path copy, String kafka) {
            InboxProperties properties = new InboxProperties(
                    copy, Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(300), STALE_AFTER);
            state = new LatestState(new SnapshotCompiler(ADAPTERS), holder, new DiskCopy(copy), Clock.systemUTC());
            loaded = state.load();
            inbox = new StateInbox(state, () -> new KafkaState(kafka), properties);
            inbox.start();
        }

        Gateway(Path copy) {
            this(copy, KAFKA.bootstrapServers());
        }

        Snapshot now() {
            return holder.current();
        }

        void knows(int records) {
            Await.untilAsserted(() -> {
                assertThat(now().fresh()).isTrue();
                assertThat(state.size()).isEqualTo(records);
                assertThat(state.published()).isTrue();
            });
        }

        @Override
        public void close() {
            inbox.close();
        }
    }

    @Test
    void what_was_sent_before_and_after_the_start_is_in_the_snapshot() throws Exception {
        send(StateExamples.whole());
        try (Gateway gateway = new Gateway(directory.resolve("state"))) {
            gateway.knows(8);
            assertThat(gateway.now().key(HASH)).isInstanceOf(KeyLookup.Known.class);
            assertThat(gateway.now().targets(ACME)).allMatch(Target::available).hasSize(1);

            send(List.of(new AccessKeyRevoked(ACME, StateExamples.ACCESS_KEY, HASH, NOW)));
            Await.until(() -> gateway.now().key(HASH).equals(KeyLookup.REVOKED));
        }
    }

    @Test
    void a_cold_start_without_kafka_serves_from_disk_and_a_revoked_key_stays_refused() throws Exception {
        send(StateExamples.whole());
        send(List.of(new AccessKeyRevoked(ACME, StateExamples.ACCESS_KEY, HASH, NOW)));
        Path copy = directory.resolve("state");
        try (Gateway gateway = new Gateway(copy)) {
            Await.until(() -> gateway.now().key(HASH).equals(KeyLookup.REVOKED));
        }
        try (Gateway alone = new Gateway(copy, "127.0.0.1:1")) {
            assertThat(alone.loaded).isTrue();
            assertThat(alone.state.whole()).isTrue();
            assertThat(alone.now().fresh()).isFalse();
            assertThat(alone.now().key(HASH)).isEqualTo(KeyLookup.REVOKED);
            assertThat(alone.now().targets(ACME)).allMatch(Target::available).hasSize(1);
        }
    }

    @Test
    void a_second_start_goes_on_where_the_copy_ends_and_knows_the_same() throws Exception {
        send(StateExamples.whole());
        Path copy = directory.resolve("state");
        try (Gateway gateway = new Gateway(copy)) {
            gateway.knows(8);
        }
        send(List.of(StateExamples.catalogued(10, "gpt-4o-mini")));
        try (Gateway again = new Gateway(copy);
                Gateway fresh = new Gateway(directory.resolve("other"))) {
            again.knows(9);
            fresh.knows(9);
            assertThat(again.now().targets(ACME)).hasSize(2);
            assertThat(again.now().targets(ACME))
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactlyElementsOf(fresh.now().targets(ACME));
        }
    }

    @Test
    void what_is_old_or_unknown_or_unreadable_changes_nothing_and_is_counted() throws Exception {
        send(StateExamples.whole());
        try (Gateway gateway = new Gateway(directory.resolve("state"))) {
            gateway.knows(8);
            raw(StateExamples.configured("older", 10), 0, "ProviderConfigured", null);
            raw(StateExamples.configured("newer", 10), 99, "ProviderConfiguredInAnotherWay", null);
            raw(StateExamples.configured("broken", 10), 99, "ProviderConfigured", "{\"tenant\":");
            send(List.of(StateExamples.catalogued(10, "marker")));

            gateway.knows(9);
            assertThat(gateway.now().targets(ACME))
                    .allMatch(target -> target.configurationName().equals("main"));
            assertThat(gateway.inbox.unknown()).isEqualTo(1);
            assertThat(gateway.inbox.unreadable()).isEqualTo(1);
        }
    }

    @Test
    void a_topic_made_anew_is_read_anew_and_what_is_gone_is_gone() throws Exception {
        send(StateExamples.whole());
        try (Gateway gateway = new Gateway(directory.resolve("state"))) {
            gateway.knows(8);
            empty();
            sequence = 0;
            send(List.of(
                    StateExamples.type(), StateExamples.configured("other", 11), StateExamples.catalogued(11, "o3")));

            gateway.knows(3);
            assertThat(gateway.now().targets(ACME)).extracting(Target::address).containsExactly("other/o3");
            assertThat(gateway.now().key(HASH)).isEqualTo(KeyLookup.UNKNOWN);
        }
    }

    @Test
    void while_kafka_is_away_the_snapshot_stays_and_says_it_is_stale_then_catches_up() throws Exception {
        send(StateExamples.whole());
        try (Gateway gateway = new Gateway(directory.resolve("state"))) {
            gateway.knows(8);
            KAFKA.kill();
            try {
                Await.until(() -> !gateway.now().fresh());
                assertThat(gateway.now().key(HASH)).isInstanceOf(KeyLookup.Known.class);
            } finally {
                KAFKA.start();
            }
            send(List.of(StateExamples.configured("later", 12)));
            gateway.knows(9);
            assertThat(gateway.now().targets(ACME))
                    .noneMatch(target -> target.configurationId().equals(id(12)));
        }
    }

    private void send(List<? extends ContractEvent> events) {
        KAFKA.send(events.stream().map(event -> record(event, ++sequence)).toList());
    }

    private static ProducerRecord<String, byte[]> record(ContractEvent event, long sequence) {
        return new EventRecord(event, UUID.randomUUID().toString(), "test", Instant.now(), sequence, null)
                .toProducerRecord(event.topic().partitions());
    }

    private static void raw(ContractEvent event, long sequence, String type, @Nullable String body) {
        ProducerRecord<String, byte[]> record = record(event, sequence);
        record.headers().remove(EventHeaders.TYPE);
        record.headers().add(EventHeaders.TYPE, type.getBytes(StandardCharsets.UTF_8));
        byte[] value = body == null ? record.value() : body.getBytes(StandardCharsets.UTF_8);
        KAFKA.send(List.of(
                new ProducerRecord<>(record.topic(), record.partition(), record.key(), value, record.headers())));
    }
}
