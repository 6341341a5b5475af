package io.signalbox.usage.ledger;

import io.signalbox.kit.contractjson.ContractJson;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration
class LedgerWiring {
    @Bean
    LedgerPartitions ledgerPartitions(
            @Qualifier("processorJdbc") JdbcClient jdbc,
            @Qualifier("processorTransactions") PlatformTransactionManager transactions,
            Clock clock) {
        return new LedgerPartitions(jdbc, new TransactionTemplate(transactions), clock);
    }

    @Bean
    PartitionKeeper partitionKeeper(LedgerPartitions partitions) {
        return new PartitionKeeper(partitions);
    }

    @Bean
    Ledger ledger(@Qualifier("processorJdbc") JdbcClient jdbc, LedgerPartitions partitions) {
        return new Ledger(jdbc, ContractJson.mapper(), partitions);
    }

    @Bean
    LedgerEntries ledgerEntries(@Qualifier("appJdbc") JdbcClient jdbc) {
        return new LedgerEntries(jdbc, ContractJson.mapper());
    }
}
