package io.signalbox.provider.configuration;

import io.signalbox.contracts.provider.ProviderEvent.Visibility;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration is, whole. The key is not among it: only where it is kept.
 *
 * @param name unique per tenant
 * @param credentialId null where the type needs no key
 * @param keyHint a few leading characters, for people to tell keys apart
 */
public record ConfigurationDetails(
        String name,
        String providerType,
        String adapter,
        String baseUrl,
        @Nullable String model,
        @Nullable UUID credentialId,
        @Nullable String keyHint,
        Map<String, String> headers,
        Map<String, Object> settings,
        String owner,
        @Nullable UUID projectId,
        Visibility visibility,
        boolean active) {

    ConfigurationDetails withKey(UUID newCredentialId, String newHint) {
        return new ConfigurationDetails(
                name,
                providerType,
                adapter,
                baseUrl,
                model,
                newCredentialId,
                newHint,
                headers,
                settings,
                owner,
                projectId,
                visibility,
                active);
    }
}
