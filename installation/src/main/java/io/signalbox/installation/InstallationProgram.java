package io.signalbox.installation;

import io.signalbox.contracts.PathOwners.Owner;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The program an operator runs before the services, in a container or by hand. Settings come from the environment, every
 * command may be repeated, and nothing that is there is changed. Exit codes: 0 done, 1 refused or failed, 2 wrong usage.
 */
public final class InstallationProgram {
    private static final String USAGE = """
            Usage: installation COMMAND

              topics      make the topics that are missing, check those that are there
                          SIGNALBOX_KAFKA_BOOTSTRAP_SERVERS brokers, host:port,...
                          SIGNALBOX_REPLICATION_FACTOR      copies of each record; default 3
                          SIGNALBOX_PARTITIONS_MAX          most partitions of a topic; default as declared
              databases   make the databases and roles that are missing, set the roles' passwords
                          SIGNALBOX_POSTGRES_URL            jdbc:postgresql://host:port/postgres
                          SIGNALBOX_POSTGRES_USER           may create roles and databases; default postgres
                          SIGNALBOX_PASSWORD_DIRECTORY      files: superuser, and <service>-owner, -app, -processor
            """;

    private final Map<String, String> environment;
    private final PrintStream out;

    InstallationProgram(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(new InstallationProgram(System.getenv(), System.out).run(List.of(arguments)));
    }

    int run(List<String> arguments) {
        try {
            switch (arguments.isEmpty() ? "" : arguments.getFirst()) {
                case "topics" -> topics();
                case "databases" -> databases();
                default -> {
                    out.print(USAGE);
                    return 2;
                }
            }
            return 0;
        } catch (InstallationException refused) {
            out.println("installation: " + refused.getMessage());
            return 1;
        }
    }

    private void topics() throws InstallationException {
        TopicCreation creation = new TopicCreation(
                required("SIGNALBOX_KAFKA_BOOTSTRAP_SERVERS"),
                (short) number("SIGNALBOX_REPLICATION_FACTOR", 3),
                number("SIGNALBOX_PARTITIONS_MAX", Integer.MAX_VALUE));
        creation.create().forEach(topic -> out.println("topic " + topic + " made"));
        creation.check();
        out.println("topics are ready");
    }

    private void databases() throws InstallationException {
        Path passwords = Path.of(required("SIGNALBOX_PASSWORD_DIRECTORY"));
        DatabaseCreation creation = new DatabaseCreation(
                required("SIGNALBOX_POSTGRES_URL"),
                environment.getOrDefault("SIGNALBOX_POSTGRES_USER", "postgres"),
                password(passwords, "superuser"));
        for (Owner owner : Owner.values()) {
            if (owner != Owner.GATEWAY) {
                String service = owner.name().toLowerCase(java.util.Locale.ROOT);
                creation.create(
                        service,
                        new RolePasswords(
                                password(passwords, service + "-owner"),
                                password(passwords, service + "-app"),
                                password(passwords, service + "-processor")));
                out.println("database signalbox_" + service + " is ready");
            }
        }
    }

    private static String password(Path directory, String name) throws InstallationException {
        Path file = directory.resolve(name);
        try {
            String password = Files.readString(file).strip();
            if (password.isEmpty()) {
                throw new InstallationException(file + " is empty: a role without a password is never made");
            }
            return password;
        } catch (IOException e) {
            throw new InstallationException("the password file " + file + " cannot be read", e);
        }
    }

    private String required(String name) throws InstallationException {
        @Nullable String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new InstallationException(name + " must be set");
        }
        return value;
    }

    private int number(String name, int otherwise) throws InstallationException {
        String text = environment.getOrDefault(name, "");
        try {
            return text.isBlank() ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new InstallationException(name + " must be a number, not '" + text + "'", e);
        }
    }
}
