package io.signalbox.provider.configuration;

import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.provider.ProviderEvent.Visibility;
import io.signalbox.provider.configuration.ConfigurationEvent.Configured;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Configurations for tests. */
final class ConfigurationExamples {
    static final TenantId ACME = new TenantId("acme");
    static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    static final UUID ID = UUID.fromString("01890000-0000-7000-8000-000000000001");
    static final UUID KEY = UUID.fromString("01890000-0000-7000-8000-000000000002");
    static final Configured CONFIGURED = new Configured(ACME, ID, called("main", "openai"), NOW);

    private ConfigurationExamples() {}

    /** An active one of that name and type. */
    static ConfigurationDetails called(String name, String type) {
        return new ConfigurationDetails(
                name,
                type,
                "openai",
                "https://api.openai.com/v1",
                null,
                KEY,
                "sk-proj",
                Map.of(),
                Map.of("temperature", "0.7"),
                "ada",
                null,
                Visibility.TENANT,
                true);
    }
}
