package io.signalbox.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.testkit.embedded.EmbeddedServices;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseCreationTest {
    /** A quote, because passwords are text. */
    private static final String PASSWORD = "it's-a-secret-of-";

    private static final String SERVER = server();

    @TempDir
    Path passwords;

    @BeforeEach
    void passwords() throws IOException {
        Files.writeString(passwords.resolve("superuser"), "postgres\n");
        for (String service : List.of("provider", "catalog", "credential", "usage", "vfs")) {
            for (String role : List.of("owner", "app", "processor")) {
                Files.writeString(passwords.resolve(service + "-" + role), PASSWORD + service + role);
            }
        }
    }

    @Test
    void every_service_gets_a_database_its_three_roles_can_enter_and_no_other_role_can() throws Exception {
        assertThat(run()).contains("database signalbox_usage is ready");
        assertThat(run()).contains("database signalbox_usage is ready");

        for (String role : List.of("owner", "app", "processor")) {
            DriverManager.getConnection(SERVER + "signalbox_usage", "usage_" + role, PASSWORD + "usage" + role)
                    .close();
        }
        assertThatThrownBy(() -> DriverManager.getConnection(
                                SERVER + "signalbox_usage", "catalog_app", PASSWORD + "catalogapp")
                        .close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void only_the_owner_makes_tables() throws Exception {
        run();

        try (var connection = DriverManager.getConnection(
                        SERVER + "signalbox_catalog", "catalog_app", PASSWORD + "catalogapp");
                var sql = connection.createStatement()) {
            assertThatThrownBy(() -> sql.execute("create table mine (id int)"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void a_missing_password_file_is_named_and_nothing_is_guessed() throws IOException {
        Files.delete(passwords.resolve("provider-app"));

        assertThat(run()).contains("provider-app cannot be read");
    }

    private String run() {
        var output = new ByteArrayOutputStream();
        new InstallationProgram(
                        Map.of(
                                "SIGNALBOX_POSTGRES_URL",
                                SERVER + "postgres",
                                "SIGNALBOX_PASSWORD_DIRECTORY",
                                passwords.toString()),
                        new PrintStream(output, true, StandardCharsets.UTF_8))
                .run(List.of("databases"));
        return output.toString(StandardCharsets.UTF_8);
    }

    private static String server() {
        String url = EmbeddedServices.postgres().database("installation").url();
        return url.substring(0, url.lastIndexOf('/') + 1);
    }
}
