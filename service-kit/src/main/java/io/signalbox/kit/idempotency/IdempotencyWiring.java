package io.signalbox.kit.idempotency;

import io.signalbox.kit.eventstore.DatabaseWiring;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** Where there is a database, keyed calls are remembered in it. */
@AutoConfiguration(after = DatabaseWiring.class)
@ConditionalOnClass(JdbcClient.class)
@ConditionalOnBean(JdbcClient.class)
public class IdempotencyWiring {
    @Bean
    IdempotencyFilter idempotencyFilter(JdbcClient jdbc, Environment environment) {
        DataSize bodySizeMax = environment.getProperty(
                "spring.http.codecs.max-in-memory-size", DataSize.class, DataSize.ofMegabytes(1));
        return new IdempotencyFilter(new KeyedAnswers(jdbc), bodySizeMax);
    }
}
