package io.signalbox.contracts.provider;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.ModelFacts;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** State of provider types, configurations and discovered models. */
public sealed interface ProviderEvent extends ContractEvent {
    @Override
    @JsonIgnore
    default Topic topic() {
        return Topic.PROVIDER;
    }

    /**
     * A provider type: everything needed to call any provider that speaks a known adapter's wire format, as data.
     *
     * @param type its name, lower case, unique per tenant; {@code platform} owns the built-in ones
     * @param adapter the wire format, by the adapter's own name
     * @param baseUrl default origin and path; a configuration may give its own
     * @param authHeader header that carries the key, for example {@code Authorization}
     * @param authPrefix what precedes the key in that header, {@code Bearer} for example; a blank is put between; empty for none
     * @param headers sent with every call
     * @param requestTemplate fields merged into every request body the caller did not set
     * @param settings what the settings of every configuration of it begin with, by the adapter's schema; a configuration's
     *     own win; null in records from before there were any
     */
    record ProviderTypeDefined(
            TenantId tenant,
            String type,
            String displayName,
            String adapter,
            List<String> aliases,
            @Nullable String baseUrl,
            String authHeader,
            String authPrefix,
            Map<String, String> headers,
            Map<String, Object> requestTemplate,
            @Nullable Map<String, Object> settings,
            List<String> features,
            List<String> requiredEnvironment,
            boolean credentialRequired,
            boolean builtIn,
            Instant definedAt)
            implements ProviderEvent {
        /** The settings, none where the record knows of none. */
        public Map<String, Object> settingsOrNone() {
            return settings == null ? Map.of() : settings;
        }

        @Override
        public String recordKey() {
            return tenant + "/provider-type/" + type;
        }
    }

    /** A provider type nobody can configure any more; existing configurations of it stop being routable. */
    record ProviderTypeRetired(TenantId tenant, String type, Instant retiredAt) implements ProviderEvent {
        @Override
        public String recordKey() {
            return tenant + "/provider-type/" + type;
        }
    }

    /** Who inside the tenant may see and use a configuration. */
    enum Visibility {
        OWN,
        PROJECT,
        TENANT
    }

    /** What the last connection test said. */
    enum TestStatus {
        PENDING,
        SUCCESS,
        FAILED
    }

    /**
     * One instance of a provider type with its own key, address and settings.
     *
     * @param name unique per tenant; {@code name/model} addresses one of its models
     * @param credentialId the sealed key, absent where the type needs none; the key itself never travels here
     * @param settings checked against the type's schema before they were saved
     * @param moreCredentialIds further keys of the same address, over which calls are spread; absent when there are none
     */
    record ProviderConfigured(
            TenantId tenant,
            UUID configurationId,
            String name,
            String providerType,
            String adapter,
            String baseUrl,
            @Nullable String model,
            @Nullable UUID credentialId,
            Map<String, String> headers,
            Map<String, Object> settings,
            String owner,
            @Nullable UUID projectId,
            Visibility visibility,
            boolean active,
            TestStatus testStatus,
            Instant changedAt,
            @Nullable List<UUID> moreCredentialIds)
            implements ProviderEvent {
        /** A configuration with one key, or none. */
        public ProviderConfigured(
                TenantId tenant,
                UUID configurationId,
                String name,
                String providerType,
                String adapter,
                String baseUrl,
                @Nullable String model,
                @Nullable UUID credentialId,
                Map<String, String> headers,
                Map<String, Object> settings,
                String owner,
                @Nullable UUID projectId,
                Visibility visibility,
                boolean active,
                TestStatus testStatus,
                Instant changedAt) {
            this(
                    tenant,
                    configurationId,
                    name,
                    providerType,
                    adapter,
                    baseUrl,
                    model,
                    credentialId,
                    headers,
                    settings,
                    owner,
                    projectId,
                    visibility,
                    active,
                    testStatus,
                    changedAt,
                    null);
        }

        /** All its keys. */
        public List<UUID> credentialIds() {
            Stream<UUID> more = moreCredentialIds == null ? Stream.empty() : moreCredentialIds.stream();
            return Stream.concat(Stream.ofNullable(credentialId), more).toList();
        }

        @Override
        public String recordKey() {
            return tenant + "/configuration/" + configurationId;
        }
    }

    /** A configuration that is gone; requests in flight finish, new ones cannot choose it. */
    record ProviderConfigurationRemoved(TenantId tenant, UUID configurationId, Instant removedAt)
            implements ProviderEvent {
        @Override
        public String recordKey() {
            return tenant + "/configuration/" + configurationId;
        }
    }

    /**
     * One model a configuration was found to offer. One event per model, so a list of any length fits and compacts.
     *
     * @param fields the provider's own list entry, by the names of the adapter's columns
     * @param facts what the adapter could tell of it in the catalogue's words
     */
    record ModelDiscovered(
            TenantId tenant,
            UUID configurationId,
            String providerType,
            String adapter,
            String modelId,
            Map<String, Object> fields,
            ModelFacts facts,
            Instant discoveredAt)
            implements ProviderEvent {
        @Override
        public String recordKey() {
            return tenant + "/discovered-model/" + configurationId + "/" + modelId;
        }
    }

    /** A model the provider no longer lists for that configuration. */
    record ModelGone(TenantId tenant, UUID configurationId, String modelId, Instant goneAt) implements ProviderEvent {
        @Override
        public String recordKey() {
            return tenant + "/discovered-model/" + configurationId + "/" + modelId;
        }
    }
}
