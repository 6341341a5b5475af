package io.signalbox.installation;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * One database and three roles per service: the owner migrates, the application sees one tenant at a time, the processor
 * keeps the read models. None of them is a superuser or passes row-level security by right.
 */
final class DatabaseCreation {
    private final String url;
    private final String user;
    private final String password;

    DatabaseCreation(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    void create(String service, RolePasswords passwords) throws InstallationException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement sql = connection.createStatement()) {
            role(sql, service + "_owner", passwords.owner());
            role(sql, service + "_app", passwords.app());
            role(sql, service + "_processor", passwords.processor());
            database(sql, service);
        } catch (SQLException e) {
            throw new InstallationException(
                    "the database of the " + service + " service was not made: " + e.getMessage(), e);
        }
    }

    private void database(Statement sql, String service) throws SQLException {
        String database = "signalbox_" + service;
        String owner = service + "_owner";
        if (!exists(sql, "select 1 from pg_database where datname = '" + database + "'")) {
            // A managed server's administrator may own nothing in another's name before it is a member.
            sql.execute("grant " + owner + " to " + sql.enquoteIdentifier(user, true));
            sql.execute("create database " + database + " owner " + owner);
        }
        sql.execute("revoke all on database " + database + " from public");
        sql.execute("grant connect on database " + database + " to " + service + "_app, " + service + "_processor");
    }

    private static void role(Statement sql, String role, String password) throws SQLException {
        if (!exists(sql, "select 1 from pg_roles where rolname = '" + role + "'")) {
            sql.execute("create role " + role + " login");
        }
        sql.execute("alter role " + role + " password " + sql.enquoteLiteral(password));
    }

    private static boolean exists(Statement sql, String query) throws SQLException {
        try (ResultSet rows = sql.executeQuery(query)) {
            return rows.next();
        }
    }
}
