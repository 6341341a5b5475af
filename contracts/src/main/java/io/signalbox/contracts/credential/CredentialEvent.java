package io.signalbox.contracts.credential;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** State of provider keys and access keys. No secret, sealed or plain, is ever in here. */
public sealed interface CredentialEvent extends ContractEvent {
    @Override
    @JsonIgnore
    default Topic topic() {
        return Topic.CREDENTIAL;
    }

    /**
     * A provider key is in safe keeping and may be asked for by those allowed to.
     *
     * @param version grows with every rotation; a holder of an older one asks again
     * @param hint a few leading characters, for people to tell keys apart; empty for short keys
     * @param origin scheme, host and port the key was given for: it is sent nowhere else
     */
    record CredentialSealed(
            TenantId tenant,
            UUID credentialId,
            String owner,
            @Nullable UUID projectId,
            String providerType,
            String keyName,
            String hint,
            String origin,
            int version,
            boolean active,
            Instant sealedAt)
            implements CredentialEvent {
        @Override
        public String recordKey() {
            return tenant + "/credential/" + credentialId;
        }
    }

    /** A provider key that must not be used again; holders erase their copy. */
    record CredentialRevoked(TenantId tenant, UUID credentialId, Instant revokedAt) implements CredentialEvent {
        @Override
        public String recordKey() {
            return tenant + "/credential/" + credentialId;
        }
    }

    /**
     * An application's key to the gateway.
     *
     * @param secretHash lower-case hex SHA-256 of the whole key; the key has 256 random bits, so no salt is needed
     * @param prefix the recognisable beginning, for lists and logs
     * @param models allowed models, {@code configuration/model} or a model id; empty allows all
     * @param routes allowed routes by name; empty allows all
     * @param requestsPerMinute null is unlimited
     */
    record AccessKeyIssued(
            TenantId tenant,
            UUID accessKeyId,
            String name,
            @Nullable UUID projectId,
            @Nullable String user,
            String secretHash,
            String prefix,
            List<String> models,
            List<String> routes,
            @Nullable Long requestsPerMinute,
            Map<String, String> tags,
            boolean active,
            Instant issuedAt,
            @Nullable Instant expiresAt)
            implements CredentialEvent {
        @Override
        public String recordKey() {
            return tenant + "/access-key/" + accessKeyId;
        }
    }

    /** An access key that is refused from now on, everywhere. The hash stays so that a revoked key is known as such. */
    record AccessKeyRevoked(TenantId tenant, UUID accessKeyId, String secretHash, Instant revokedAt)
            implements CredentialEvent {
        @Override
        public String recordKey() {
            return tenant + "/access-key/" + accessKeyId;
        }
    }
}
