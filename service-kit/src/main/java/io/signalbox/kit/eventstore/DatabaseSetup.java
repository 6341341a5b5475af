package io.signalbox.kit.eventstore;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Makes a service's database and its three roles, for tests and for whoever sets up an installation by hand. Safe to
 * repeat.
 */
public final class DatabaseSetup {
    private final String superuserUrl;
    private final String superuser;
    private final String superuserPassword;

    /** {@code superuserUrl} addresses any database of the server, usually {@code postgres}. */
    public DatabaseSetup(String superuserUrl, String superuser, String superuserPassword) {
        this.superuserUrl = superuserUrl;
        this.superuser = superuser;
        this.superuserPassword = superuserPassword;
    }

    /** Makes {@code database} and the roles of {@code service}, each with that password. */
    public void create(String service, String database, String password) throws SQLException {
        try (Connection connection = DriverManager.getConnection(superuserUrl, superuser, superuserPassword);
                Statement sql = connection.createStatement()) {
            for (String role : new String[] {"owner", "app", "processor"}) {
                String name = service + "_" + role;
                if (!exists(sql, "select 1 from pg_roles where rolname = '" + name + "'")) {
                    sql.execute("create role " + name + " login nosuperuser nobypassrls");
                }
                sql.execute("alter role " + name + " password '" + password.replace("'", "''") + "'");
            }
            if (!exists(sql, "select 1 from pg_database where datname = '" + database + "'")) {
                sql.execute("create database " + database + " owner " + service + "_owner");
                sql.execute("revoke all on database " + database + " from public");
                sql.execute(
                        "grant connect on database " + database + " to " + service + "_app, " + service + "_processor");
            }
        }
    }

    private static boolean exists(Statement sql, String query) throws SQLException {
        try (ResultSet rows = sql.executeQuery(query)) {
            return rows.next();
        }
    }
}
