package io.signalbox.usage.rollup;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration
class RollupWiring {
    @Bean
    RollupRebuild rollupRebuild(
            @Qualifier("processorJdbc") JdbcClient jdbc,
            @Qualifier("processorTransactions") PlatformTransactionManager transactions) {
        return new RollupRebuild(jdbc, new TransactionTemplate(transactions));
    }
}
