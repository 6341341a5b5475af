package io.signalbox.kit.tenancy;

import io.signalbox.kit.eventstore.DatabaseWiring;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** One tenant at a time, wherever there is a database. */
@AutoConfiguration(after = DatabaseWiring.class)
@ConditionalOnClass(JdbcClient.class)
@ConditionalOnBean(DatabaseWiring.class)
public class TenancyWiring {
    @Bean
    TenantTransaction tenantTransaction(PlatformTransactionManager appTransactions, JdbcClient appJdbc) {
        return new TenantTransaction(appTransactions, appJdbc);
    }
}
