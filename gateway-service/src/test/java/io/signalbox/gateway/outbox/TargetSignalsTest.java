package io.signalbox.gateway.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.Topic;
import io.signalbox.contracts.signal.SignalEvent.TargetStateChanged;
import io.signalbox.gateway.health.StateChange;
import io.signalbox.gateway.snapshot.Target;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.kit.kafka.EventHeaders;
import io.signalbox.pricing.PriceList;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.embedded.TestKafka;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What changes with targets is told: over a real broker, and without one. */
class TargetSignalsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final UUID KEY = new UUID(0, 7);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Target target = new Target(
            new TenantId("signals"),
            new UUID(0, 1),
            "main",
            "openai",
            "small",
            null,
            List.of(),
            null,
            PriceList.EMPTY,
            null);

    private static SignalProperties properties(int queueMax) {
        return new SignalProperties("gateway-0", queueMax);
    }

    @Test
    void a_refused_key_reaches_the_topic_of_signals_with_all_that_is_known_of_it() throws Exception {
        TestKafka kafka = EmbeddedServices.kafka();
        try (TargetSignals signals = new TargetSignals(
                properties(10), meters, CLOCK, () -> new KafkaSignals(kafka.bootstrapServers(), CLOCK))) {
            signals.start();
            signals.changed(target, KEY, StateChange.KEY_REFUSED, "CREDENTIAL_REFUSED");
            signals.changed(target, null, StateChange.OUT, "CONNECT_FAILED");
            Await.until(() -> of(kafka).size() == 2);
        }

        ConsumerRecord<String, byte[]> first = of(kafka).getFirst();
        assertThat(ContractJson.mapper().readValue(first.value(), TargetStateChanged.class))
                .isEqualTo(new TargetStateChanged(
                        target.tenant(),
                        target.configurationId(),
                        "small",
                        "gateway-0",
                        "KEY_REFUSED",
                        "CREDENTIAL_REFUSED",
                        NOW,
                        KEY));
        assertThat(EventHeaders.text(first.headers(), EventHeaders.TYPE)).hasValue("TargetStateChanged");
        assertThat(meters.counter("signalbox.gateway.target.changes", "change", "OUT")
                        .count())
                .isEqualTo(1);
    }

    private static List<ConsumerRecord<String, byte[]>> of(TestKafka kafka) {
        return kafka.records(Topic.SIGNAL).stream()
                .filter(record -> record.key().startsWith("signals/"))
                .toList();
    }

    @Test
    void what_finds_no_room_while_kafka_is_away_is_dropped_and_counted() {
        TargetSignals signals = new TargetSignals(properties(2), meters, CLOCK, () -> {
            throw new IllegalStateException("not started");
        });

        for (int each = 0; each < 5; each++) {
            signals.changed(target, null, StateChange.OUT, "CONNECT_FAILED");
        }

        assertThat(meters.counter("signalbox.gateway.signals.dropped").count()).isEqualTo(3);
    }
}
