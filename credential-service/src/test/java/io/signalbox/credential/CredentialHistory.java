package io.signalbox.credential;

import io.signalbox.contracts.TenantId;
import io.signalbox.credential.accesskey.AccessKeyEvent;
import io.signalbox.credential.accesskey.AccessKeyEvent.AccessKeyChanged;
import io.signalbox.credential.accesskey.AccessKeyEvent.AccessKeyIssued;
import io.signalbox.credential.accesskey.AccessKeyEvent.AccessKeyRevoked;
import io.signalbox.credential.accesskey.AccessKeyTerms;
import io.signalbox.credential.apikey.ProviderKeyEvent;
import io.signalbox.credential.apikey.ProviderKeyEvent.ProviderKeyRevoked;
import io.signalbox.credential.apikey.ProviderKeyEvent.ProviderKeyRotated;
import io.signalbox.credential.apikey.ProviderKeyEvent.ProviderKeyStored;
import io.signalbox.credential.apikey.ProviderKeyEvent.ProviderKeySwitched;
import io.signalbox.credential.tenant.TenantEvent;
import io.signalbox.credential.tenant.TenantEvent.ProjectClosed;
import io.signalbox.credential.tenant.TenantEvent.ProjectOpened;
import io.signalbox.credential.tenant.TenantEvent.ProjectRenamed;
import io.signalbox.credential.tenant.TenantEvent.TenantClosed;
import io.signalbox.credential.tenant.TenantEvent.TenantOpened;
import io.signalbox.credential.tenant.TenantEvent.TenantRenamed;
import io.signalbox.credential.tenant.TenantKey;
import io.signalbox.credential.user.UserEvent;
import io.signalbox.credential.user.UserEvent.UserChanged;
import io.signalbox.credential.user.UserEvent.UserRegistered;
import io.signalbox.credential.user.UserEvent.UserRemoved;
import io.signalbox.kit.identity.NamedId;
import io.signalbox.kit.security.Role;
import io.signalbox.testkit.contract.StoredHistory;
import io.signalbox.testkit.embedded.TestService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A history with removals, renames and corrections, always the same for one seed. */
final class CredentialHistory {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00.123456Z");
    private static final String ADA = "ada";

    private final StoredHistory history;
    private final Random random;
    private long step;
    private int events;

    CredentialHistory(TestService service, long seed) {
        this.history = new StoredHistory(service);
        this.random = new Random(seed);
    }

    /** At least so many events of the directory, of access keys and of provider keys each. */
    void of(int eventsMin) {
        atLeast(eventsMin, this::tenant);
        atLeast(eventsMin, this::accessKey);
        atLeast(eventsMin, this::providerKey);
        history.store();
    }

    private void atLeast(int eventsMin, Runnable life) {
        events = 0;
        while (events < eventsMin) {
            life.run();
        }
    }

    private void tenant() {
        TenantId tenant = new TenantId("history-" + step());
        UUID project = id("project");
        happened(new TenantOpened(tenant, name(), ADA, now()));
        happened(new ProjectOpened(tenant, project, name(), ADA, now()));
        user(tenant);
        sometimes(() -> happened(new TenantRenamed(tenant, name(), ADA, now())));
        sometimes(() -> happened(new ProjectRenamed(tenant, project, name(), ADA, now())));
        sometimes(() -> happened(new ProjectClosed(tenant, project, ADA, now())));
        sometimes(() -> happened(new TenantClosed(tenant, ADA, now())));
    }

    private void user(TenantId tenant) {
        String user = name();
        happened(new UserRegistered(tenant, user, null, Set.of(Role.DEVELOPER), ADA, now()));
        sometimes(
                () -> happened(new UserChanged(tenant, user, name(), Set.of(Role.AUDITOR, Role.FINANCE), ADA, now())));
        sometimes(() -> {
            happened(new UserRemoved(tenant, user, ADA, now()));
            sometimes(() -> happened(new UserRegistered(tenant, user, "Again", Set.of(Role.OPERATOR), ADA, now())));
        });
    }

    private void accessKey() {
        TenantId tenant = new TenantId("keys-" + random.nextInt(3));
        UUID id = id("access-key");
        happened(new AccessKeyIssued(
                tenant, id, some(id("project")), some(name()), "hash-" + id, "sbx_12345678", terms(), ADA, now()));
        for (int change = random.nextInt(3); change > 0; change--) {
            happened(new AccessKeyChanged(tenant, id, terms(), ADA, now()));
        }
        sometimes(() -> happened(new AccessKeyRevoked(tenant, id, "hash-" + id, ADA, now())));
    }

    private AccessKeyTerms terms() {
        return new AccessKeyTerms(
                name(),
                List.of("model-" + step),
                random.nextBoolean() ? List.of("route-" + step) : List.of(),
                some(step),
                Map.of("team", "team-" + step),
                random.nextBoolean(),
                some(now()));
    }

    private void providerKey() {
        TenantId tenant = new TenantId("keys-" + random.nextInt(3));
        UUID id = id("provider-key");
        happened(new ProviderKeyStored(
                tenant, id, ADA, some(id("project")), "openai", name(), "sk-", origin(), some(true), ADA, now()));
        for (int version = 2; random.nextInt(3) > 0; version++) {
            happened(new ProviderKeyRotated(tenant, id, version, "sk-" + step, origin(), some(false), ADA, now()));
        }
        sometimes(() -> {
            happened(new ProviderKeySwitched(tenant, id, false, ADA, now()));
            sometimes(() -> happened(new ProviderKeySwitched(tenant, id, true, ADA, now())));
        });
        sometimes(() -> happened(new ProviderKeyRevoked(tenant, id, ADA, now())));
    }

    private void happened(TenantEvent event) {
        happened("Tenant", TenantKey.of(event.tenant()), event);
    }

    private void happened(UserEvent event) {
        happened("User", NamedId.of("user/" + event.tenant() + "/" + event.user()), event);
    }

    private void happened(AccessKeyEvent event) {
        happened("AccessKey", event.accessKeyId(), event);
    }

    private void happened(ProviderKeyEvent event) {
        happened("ProviderKey", event.credentialId(), event);
    }

    private void happened(String aggregate, UUID id, Object event) {
        history.happened(aggregate, id, event);
        events++;
    }

    private void sometimes(Runnable step) {
        if (random.nextInt(3) > 0) {
            step.run();
        }
    }

    private <T> @Nullable T some(T value) {
        return random.nextBoolean() ? value : null;
    }

    private String name() {
        return "name-" + step();
    }

    private String origin() {
        return "https://api-" + step() + ".example.com";
    }

    private UUID id(String kind) {
        return NamedId.of(kind + "/history/" + step());
    }

    private long step() {
        return ++step;
    }

    private Instant now() {
        return NOW.plusSeconds(step());
    }
}
