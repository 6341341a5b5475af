package io.signalbox.quickstart;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Our own programs: what each is told, and how it is started. */
final class Programs {
    private final Home home;
    private final Ports ports;
    private final Secrets secrets;
    private final JavaProgram java;

    Programs(Home home, Ports ports, Secrets secrets, JavaProgram java) {
        this.home = home;
        this.ports = ports;
        this.secrets = secrets;
        this.java = java;
    }

    List<String> simulator() {
        return java.command(
                Part.SIMULATOR,
                "io.signalbox.simulator.SimulatedProviderProgram",
                List.of("-Xmx96m", "-XX:TieredStopAtLevel=1"),
                "--port",
                String.valueOf(ports.simulator()),
                "--tally",
                home.state("simulator").resolve("tally.ndjson").toString(),
                "--key",
                "openai=" + secrets.text("simulator-openai-key"),
                "--key",
                "anthropic=" + secrets.text("simulator-anthropic-key"),
                "--admin-token",
                secrets.text("simulator-admin-token"));
    }

    List<String> gateway() {
        Path config = config(Part.GATEWAY, gatewaySettings());
        return java.command(
                Part.GATEWAY,
                "io.signalbox.gateway.GatewayServiceApplication",
                JvmOptions.GATEWAY,
                "--spring.config.additional-location=file:" + config);
    }

    List<String> services() {
        List<String> arguments = new ArrayList<>();
        Part.EACH_SERVICE.forEach(part -> arguments.add(part.label() + "=" + config(part, serviceSettings(part))));
        return java.command(
                Part.SERVICES,
                "io.signalbox.quickstart.services.ServicesApplication",
                List.of("-Xmx420m", "-XX:TieredStopAtLevel=1"),
                arguments.toArray(String[]::new));
    }

    List<String> service(Part part) {
        Path config = config(part, serviceSettings(part));
        String name =
                Character.toUpperCase(part.label().charAt(0)) + part.label().substring(1);
        return java.command(
                part,
                "io.signalbox." + part.label() + "." + name + "ServiceApplication",
                List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
                "--spring.config.additional-location=file:" + config);
    }

    /** Database passwords of one service, for the roles that are made before it starts. */
    String databasePassword(Part service, String role) {
        return secrets.text("postgres-" + service.label() + "-" + role);
    }

    private Map<String, String> gatewaySettings() {
        Map<String, String> settings = shared(ports.gateway(), ports.gatewayManagement());
        Part.EACH_SERVICE.forEach(part -> settings.put("signalbox.owners." + part.label(), address(part)));
        settings.put(
                "signalbox.gateway.journal.directory",
                home.state("gateway").resolve("journal").toString());
        settings.put(
                "signalbox.gateway.state-directory",
                home.state("gateway").resolve("state").toString());
        settings.put(
                "signalbox.gateway.grant-key-file", secrets.keyFile("grant-key").toString());
        return settings;
    }

    private Map<String, String> serviceSettings(Part part) {
        Map<String, String> settings = shared(ports.service(part), ports.serviceManagement(part));
        settings.put(
                "signalbox.database.url",
                "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/signalbox_" + part.label());
        settings.put("signalbox.database.owner-password", databasePassword(part, "owner"));
        settings.put("signalbox.database.app-password", databasePassword(part, "app"));
        settings.put("signalbox.database.processor-password", databasePassword(part, "processor"));
        settings.put("signalbox.owners.credential", address(Part.CREDENTIAL));
        if (part == Part.VFS) {
            settings.put("signalbox.vfs.batch.gateway", "http://127.0.0.1:" + ports.gateway());
        }
        if (part == Part.CREDENTIAL) {
            settings.put(
                    "signalbox.sealing.master-key-file",
                    secrets.keyFile("master-key").toString());
            settings.put(
                    "signalbox.bootstrap.administrator-token-file",
                    home.secret("administrator-token").toString());
        }
        return settings;
    }

    private Map<String, String> shared(int port, int managementPort) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("server.port", String.valueOf(port));
        settings.put("server.address", "127.0.0.1");
        settings.put("management.server.port", String.valueOf(managementPort));
        settings.put("management.server.address", "127.0.0.1");
        settings.put("signalbox.kafka.bootstrap-servers", "127.0.0.1:" + ports.kafka());
        settings.put("signalbox.identity.directory", secrets.identities().toString());
        // The simulated provider lives on this machine; nothing else private may be reached.
        settings.put("signalbox.egress.allow", "127.0.0.0/8");
        return settings;
    }

    private String address(Part part) {
        return "http://127.0.0.1:" + ports.service(part);
    }

    private Path config(Part part, Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        StringWriter text = new StringWriter();
        try {
            properties.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Secrets.write(home.config(part), text.toString());
        return home.config(part);
    }
}
