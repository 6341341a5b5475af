package io.signalbox.kit.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.kit.deadletter.DeadLetterController;
import io.signalbox.kit.deadletter.DeadLetters;
import io.signalbox.kit.eventstore.DatabaseWiring;
import io.signalbox.kit.identity.IdSource;
import io.signalbox.kit.kafka.KafkaProperties;
import io.signalbox.kit.kafka.KafkaWiring;
import io.signalbox.kit.problem.OperatingErrorSign;
import io.signalbox.kit.tracing.Tracing;
import io.signalbox.kit.tracing.TracingWiring;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs the inboxes a service declares. */
@AutoConfiguration(after = {DatabaseWiring.class, KafkaWiring.class, TracingWiring.class})
@ConditionalOnClass(JdbcClient.class)
@ConditionalOnBean(Inbox.class)
@Import(DeadLetterController.class)
public class InboxWiring {
    @Bean
    OperatingTrouble operatingTrouble(List<OperatingErrorSign> signs) {
        return new OperatingTrouble(signs);
    }

    @Bean
    DeadLetters deadLetters(@Qualifier("processorJdbc") JdbcClient processorJdbc, IdSource ids) {
        return new DeadLetters(processorJdbc, ids);
    }

    @Bean
    InboxTelemetry inboxTelemetry(MeterRegistry meters, Tracing tracing, Clock clock) {
        return new InboxTelemetry(meters, tracing, clock);
    }

    @Bean
    InboxParts inboxParts(
            @Qualifier("processorJdbc") JdbcClient processorJdbc,
            @Qualifier("processorTransactions") PlatformTransactionManager transactions,
            DeadLetters deadLetters,
            OperatingTrouble trouble,
            InboxTelemetry telemetry) {
        return new InboxParts(processorJdbc, new TransactionTemplate(transactions), deadLetters, trouble, telemetry);
    }

    @Bean
    Inboxes inboxes(
            List<Inbox> inboxes,
            InboxParts parts,
            KafkaProperties kafka,
            @Qualifier("processorJdbc") JdbcClient processorJdbc) {
        return new Inboxes(inboxes, parts, new InboxConnections(kafka.addresses(), processorJdbc));
    }
}
