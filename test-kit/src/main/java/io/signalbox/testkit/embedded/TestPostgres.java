package io.signalbox.testkit.embedded;

import io.signalbox.kit.eventstore.DatabaseSetup;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** One real PostgreSQL for the whole test JVM; a fresh database for whoever asks. */
public final class TestPostgres {
    private static final String PASSWORD = "only-for-tests";

    private final EmbeddedPostgres postgres;
    private final AtomicInteger databases = new AtomicInteger();

    TestPostgres() {
        try {
            postgres = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("shared_buffers", "64MB")
                    .setServerConfig("log_statement", "none")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL for the tests did not start", e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop-test-postgres"));
    }

    /** An empty database with the three roles of that service, exactly as an installation has them. */
    public TestDatabase database(String service) {
        String name = "signalbox_" + service + "_" + databases.incrementAndGet();
        try {
            new DatabaseSetup(url("postgres"), "postgres", "postgres").create(service, name, PASSWORD);
        } catch (SQLException e) {
            throw new IllegalStateException("no database for " + service, e);
        }
        return new TestDatabase(service, url(name), PASSWORD);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + database;
    }

    private void stop() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
