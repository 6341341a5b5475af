package io.signalbox.usage.rating;

import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.usage.ledger.Ledger;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration
class RatingWiring {
    @Bean
    PriceBook priceBook(@Qualifier("processorJdbc") JdbcClient jdbc) {
        return new PriceBook(jdbc, ContractJson.mapper());
    }

    @Bean
    WhenPriceSetThenRateAgain whenPriceSetThenRateAgain(@Qualifier("processorJdbc") JdbcClient jdbc) {
        return new WhenPriceSetThenRateAgain(jdbc, ContractJson.mapper());
    }

    @Bean
    RatingTasks ratingTasks(
            @Qualifier("processorJdbc") JdbcClient jdbc,
            @Qualifier("processorTransactions") PlatformTransactionManager transactions,
            PriceBook prices,
            Ledger ledger,
            Clock clock) {
        return new RatingTasks(
                jdbc,
                new TransactionTemplate(transactions),
                prices,
                new ConcernedAttempts(jdbc, ContractJson.mapper()),
                ledger,
                clock);
    }

    @Bean
    RatingWorker ratingWorker(RatingTasks tasks) {
        return new RatingWorker(tasks);
    }
}
