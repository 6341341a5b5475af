package io.signalbox.provider.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.kit.identity.Secret;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.security.ServiceIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Gives keys to the credential service and asks for them back when a connection is to be tried. The only place of this
 * service a key passes through; it is kept in no field, event or log.
 */
@Component
@EnableConfigurationProperties(CredentialsProperties.class)
public class Credentials {
    private static final Duration CALL_MAX = Duration.ofSeconds(5);

    private final CredentialsProperties properties;
    private final ServiceIdentity identity;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    Credentials(CredentialsProperties properties, ServiceIdentity identity) {
        this.properties = properties;
        this.identity = identity;
    }

    /** Where a key is kept now. */
    record Kept(UUID credentialId, String hint) {}

    /** Seals a key; with {@code replaces} it becomes that credential's next version. */
    Kept seal(TenantId tenant, KeyToKeep key, @Nullable UUID replaces) {
        ObjectNode body = ContractJson.mapper().createObjectNode();
        body.put("tenant", tenant.value());
        body.put("owner", key.owner());
        if (key.projectId() != null) {
            body.put("projectId", key.projectId().toString());
        }
        body.put("providerType", key.providerType());
        body.put("keyName", key.keyName());
        body.put("origin", origin(key.baseUrl()));
        body.put("apiKey", key.apiKey());
        if (replaces != null) {
            body.put("credentialId", replaces.toString());
        }
        JsonNode kept =
                call(tenant, "POST", "/internal/credentials", body).orElseThrow(StandardRefusal.UNAVAILABLE::refused);
        return new Kept(
                UUID.fromString(kept.path("credentialId").asText()),
                kept.path("hint").asText(""));
    }

    /** A key in clear, for one call; empty when there is none any more. */
    public Optional<Secret> reveal(TenantId tenant, UUID credentialId) {
        ObjectNode body = ContractJson.mapper().createObjectNode();
        body.putArray("credentials")
                .addObject()
                .put("tenant", tenant.value())
                .put("credentialId", credentialId.toString());
        return call(tenant, "POST", "/internal/grants", body)
                .map(answer -> answer.path("grants").path(0).path("secret").asText(""))
                .filter(secret -> !secret.isEmpty())
                .map(Secret::of);
    }

    /** Ends a credential nobody refers to any more; one that is gone already is fine. */
    void revoke(TenantId tenant, UUID credentialId) {
        call(tenant, "DELETE", "/internal/credentials/" + credentialId, null);
    }

    /** Scheme, host and port: what a key is bound to. */
    static String origin(String baseUrl) {
        URI uri = URI.create(baseUrl);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private Optional<JsonNode> call(TenantId tenant, String method, String path, @Nullable ObjectNode body) {
        HttpRequest.BodyPublisher content = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body.toString());
        HttpRequest request = HttpRequest.newBuilder(URI.create(properties.credential() + path))
                .timeout(CALL_MAX)
                .header("Authorization", identity.authorization())
                .header(ServiceIdentity.TENANT_HEADER, tenant.value())
                .header("Content-Type", "application/json")
                .method(method, content)
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() == 404) {
                return Optional.empty();
            }
            if (response.statusCode() / 100 != 2) {
                throw StandardRefusal.UNAVAILABLE.refused();
            }
            return response.body().length == 0
                    ? Optional.empty()
                    : Optional.of(ContractJson.mapper().readTree(response.body()));
        } catch (IOException e) {
            throw StandardRefusal.UNAVAILABLE.refused();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StandardRefusal.UNAVAILABLE.refused();
        }
    }

    /** A key on its way to where it is kept. */
    record KeyToKeep(
            String owner,
            @Nullable UUID projectId,
            String providerType,
            String keyName,
            String baseUrl,
            String apiKey) {
        @Override
        public String toString() {
            return "KeyToKeep[" + keyName + ", ***]";
        }
    }
}
