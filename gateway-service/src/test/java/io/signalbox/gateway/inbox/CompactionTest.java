package io.signalbox.gateway.inbox;

import static io.signalbox.gateway.snapshot.StateExamples.ACME;
import static io.signalbox.gateway.snapshot.StateExamples.CREDENTIAL;
import static io.signalbox.gateway.snapshot.StateExamples.NOW;
import static io.signalbox.gateway.snapshot.StateExamples.catalogued;
import static io.signalbox.gateway.snapshot.StateExamples.configured;
import static io.signalbox.gateway.snapshot.StateExamples.id;
import static io.signalbox.gateway.snapshot.StateExamples.price;
import static io.signalbox.gateway.snapshot.StateExamples.route;
import static io.signalbox.gateway.snapshot.StateExamples.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.adapter.Adapters;
import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.Topic;
import io.signalbox.contracts.catalog.CatalogEvent.ModelWithdrawn;
import io.signalbox.contracts.catalog.CatalogEvent.RouteRemoved;
import io.signalbox.contracts.catalog.RouteNode;
import io.signalbox.contracts.credential.CredentialEvent.AccessKeyIssued;
import io.signalbox.contracts.credential.CredentialEvent.AccessKeyRevoked;
import io.signalbox.contracts.credential.CredentialEvent.CredentialRevoked;
import io.signalbox.contracts.provider.ProviderEvent.ModelDiscovered;
import io.signalbox.contracts.provider.ProviderEvent.ModelGone;
import io.signalbox.contracts.provider.ProviderEvent.ProviderConfigurationRemoved;
import io.signalbox.contracts.tenant.TenantEvent.ProjectClosed;
import io.signalbox.contracts.tenant.TenantEvent.ProjectOpened;
import io.signalbox.contracts.tenant.TenantEvent.TenantOpened;
import io.signalbox.gateway.snapshot.Records.Held;
import io.signalbox.gateway.snapshot.SnapshotCompiler;
import io.signalbox.gateway.snapshot.SnapshotHolder;
import io.signalbox.kit.kafka.EventRecord;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.embedded.TestKafka;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What compaction leaves is all that anybody still needs: a broker really compacts the state topics, and whoever reads
 * them for the first time afterwards knows what those knew that had read everything.
 */
class CompactionTest {
    private static final TestKafka KAFKA = EmbeddedServices.kafka();
    private static final Set<Topic> TOPICS = Set.of(Topic.TENANT, Topic.PROVIDER, Topic.CATALOG, Topic.CREDENTIAL);
    private static final int ROUNDS = 50;
    private static final int MARKER = 99;
    private static final Duration COMPACTED_WITHIN = Duration.ofSeconds(60);
    private static final ConfigResource BROKERS = new ConfigResource(ConfigResource.Type.BROKER, "");

    @TempDir
    Path directory;

    @Test
    void whoever_begins_after_compaction_knows_the_same() throws Exception {
        empty();
        compactAtOnce();
        for (int round = 1; round <= ROUNDS; round++) {
            send(round, states(round));
        }
        send(ROUNDS + 1, ends());
        send(1, markers());
        Collection<Held> before = bootstrapped("before");

        Await.within(COMPACTED_WITHIN).until("every state topic is compacted", () -> {
            // Only what lies in an older segment than the newest is compacted; each of these begins another.
            send(1, markers());
            return TOPICS.stream().allMatch(CompactionTest::isCompacted);
        });

        assertThat(bootstrapped("after")).containsExactlyInAnyOrderElementsOf(before);
        assertThat(before).extracting(held -> held.event().topic()).containsAll(TOPICS);
    }

    /** A broker tells of the new topics a moment before it has dropped the old ones, and may take a record to its grave. */
    private static void empty() {
        KAFKA.empty();
        Await.until(() -> {
            KAFKA.send(List.of(new ProducerRecord<>(Topic.VFS_ACTIVITY.topicName(), new byte[0])));
            return !KAFKA.records(Topic.VFS_ACTIVITY).isEmpty();
        });
    }

