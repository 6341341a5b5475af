package io.signalbox.bench.ledger;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.bench.Installation;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.usage.ingest.IngestMetrics;
import io.signalbox.usage.ingest.LedgerIngest;
import io.signalbox.usage.ledger.Ledger;
import io.signalbox.usage.ledger.LedgerPartitions;
import io.signalbox.usage.rating.PriceBook;
import io.signalbox.usage.rating.WhenPriceSetThenRateAgain;
import java.time.Clock;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The usage service's own database in a running installation, with the intake wired on the processor's role as the service
 * wires it; and the same server as its superuser sees it, for the rows the ledger is filled with and compared to.
 */
final class LedgerDatabase implements AutoCloseable {
    final TransactionTemplate transaction;
    final JdbcClient processor;
    final LedgerIngest ingest;
    final WhenPriceSetThenRateAgain prices;
    final JdbcClient superuser;
    final TransactionTemplate plainTransaction;
    private final SingleConnectionDataSource processorConnection;
    private final SingleConnectionDataSource superuserConnection;

    LedgerDatabase(Installation installation) {
        String url = installation.database("signalbox_usage");
        processorConnection = connection(url, "usage_processor", installation.secret("postgres-usage-processor"));
        superuserConnection = connection(url, "postgres", installation.secret("postgres-superuser"));
        processor = JdbcClient.create(processorConnection);
        transaction = transactions(processorConnection);
        superuser = JdbcClient.create(superuserConnection);
        plainTransaction = transactions(superuserConnection);
        LedgerPartitions partitions = new LedgerPartitions(processor, transaction, Clock.systemUTC());
        ingest = new LedgerIngest(
                processor,
                new PriceBook(processor, ContractJson.mapper()),
                new Ledger(processor, ContractJson.mapper(), partitions),
                Clock.systemUTC(),
                new IngestMetrics(new SimpleMeterRegistry()));
        prices = new WhenPriceSetThenRateAgain(processor, ContractJson.mapper());
    }

    /** The plain insert's connection: the superuser's, whom no row-level security holds up. */
    DataSource plain() {
        return superuserConnection;
    }

    private static TransactionTemplate transactions(DataSource source) {
        return new TransactionTemplate(new JdbcTransactionManager(source));
    }

    private static SingleConnectionDataSource connection(String url, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        source.setReWriteBatchedInserts(true);
        try {
            return new SingleConnectionDataSource(source.getConnection(), true);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException("no connection to the usage service's database as " + user, e);
        }
    }

    @Override
    public void close() {
        processorConnection.destroy();
        superuserConnection.destroy();
    }
}
