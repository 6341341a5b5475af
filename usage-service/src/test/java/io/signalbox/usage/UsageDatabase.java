package io.signalbox.usage;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.embedded.TestDatabase;
import io.signalbox.usage.ingest.IngestMetrics;
import io.signalbox.usage.ingest.LedgerIngest;
import io.signalbox.usage.ledger.Ledger;
import io.signalbox.usage.ledger.LedgerPartitions;
import io.signalbox.usage.rating.ConcernedAttempts;
import io.signalbox.usage.rating.PriceBook;
import io.signalbox.usage.rating.RatingTasks;
import io.signalbox.usage.rating.WhenPriceSetThenRateAgain;
import io.signalbox.usage.rollup.RollupRebuild;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A fresh database of the usage service, and its parts wired on the processor's role, without Spring and Kafka. */
public final class UsageDatabase {

    public final JdbcClient processor;
    public final JdbcClient app;
    public final TransactionTemplate transaction;
    public final TransactionTemplate appTransaction;
    public final LedgerIngest ingest;
    public final RatingTasks tasks;
    public final WhenPriceSetThenRateAgain prices;
    public final LedgerPartitions partitions;
    public final RollupRebuild rebuild;
    public final ObjectMapper json = ContractJson.mapper();

    public UsageDatabase(Clock clock) {
        TestDatabase database = create();
        PGSimpleDataSource processorPool = source(database, "processor");
        PGSimpleDataSource appPool = source(database, "app");
        processor = JdbcClient.create(processorPool);
        app = JdbcClient.create(appPool);
        transaction = new TransactionTemplate(new JdbcTransactionManager(processorPool));
        appTransaction = new TransactionTemplate(new JdbcTransactionManager(appPool));
        PriceBook book = new PriceBook(processor, json);
        partitions = new LedgerPartitions(processor, transaction, clock);
        Ledger ledger = new Ledger(processor, json, partitions);
        ingest = new LedgerIngest(processor, book, ledger, clock, new IngestMetrics(new SimpleMeterRegistry()));
        prices = new WhenPriceSetThenRateAgain(processor, json);
        rebuild = new RollupRebuild(processor, transaction);
        tasks = new RatingTasks(processor, transaction, book, new ConcernedAttempts(processor, json), ledger, clock);
    }

    /** What the app's role sees as that tenant. */
    public <T> T as(TenantId tenant, Supplier<T> work) {
        return Objects.requireNonNull(appTransaction.execute(status -> {
            app.sql("SELECT set_config('app.tenant', :tenant, true)")
                    .param("tenant", tenant.value())
                    .query(String.class)
                    .single();
            return work.get();
        }));
    }

    private static TestDatabase create() {
        TestDatabase database = EmbeddedServices.postgres().database("usage");
        Flyway.configure()
                .dataSource(source(database, "owner"))
                .locations("classpath:db/kit", "classpath:db/usage")
                .placeholders(Map.of("owner", "usage_owner", "app", "usage_app", "processor", "usage_processor"))
                .load()
                .migrate();
        return database;
    }

    private static PGSimpleDataSource source(TestDatabase database, String role) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser("usage_" + role);
        source.setPassword(database.password());
        return source;
    }
}
