package io.signalbox.gateway;

import io.signalbox.testkit.embedded.TestService;
import io.signalbox.testkit.refusal.RefusalTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Says for every route of the gateway's own control plane what it answers to every kind of mistake. */
class ControlPlaneRefusalsTest {
    @TempDir
    private Path directory;

    @Test
    void every_route_refuses_every_mistake_in_words_that_help() throws IOException {
        Path grantKey = Files.createFile(
                directory.resolve("grant.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(grantKey, Base64.getEncoder().encodeToString(new byte[32]));
        try (TestService service = TestService.startWithoutDatabase(
                GatewayServiceApplication.class,
                "gateway",
                "--signalbox.gateway.directory=" + directory.resolve("kept"),
                "--signalbox.gateway.grant-key-file=" + grantKey)) {
            RefusalTable.of(service)
                    .route("GET /api/targets", null)
                    .route("GET /api/routes/{name}/explain", null, "assistant")
                    .route("POST /api/routes/{name}/explain", "{\"inputTokens\":100}", "assistant")
                    .route("GET /api/health/services", null)
                    .check("gateway-api");
        }
    }
}
