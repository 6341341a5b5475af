package io.signalbox.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A persistent PostgreSQL on loopback, with {@code fsync} on: the ledger in it is real. */
final class Postgres {
    private static final String SUPERUSER = "postgres";

    private final Home home;
    private final Ports ports;
    private final Secrets secrets;

    Postgres(Home home, Ports ports, Secrets secrets) {
        this.home = home;
        this.ports = ports;
        this.secrets = secrets;
    }

    List<String> command() {
        Path bin = new PostgresBinaries(home).bin();
        if (!Files.exists(data().resolve("PG_VERSION"))) {
            initialise(bin);
        }
        List<String> command = new ArrayList<>(asOrdinaryUser());
        command.addAll(List.of(
                bin.resolve("postgres").toString(),
                "-D",
                data().toString(),
                "-p",
                String.valueOf(ports.postgres()),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "shared_buffers=96MB",
                "-c",
                "max_connections=150",
                "-c",
                "max_wal_size=1GB"));
        return command;
    }

    /** JDBC address of the administrative database, without user or password. */
    String url() {
        return "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/postgres";
    }

    String superuser() {
        return SUPERUSER;
    }

    String superuserPassword() {
        return secrets.text("postgres-superuser");
    }

    boolean ready() {
        try (Connection connection = DriverManager.getConnection(url(), SUPERUSER, superuserPassword())) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    private Path data() {
        return home.state("postgres").resolve("data");
    }

    private void initialise(Path bin) {
        List<String> command = new ArrayList<>(asOrdinaryUser());
        Path password = home.secret("postgres-superuser");
        secrets.text("postgres-superuser");
        command.addAll(List.of(
                bin.resolve("initdb").toString(),
                "-D",
                data().toString(),
                "-U",
                SUPERUSER,
                "--pwfile=" + password,
                "-A",
                "scram-sha-256",
                // Hashing again and again protects words that can be guessed. These passwords are 24 random bytes, and
                // a start opens dozens of connections.
                "-c",
                "scram_iterations=64",
                "-E",
                "UTF8",
                "--locale=C",
                "--no-instructions"));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            home.log(Part.POSTGRES).toFile()))
                    .start();
            if (process.waitFor() != 0) {
                throw new Complaint(
                        Complaint.Exit.FAILED,
                        "PostgreSQL could not make its data folder; its own words are in " + home.log(Part.POSTGRES));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own the same user is an ordinary one. */
    private static List<String> asOrdinaryUser() {
        return "root".equals(System.getProperty("user.name")) ? List.of("unshare", "--user") : List.of();
    }
}
