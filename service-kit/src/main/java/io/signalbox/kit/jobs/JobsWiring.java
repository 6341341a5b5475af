package io.signalbox.kit.jobs;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.kit.eventstore.DatabaseWiring;
import io.signalbox.kit.identity.IdSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Jobs wherever there is a database; workers for the kinds a service declares. */
@AutoConfiguration(after = DatabaseWiring.class)
@ConditionalOnClass(JdbcClient.class)
@ConditionalOnBean(DatabaseWiring.class)
public class JobsWiring {
    @Bean
    Jobs jobs(@Qualifier("processorJdbc") JdbcClient processorJdbc, IdSource ids) {
        return new Jobs(processorJdbc, ids);
    }

    @Bean
    JobLoops jobLoops(
            ObjectProvider<JobWorker> workers,
            @Qualifier("processorJdbc") JdbcClient processorJdbc,
            MeterRegistry meters) {
        JobTable table = new JobTable(processorJdbc);
        return new JobLoops(workers.stream().toList(), worker -> new JobLoop(worker, table, meters));
    }
}
