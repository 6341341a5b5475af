package io.signalbox.usage.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.usage.ledger.Ledger;
import io.signalbox.usage.rating.PriceBook;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration
class IngestWiring {
    @Bean
    LedgerIngest ledgerIngest(
            @Qualifier("processorJdbc") JdbcClient jdbc,
            PriceBook prices,
            Ledger ledger,
            Clock clock,
            MeterRegistry metrics) {
        return new LedgerIngest(jdbc, prices, ledger, clock, new IngestMetrics(metrics));
    }
}