    private static void compactAtOnce() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
            Map<ConfigResource, Collection<AlterConfigOp>> settings = new HashMap<>();
            TOPICS.forEach(topic -> settings.put(
                    new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName()),
                    List.of(set("segment.ms", "50"), set("min.cleanable.dirty.ratio", "0.001"))));
            settings.put(BROKERS, List.of(set("log.cleaner.backoff.ms", "200")));
            admin.incrementalAlterConfigs(settings).all().get(30, TimeUnit.SECONDS);
        }
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }

    /** Another state of everything; what ends begins here. */
    private static List<ContractEvent> states(int round) {
        List<ContractEvent> states = new ArrayList<>();
        states.add(new TenantOpened(ACME, "Acme " + round, NOW));
        states.add(new ProjectOpened(ACME, id(40), "kept " + round, NOW));
        states.add(new ProjectOpened(ACME, id(41), "ending " + round, NOW));
        states.add(configured("main-" + round, 10));
        states.add(configured("ending-" + round, 11));
        states.add(discovered("kept", round));
        states.add(discovered("ending", round));
        states.add(catalogued(10, "kept"));
        states.add(catalogued(10, "ending"));
        states.add(price(ACME, 20, "0.00000" + round));
        states.add(route("kept", new RouteNode.Target(id(10), "kept-" + round)));
        states.add(route("ending", new RouteNode.Target(id(10), "ending-" + round)));
        states.add(sealed(round, "https://api.example.com"));
        states.add(issued(50, round));
        states.add(issued(51, round));
        return states;
    }

    private static List<ContractEvent> ends() {
        return List.of(
                new ProjectClosed(ACME, id(41), NOW),
                new ProviderConfigurationRemoved(ACME, id(11), NOW),
                new ModelGone(ACME, id(10), "ending", NOW),
                new ModelWithdrawn(ACME, catalogued(10, "ending").modelKey(), NOW),
                new RouteRemoved(
                        ACME,
                        route("ending", new RouteNode.Target(id(10), "ending")).routeId(),
                        NOW),
                new CredentialRevoked(ACME, CREDENTIAL, NOW),
                new AccessKeyRevoked(ACME, id(51), hash(51), NOW));
    }

    private static List<ContractEvent> markers() {
        return List.of(
                new ProjectOpened(ACME, id(MARKER), "marker", NOW),
                configured("marker", MARKER),
                price(ACME, MARKER, "0.1"),
                issued(MARKER, MARKER));
    }

    private static ModelDiscovered discovered(String model, int round) {
        return new ModelDiscovered(
                ACME,
                id(10),
                "openai",
                "openai",
                model,
                Map.of("round", round),
                catalogued(10, model).facts(),
                NOW);
    }

    private static AccessKeyIssued issued(int number, int round) {
        return new AccessKeyIssued(
                ACME,
                id(number),
                "app " + round,
                null,
                null,
                hash(number),
                "sbx_abcdefgh",
                List.of(),
                List.of(),
                null,
                Map.of(),
                true,
                NOW,
                null);
    }

    private static String hash(int number) {
        return Integer.toString(number).repeat(32);
    }

    private static void send(long sequence, List<ContractEvent> events) {
        KAFKA.send(events.stream()
                .map(event -> new EventRecord(event, event.recordKey() + "/" + sequence, "test", NOW, sequence, null)
                        .toProducerRecord(event.topic().partitions()))
                .toList());
    }

    /** Of every key but the marker's exactly one record is left. */
    private static boolean isCompacted(Topic topic) {
        Map<String, Integer> left = new TreeMap<>();
        KAFKA.records(topic).forEach(record -> left.merge(record.key(), 1, Integer::sum));
        Set<String> markers = new TreeSet<>();
        markers().forEach(marker -> markers.add(marker.recordKey()));
        left.keySet().removeAll(markers);
        return !left.isEmpty() && left.values().stream().allMatch(records -> records == 1);
    }

    /** All that a gateway knows that begins with nothing. */
    private Collection<Held> bootstrapped(String name) throws Exception {
        Path copy = directory.resolve(name);
        InboxProperties properties = new InboxProperties(
                copy, Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofSeconds(5));
        SnapshotHolder holder = new SnapshotHolder();
        LatestState state =
                new LatestState(new SnapshotCompiler(Adapters.load()), holder, new DiskCopy(copy), Clock.systemUTC());
        assertThat(state.load()).isFalse();
        try (StateInbox inbox = new StateInbox(state, () -> new KafkaState(KAFKA.bootstrapServers()), properties)) {
            inbox.start();
            Await.until(() -> holder.current().fresh());
            assertThat(inbox.unreadable() + inbox.unknown()).isZero();
        }
        return new DiskCopy(copy)
                .read(Clock.systemUTC().instant())
                .orElseThrow()
                .records();
    }
}
