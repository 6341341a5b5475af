package io.signalbox.quickstart;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * One database and three roles per service: the owner migrates, the application sees one tenant at a time, the processor
 * keeps the read models. Safe to repeat.
 */
final class DatabaseCreation {
    private final Postgres postgres;

    DatabaseCreation(Postgres postgres) {
        this.postgres = postgres;
    }

    void create(String service, String ownerPassword, String appPassword, String processorPassword) {
        try (Connection connection = DriverManager.getConnection(
                        postgres.url(), postgres.superuser(), postgres.superuserPassword());
                Statement sql = connection.createStatement()) {
            role(sql, service + "_owner", ownerPassword);
            role(sql, service + "_app", appPassword);
            role(sql, service + "_processor", processorPassword);
            String database = "signalbox_" + service;
            if (!exists(sql, "select 1 from pg_database where datname = '" + database + "'")) {
                sql.execute("create database " + database + " owner " + service + "_owner");
                sql.execute("revoke all on database " + database + " from public");
                sql.execute(
                        "grant connect on database " + database + " to " + service + "_app, " + service + "_processor");
            }
        } catch (SQLException e) {
            throw new Complaint(
                    Complaint.Exit.FAILED,
                    "The database of the " + service + " service was not made: " + e.getMessage(),
                    e);
        }
    }

    private static void role(Statement sql, String role, String password) throws SQLException {
        if (!exists(sql, "select 1 from pg_roles where rolname = '" + role + "'")) {
            sql.execute("create role " + role + " login nosuperuser nobypassrls");
        }
        sql.execute("alter role " + role + " password '" + password + "'");
    }

    private static boolean exists(Statement sql, String query) throws SQLException {
        try (ResultSet rows = sql.executeQuery(query)) {
            return rows.next();
        }
    }
}
