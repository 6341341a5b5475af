package io.signalbox.credential.closing;

import io.signalbox.credential.tenant.TenantEvent;
import io.signalbox.credential.tenant.TenantEvent.ProjectClosed;
import io.signalbox.credential.tenant.TenantEvent.ProjectOpened;
import io.signalbox.credential.tenant.TenantEvent.ProjectRenamed;
import io.signalbox.credential.tenant.TenantEvent.TenantClosed;
import io.signalbox.credential.tenant.TenantEvent.TenantOpened;
import io.signalbox.credential.tenant.TenantEvent.TenantRenamed;
import io.signalbox.kit.jobs.Jobs;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Promises the destruction when a tenant closes; {@link SecretsDestruction} keeps the promise. */
@Component
@ProcessingGroup("credential.closing")
@DisallowReplay
final class WhenTenantClosedThenDestroySecrets {
    record Wanted(String by) {}

    private final Jobs jobs;

    WhenTenantClosedThenDestroySecrets(Jobs jobs) {
        this.jobs = jobs;
    }

    @EventHandler
    void on(TenantEvent event) {
        switch (event) {
            case TenantClosed closed -> jobs.add(SecretsDestruction.KIND, closed.tenant(), new Wanted(closed.by()));
            case TenantOpened opened -> {}
            case TenantRenamed renamed -> {}
            case ProjectOpened opened -> {}
            case ProjectRenamed renamed -> {}
            case ProjectClosed closed -> {}
        }
    }
}
