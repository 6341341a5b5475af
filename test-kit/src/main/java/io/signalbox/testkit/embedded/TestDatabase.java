package io.signalbox.testkit.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/**
 * A service's own database.
 *
 * @param url JDBC address without user or password
 * @param password the one of all three roles
 */
public record TestDatabase(String service, String url, String password) {
    /** As {@code owner} (migrations), {@code app} (one tenant at a time) or {@code processor} (read models). */
    public Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(url, service + "_" + role, password);
    }

    /** As the server's superuser, whom row-level security does not hold: to see what is really there. */
    public Connection connectAsSuperuser() throws SQLException {
        return DriverManager.getConnection(url, "postgres", "postgres");
    }

    /** What a service needs to be told to use it. */
    public Map<String, String> properties() {
        return Map.of(
                "signalbox.database.url",
                url,
                "signalbox.database.owner-password",
                password,
                "signalbox.database.app-password",
                password,
                "signalbox.database.processor-password",
                password);
    }
}
