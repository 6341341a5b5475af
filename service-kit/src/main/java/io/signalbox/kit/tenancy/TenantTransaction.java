package io.signalbox.kit.tenancy;

import io.signalbox.contracts.TenantId;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs reads and writes on the app pool as one tenant. The database shows that tenant's rows and nobody else's; a query
 * outside of it sees nothing at all. Tables follow by one line in their migration: {@code call tenant_table('name')}.
 */
public final class TenantTransaction {
    private final TransactionTemplate transactions;
    private final JdbcClient jdbc;

    TenantTransaction(PlatformTransactionManager appTransactions, JdbcClient appJdbc) {
        this.transactions = new TransactionTemplate(appTransactions);
        this.jdbc = appJdbc;
    }

    /** The result of {@code work} in one transaction that sees that tenant. */
    public <T> T in(TenantId tenant, Supplier<T> work) {
        T result = transactions.execute(status -> {
            enter(tenant);
            return work.get();
        });
        if (result == null) {
            throw new IllegalStateException("work in a tenant's transaction gives a result");
        }
        return result;
    }

    /** As {@link #in} for work without a result. */
    public void run(TenantId tenant, Runnable work) {
        transactions.executeWithoutResult(status -> {
            enter(tenant);
            work.run();
        });
    }

    /** For code that is in a transaction already, a command handler for example: from here on it sees that tenant. */
    public void enter(TenantId tenant) {
        jdbc.sql("select set_config('app.tenant', ?, true)")
                .param(tenant.value())
                .query(String.class)
                .single();
    }
}
