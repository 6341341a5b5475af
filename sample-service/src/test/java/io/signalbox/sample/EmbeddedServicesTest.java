package io.signalbox.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.signalbox.contracts.Topic;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.embedded.TestDatabase;
import io.signalbox.testkit.embedded.TestKafka;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class EmbeddedServicesTest {
    @Test
    void the_app_role_cannot_make_tables_and_the_owner_can() throws SQLException {
        TestDatabase database = EmbeddedServices.postgres().database("sample");
        try (var owner = database.connect("owner");
                var sql = owner.createStatement()) {
            assertThat(sql.execute("create table here (id int)")).isFalse();
        }
        try (var app = database.connect("app");
                var sql = app.createStatement()) {
            assertThat(catchThrowable(() -> sql.execute("create table there (id int)")))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void a_record_survives_the_kill_of_the_broker_but_not_the_emptying_of_its_topic() {
        TestKafka kafka = EmbeddedServices.kafka();
        kafka.empty();
        send(kafka, "one");
        kafka.kill();
        kafka.start();
        send(kafka, "two");
        assertThat(kafka.records(Topic.AUDIT))
                .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                .containsExactlyInAnyOrder("one", "two");
        kafka.empty();
        assertThat(kafka.records(Topic.AUDIT)).isEmpty();
    }

    private static void send(TestKafka kafka, String text) {
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        kafka.send(List.of(new ProducerRecord<>(Topic.AUDIT.topicName(), 0, "key", value)));
    }
}
