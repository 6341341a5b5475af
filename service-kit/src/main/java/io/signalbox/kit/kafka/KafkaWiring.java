package io.signalbox.kit.kafka;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Where the broker is, for whoever talks to it. */
@AutoConfiguration
@EnableConfigurationProperties(KafkaProperties.class)
public class KafkaWiring {}
