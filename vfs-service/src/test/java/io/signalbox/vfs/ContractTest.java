package io.signalbox.vfs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contracts.Topic;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.vfs.VfsService.Opened;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What others are told of a session reaches Kafka, whole and in order, and never says a content or a token. */
class ContractTest {
    private static final VfsService VFS = VfsService.get();

    @Test
    void a_session_is_told_from_its_opening_to_its_end() {
        Opened session = VFS.open("{\"quota\":{\"bytes\":5000,\"files\":50}}");
        String hash = session.http()
                .put("/a.txt", "a secret of mine")
                .json()
                .path("hash")
                .asText();
        session.http().delete("/a.txt");
        VFS.ada().delete(session.path());
        Await.untilAsserted(() -> assertThat(types(session))
                .containsExactly("SessionOpened", "FileChanged", "FileChanged", "SessionClosed"));
        List<JsonNode> told = told(session);
        assertThat(told.getFirst().path("bytesMax").asLong()).isEqualTo(5000);
        assertThat(told.getFirst().path("user").asText()).isEqualTo("ada");
        assertThat(told.get(1).path("path").asText()).isEqualTo("a.txt");
        assertThat(told.get(1).path("change").asText()).isEqualTo("WRITTEN");
        assertThat(told.get(1).path("contentHash").asText()).isEqualTo(hash);
        assertThat(told.get(1).path("version").asLong()).isEqualTo(1);
        assertThat(told.get(2).path("change").asText()).isEqualTo("DELETED");
        assertThat(told.get(2).has("contentHash")).isFalse();
        assertThat(told.getLast().path("reason").asText()).isEqualTo("requested");
        assertThat(told.toString()).doesNotContain("secret of mine").doesNotContain("sbv_");
    }

    private static List<String> types(Opened session) {
        return EmbeddedServices.kafka().records(Topic.VFS_ACTIVITY).stream()
                .filter(record -> record.key().equals(key(session)))
                .map(record -> new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
                .toList();
    }

    private static List<JsonNode> told(Opened session) {
        return EmbeddedServices.kafka().records(Topic.VFS_ACTIVITY).stream()
                .filter(record -> record.key().equals(key(session)))
                .map(record -> read(record.value()))
                .toList();
    }

    private static String key(Opened session) {
        return "acme/session/" + session.id();
    }

    private static JsonNode read(byte[] json) {
        try {
            return ContractJson.mapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
