package io.signalbox.provider.discovery;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.jobs.Jobs;
import io.signalbox.provider.configuration.ConfigurationEvent;
import io.signalbox.provider.configuration.ConfigurationEvent.Changed;
import io.signalbox.provider.configuration.ConfigurationEvent.Configured;
import io.signalbox.provider.configuration.ConfigurationEvent.ConnectionTested;
import io.signalbox.provider.configuration.ConfigurationEvent.KeyAdded;
import io.signalbox.provider.configuration.ConfigurationEvent.KeyRemoved;
import io.signalbox.provider.configuration.ConfigurationEvent.KeyRotated;
import io.signalbox.provider.configuration.ConfigurationEvent.Removed;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Models are looked for whenever what they are looked for with is new: the configuration, its address, its key. */
@Component
@DisallowReplay
@ProcessingGroup("provider.discovery-reaction")
class WhenConfiguredThenDiscoverModels {
    private final Jobs jobs;

    WhenConfiguredThenDiscoverModels(Jobs jobs) {
        this.jobs = jobs;
    }

    @EventHandler
    void on(ConfigurationEvent event) {
        switch (event) {
            case Configured configured -> look(configured.tenant(), configured.configurationId());
            case Changed changed -> look(changed.tenant(), changed.configurationId());
            case KeyRotated rotated -> look(rotated.tenant(), rotated.configurationId());
            case Removed removed -> look(removed.tenant(), removed.configurationId());
            case KeyAdded added -> {
                // Models are listed with the configuration's own key.
            }
            case KeyRemoved removed -> {
                // The same.
            }
            case ConnectionTested tested -> {
                // Says nothing about models.
            }
        }
    }

    private void look(TenantId tenant, UUID configurationId) {
        jobs.add(DiscoveryWiring.JOB, tenant, new DiscoveryWiring.Look(configurationId));
    }
}
