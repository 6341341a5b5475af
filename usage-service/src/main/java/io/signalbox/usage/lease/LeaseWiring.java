package io.signalbox.usage.lease;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration
class LeaseWiring {
    /** One call asks for many tenants, so it runs as the role that sees all of them. */
    @Bean
    Leasing leasing(
            @Qualifier("processorJdbc") JdbcClient jdbc,
            @Qualifier("processorTransactions") PlatformTransactionManager transactions) {
        return new Leasing(jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    WindowKeeper windowKeeper(@Qualifier("processorJdbc") JdbcClient jdbc) {
        return new WindowKeeper(jdbc);
    }
}
