package io.signalbox.kit.kafka;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the broker is.
 *
 * @param bootstrapServers {@code host:port} of one or more brokers
 */
@ConfigurationProperties("signalbox.kafka")
public record KafkaProperties(
        @DefaultValue("127.0.0.1:19092") List<String> bootstrapServers) {
    /** As Kafka's clients want it. */
    public String addresses() {
        return String.join(",", bootstrapServers);
    }
}
