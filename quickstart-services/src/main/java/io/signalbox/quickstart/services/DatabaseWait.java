package io.signalbox.quickstart.services;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Lets a context find out what it consists of while the launcher still makes its database: only when the first bean is
 * wanted must the database be there. Whatever is wrong with the database after {@link #MAX} the service says itself.
 */
final class DatabaseWait implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final Duration MAX = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);

    private final String service;

    DatabaseWait(String service) {
        this.service = service;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.addBeanFactoryPostProcessor(definitions -> await(context.getEnvironment()));
    }

    private void await(Environment settings) {
        String url = settings.getRequiredProperty("signalbox.database.url");
        String password = settings.getRequiredProperty("signalbox.database.owner-password");
        long until = System.nanoTime() + MAX.toNanos();
        while (!opens(url, password) && System.nanoTime() < until) {
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private boolean opens(String url, String password) {
        try (Connection connection = DriverManager.getConnection(url, service + "_owner", password)) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }
}
