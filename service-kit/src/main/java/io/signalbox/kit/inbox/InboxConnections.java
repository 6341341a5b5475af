package io.signalbox.kit.inbox;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Opens consumers; the settings that matter are here and nowhere else. */
final class InboxConnections {
    private final String addresses;
    private final JdbcClient processorJdbc;

    InboxConnections(String addresses, JdbcClient processorJdbc) {
        this.addresses = addresses;
        this.processorJdbc = processorJdbc;
    }

    InboxConnection open(Inbox inbox) {
        Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                addresses,
                AdminClientConfig.CLIENT_ID_CONFIG,
                inbox.group() + ".admin"));
        try {
            return new InboxConnection(
                    inbox,
                    new KafkaConsumer<>(settings(inbox), new StringDeserializer(), new ByteArrayDeserializer()),
                    admin,
                    new Positions(processorJdbc, inbox.group()));
        } catch (RuntimeException e) {
            admin.close();
            throw e;
        }
    }

    /** A killed member is missed after six seconds, so that its partitions do not wait for a minute. */
    private Map<String, Object> settings(Inbox inbox) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                addresses,
                ConsumerConfig.GROUP_ID_CONFIG,
                inbox.group(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                inbox.recordsMax(),
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                6_000,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                2_000,
                ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                10_000,
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
    }
}
