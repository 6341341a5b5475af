package io.signalbox.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.tenant.TenantEvent;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.kafka.EventRecord;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.embedded.TestDatabase;
import io.signalbox.testkit.embedded.TestHttp;
import io.signalbox.testkit.embedded.TestKafka;
import io.signalbox.testkit.embedded.TestService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class InboxTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final TenantId ACME = new TenantId("acme");
    private static final int PARTITIONS = 3;

    private final TestKafka kafka = EmbeddedServices.kafka();
    private final TestDatabase database = EmbeddedServices.postgres().database("sample");
    private TestService service;

    InboxTest() {
        kafka.empty();
        service = TestService.start(SampleServiceApplication.class, database);
    }

    @BeforeEach
    void nothing_is_there_yet() {
        assertThat(count("select count(*) from copy_project")).isZero();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void a_poison_record_is_parked_and_the_others_go_on() {
        UUID before = UUID.randomUUID();
        UUID after = UUID.randomUUID();
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        records.add(state(before, "before", 0));
        records.add(state(UUID.randomUUID(), "poison one", 0));
        ProducerRecord<String, byte[]> broken = state(UUID.randomUUID(), "broken", 0);
        records.add(new ProducerRecord<>(
                broken.topic(),
                broken.partition(),
                broken.key(),
                "{not json".getBytes(StandardCharsets.UTF_8),
                broken.headers()));
        records.add(unknownKind());
        records.add(state(after, "after", 0));
        kafka.send(records);
        Await.until(() -> count("select count(*) from copy_project") == 2);
        Await.until(() -> count("select count(*) from dead_letter where state = 'parked'") == 2);
        assertThat(jdbc().sql("select detail from dead_letter")
                        .query(String.class)
                        .list())
                .anyMatch(detail -> detail.equals("cannot stand '***'"))
                .noneMatch(detail -> detail.contains("this name"));
        assertThat(service.management().get("/prometheus").body())
                .contains("signalbox_inbox_records_total{")
                .contains("outcome=\"parked\"");
    }

    @Test
    void a_dead_letter_can_be_seen_and_replayed_by_services_only() {
        UUID id = UUID.randomUUID();
        kafka.send(List.of(state(id, "poison one", 0)));
        Await.until(() -> count("select count(*) from dead_letter") == 1);
        TestHttp as = service.http().as(EmbeddedServices.identity().service("gateway"));
        var letter = as.get("/internal/dead-letters").json().at("/items/0");
        assertThat(letter.path("error").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(letter.has("value")).isFalse();
        String replay = "/internal/dead-letters/" + letter.path("id").asText() + "/replay";
        assertThat(as.post(replay, "{}").status()).isEqualTo(409);
        jdbc().sql(
                        "update dead_letter set value = convert_to(replace(convert_from(value, 'UTF8'), 'poison', 'mended'), 'UTF8')")
                .update();
        assertThat(as.post(replay, "{}").status()).isEqualTo(200);
        assertThat(name(id)).isEqualTo("mended one");
        assertThat(service.http()
                        .as(EmbeddedServices.identity().administrator("acme"))
                        .get("/internal/dead-letters")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void what_is_not_newer_is_dropped() {
        UUID id = UUID.randomUUID();
        kafka.send(List.of(state(id, "second", 2)));
        Await.until(() -> "second".equals(name(id)));
        UUID marker = UUID.randomUUID();
        kafka.send(List.of(state(id, "first", 1), state(id, "second again", 2), state(marker, "marker", 0)));
        Await.until(() -> "marker".equals(name(marker)));
        assertThat(name(id)).isEqualTo("second");
        assertThat(count("select changes from copy_project where id = '" + id + "'"))
                .isOne();
    }

    @Test
    void commands_during_a_dead_broker_and_a_dead_consumer_arrive_once_both_are_back() {
        List<UUID> ids = open(50);
        kafka.kill();
        ids.addAll(open(50));
        service.close();
        service = TestService.start(SampleServiceApplication.class, database);
        ids.addAll(open(50));
        kafka.start();
        ids.addAll(open(50));
        Await.within(Duration.ofSeconds(90))
                .until("all projects are mirrored", () -> count("select count(*) from copy_project") == ids.size());
        assertThat(count("select count(*) from copy_project where changes <> 1"))
                .isZero();
        assertThat(count("select count(*) from dead_letter")).isZero();
    }

    @Test
    void two_instances_share_the_work_and_nothing_takes_effect_twice() {
        try (TestService second = TestService.start(SampleServiceApplication.class, database)) {
            List<UUID> ids = open(100);
            Await.until(() -> count("select count(*) from copy_project") == ids.size());
            assertThat(second.bean("processorJdbc", JdbcClient.class)).isNotNull();
        }
        List<UUID> more = open(20);
        Await.until(() -> count("select count(*) from copy_project") == 100 + more.size());
        assertThat(count("select count(*) from copy_project where changes <> 1"))
                .isZero();
    }

    private List<UUID> open(int count) {
        List<UUID> ids = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            UUID id = UUID.randomUUID();
            service.bean(Commands.class)
                    .send(new ProjectCommand.OpenProject(new TenantId("tenant-" + number % 7), id, "n" + number, NOW));
            ids.add(id);
        }
        return ids;
    }

    private static ProducerRecord<String, byte[]> state(UUID id, String name, long sequence) {
        var event = new TenantEvent.ProjectOpened(ACME, id, name, NOW);
        return new EventRecord(event, UUID.randomUUID().toString(), "sample", NOW, sequence, null)
                .toProducerRecord(PARTITIONS);
    }

    private static ProducerRecord<String, byte[]> unknownKind() {
        ProducerRecord<String, byte[]> record = state(UUID.randomUUID(), "future", 0);
        record.headers().remove("ce_type").add("ce_type", "ProjectPainted".getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private String name(UUID id) {
        return jdbc().sql("select name from copy_project where id = ?")
                .param(id)
                .query(String.class)
                .optional()
                .orElse("");
    }

    private int count(String query) {
        return jdbc().sql(query).query(Integer.class).single();
    }

    private JdbcClient jdbc() {
        return service.bean("processorJdbc", JdbcClient.class);
    }
}
