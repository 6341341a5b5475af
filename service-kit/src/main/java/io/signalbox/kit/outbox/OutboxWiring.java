package io.signalbox.kit.outbox;

import io.signalbox.kit.eventstore.EventStoreWiring;
import io.signalbox.kit.kafka.KafkaProperties;
import io.signalbox.kit.kafka.KafkaWiring;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One processor, {@code <service>.outbox}, for a service that declares an {@link OutboxPublisher}. */
@AutoConfiguration(after = {EventStoreWiring.class, KafkaWiring.class})
@ConditionalOnClass({ConfigurerModule.class, JdbcClient.class})
@ConditionalOnBean(OutboxPublisher.class)
public class OutboxWiring {
    private final String service;

    OutboxWiring(Environment environment) {
        this.service = environment.getRequiredProperty("spring.application.name");
    }

    @Bean
    OutboxProducer outboxProducer(KafkaProperties kafka) {
        return new OutboxProducer(kafka.addresses(), service);
    }

    @Bean
    ConfigurerModule outbox(
            OutboxPublisher publisher,
            @Qualifier("processorJdbc") JdbcClient processorJdbc,
            OutboxProducer outboxProducer) {
        String processor = service + ".outbox";
        Outbox outbox =
                new Outbox(new OutboxBatch(service, publisher, new PublishedStateTable(processorJdbc), outboxProducer));
        return configurer -> configurer.eventProcessing(processing -> processing
                .registerEventHandler(configuration -> outbox)
                .assignHandlerInstancesMatching(processor, Integer.MAX_VALUE, handler -> handler == outbox));
    }
}
