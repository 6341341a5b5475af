package io.signalbox.credential;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.security.Role;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.embedded.TestDatabase;
import io.signalbox.testkit.embedded.TestHttp;
import io.signalbox.testkit.embedded.TestService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The service under test with its own database, a master key and a bootstrap token file. */
public final class CredentialService implements AutoCloseable {
    private final TestDatabase database;
    private final Path home;
    private TestService service;

    public CredentialService() {
        try {
            EmbeddedServices.kafka().empty();
            database = EmbeddedServices.postgres().database("credential");
            home = Files.createTempDirectory("credential");
            byte[] master = new byte[32];
            new SecureRandom().nextBytes(master);
            Path file = Files.createFile(
                    home.resolve("master-key"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, Base64.getEncoder().encodeToString(master));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        service = start();
    }

    private TestService start() {
        return TestService.start(
                CredentialServiceApplication.class,
                database,
                "--signalbox.sealing.master-key-file=" + home.resolve("master-key"),
                "--signalbox.bootstrap.administrator-token-file=" + tokenFile());
    }

    public void restart() {
        service.close();
        service = start();
    }

    public Path tokenFile() {
        return home.resolve("administrator-token");
    }

    public TestDatabase database() {
        return database;
    }

    public TestService running() {
        return service;
    }

    public TestHttp anonymous() {
        return service.http();
    }

    /** Who the token file lets in. */
    public TestHttp platform() {
        try {
            return service.http().as(Files.readString(tokenFile()).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TestHttp administrator(String tenant) {
        return service.http().as(EmbeddedServices.identity().administrator(tenant));
    }

    public TestHttp user(String tenant, String user, Role... roles) {
        return service.http().as(EmbeddedServices.identity().user(new TenantId(tenant), user, roles));
    }

    /** A service of the installation, acting for a tenant. */
    public TestHttp service(String name, String tenant) {
        return service.http().as(EmbeddedServices.identity().service(name)).with("signalbox-tenant", tenant);
    }

    /** Opens a tenant as the platform's administrator. */
    public void open(String tenant) {
        TestHttp.Answer answer =
                platform().post("/api/tenants", "{\"id\":\"%s\",\"name\":\"%s\"}".formatted(tenant, tenant));
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
    }

    @Override
    public void close() {
        service.close();
    }
}
