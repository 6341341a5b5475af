package io.signalbox.kit.eventstore;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.signalbox.kit.problem.OperatingErrorSign;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;

/** Two pools on one database, migrated by a third role before either is used. */
@AutoConfiguration(before = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
@ConditionalOnClass({Flyway.class, HikariDataSource.class})
@EnableConfigurationProperties(DatabaseProperties.class)
public class DatabaseWiring {
    private static final int POSTGRES_VERSION_MIN = 17;

    private final DatabaseProperties properties;
    private final String service;

    DatabaseWiring(DatabaseProperties properties, Environment environment) {
        this.properties = properties;
        this.service = environment.getRequiredProperty("spring.application.name");
    }

    /** Scripts of the kit and of the service, and whatever migrations are beans: those that no script can know. */
    @Bean
    Flyway migrations(ObjectProvider<JavaMigration> inCode) throws SQLException {
        DriverManagerDataSource owner = new DriverManagerDataSource(
                properties.requiredUrl(), service + "_owner", properties.passwordOf("owner"));
        try (var connection = owner.getConnection()) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < POSTGRES_VERSION_MIN) {
                throw new IllegalStateException("PostgreSQL " + POSTGRES_VERSION_MIN
                        + " or newer is needed (transaction_timeout); this is " + version);
            }
        }
        Flyway flyway = Flyway.configure()
                .dataSource(owner)
                .locations("classpath:db/kit", "classpath:db/" + service)
                .placeholders(Map.of(
                        "owner", service + "_owner", "app", service + "_app", "processor", service + "_processor"))
                .javaMigrations(inCode.stream().toArray(JavaMigration[]::new))
                .load();
        flyway.migrate();
        return flyway;
    }

    /** For commands and controllers; row-level security shows one tenant at a time. */
    @Bean
    @Primary
    @DependsOn("migrations")
    HikariDataSource appDataSource() {
        return pool("app", properties.appConnectionsMax());
    }

    /** For processors, outbox, inbox and workers; sees every tenant. */
    @Bean
    @DependsOn("migrations")
    HikariDataSource processorDataSource() {
        return pool("processor", properties.processorConnectionsMax());
    }

    @Bean
    @Primary
    PlatformTransactionManager appTransactions(DataSource appDataSource) {
        return new DataSourceTransactionManager(appDataSource);
    }

    @Bean
    PlatformTransactionManager processorTransactions(@Qualifier("processorDataSource") DataSource processor) {
        return new DataSourceTransactionManager(processor);
    }

    @Bean
    @Primary
    JdbcClient appJdbc(DataSource appDataSource) {
        return JdbcClient.create(appDataSource);
    }

    @Bean
    JdbcClient processorJdbc(@Qualifier("processorDataSource") DataSource processor) {
        return JdbcClient.create(processor);
    }

    /** What is the database's trouble and not the caller's: answered 503, retried, never parked. */
    @Bean
    OperatingErrorSign databaseAway() {
        return DatabaseWiring::isDatabaseAway;
    }

    /** Whether a failure says the database is away or busy, anywhere in its causes. */
    public static boolean isDatabaseAway(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotGetJdbcConnectionException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof TransientDataAccessException
                    || cause instanceof SQLTransientException
                    || (cause instanceof SQLException sql && isConnectionState(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Class 08 connection, 53 resources, 57P shutdown, 40 rollback (serialisation, deadlock), 25P04 transaction timeout.
     * A failure without a state never reached the database: the pool says so of a connection that broke, when a
     * transaction is to be rolled back on it and that failure takes the place of the first.
     */
    private static boolean isConnectionState(@Nullable String state) {
        return state == null
                || (state.startsWith("08")
                        || state.startsWith("53")
                        || state.startsWith("57P")
                        || state.startsWith("40")
                        || state.equals("25P04"));
    }

    private HikariDataSource pool(String role, int connectionsMax) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(service + "-" + role);
        config.setJdbcUrl(properties.requiredUrl());
        config.setUsername(service + "_" + role);
        config.setPassword(properties.passwordOf(role));
        config.setMaximumPoolSize(connectionsMax);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(3_000);
        config.setInitializationFailTimeout(30_000);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("connectTimeout", "3");
        config.addDataSourceProperty("socketTimeout", "30");
        config.addDataSourceProperty("ApplicationName", service + "-" + role);
        // No transaction may stay open for longer than the event store waits for a gap to be filled.
        config.addDataSourceProperty("options", "-c transaction_timeout=20s");
        return new HikariDataSource(config);
    }
}
