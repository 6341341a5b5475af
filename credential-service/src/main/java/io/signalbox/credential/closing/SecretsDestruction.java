package io.signalbox.credential.closing;

import io.signalbox.contracts.TenantId;
import io.signalbox.credential.accesskey.AccessKeyCommand.RevokeAccessKey;
import io.signalbox.credential.accesskey.AccessKeyProjection;
import io.signalbox.credential.accesskey.AccessKeys;
import io.signalbox.credential.apikey.KeepingProviderKeys;
import io.signalbox.credential.apikey.ProviderKeyProjection;
import io.signalbox.credential.apikey.ProviderKeys;
import io.signalbox.credential.audit.Actor;
import io.signalbox.credential.audit.Audited;
import io.signalbox.credential.audit.Audited.Action;
import io.signalbox.credential.sealing.Sealing;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.eventstore.ReadYourWrites;
import io.signalbox.kit.jobs.Job;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Destroys what a closed tenant leaves behind: first its encryption key, after which nothing sealed can be opened by
 * anybody; then every key is revoked one by one, so that whoever holds one hears of it. May be done again at any time.
 */
@Component
final class SecretsDestruction {
    static final String KIND = "credential.destroy-secrets";
    private static final int KEYS_AT_ONCE = 200;
    private static final int ROUNDS_MAX = 10_000;

    private final Audited audited;
    private final Commands commands;
    private final Sealing sealing;
    private final AccessKeys accessKeys;
    private final ProviderKeys providerKeys;
    private final KeepingProviderKeys keeping;
    private final ReadYourWrites written;
    private final Clock clock;

    SecretsDestruction(
            Audited audited,
            Commands commands,
            Sealing sealing,
            AccessKeys accessKeys,
            ProviderKeys providerKeys,
            KeepingProviderKeys keeping,
            ReadYourWrites written,
            Clock clock) {
        this.audited = audited;
        this.commands = commands;
        this.sealing = sealing;
        this.accessKeys = accessKeys;
        this.providerKeys = providerKeys;
        this.keeping = keeping;
        this.written = written;
        this.clock = clock;
    }

    void run(Job job) {
        TenantId tenant = job.tenant();
        Actor self = Actor.self(tenant);
        audited.run(self, new Action("tenant-key.destroy", "tenant/" + tenant), () -> sealing.destroyTenant(tenant));
        each(
                () -> accessKeys.notRevoked(tenant, KEYS_AT_ONCE),
                AccessKeyProjection.PROCESSOR,
                id -> audited.run(
                        self,
                        new Action("access-key.revoke", "access-key/" + id),
                        () -> commands.send(new RevokeAccessKey(tenant, id, self.subject(), clock.instant()))));
        each(
                () -> providerKeys.notRevoked(tenant, KEYS_AT_ONCE),
                ProviderKeyProjection.PROCESSOR,
                id -> keeping.revoke(self, id));
    }

    /** Asks for more until there are none; the list follows what was just done. */
    private void each(Supplier<List<UUID>> more, String processor, Consumer<UUID> revoke) {
        for (int round = 0; round < ROUNDS_MAX; round++) {
            List<UUID> ids = more.get();
            if (ids.isEmpty()) {
                return;
            }
            ids.forEach(revoke);
            written.await(processor, ids.getLast());
        }
        throw new IllegalStateException("a tenant has more keys than " + ROUNDS_MAX * KEYS_AT_ONCE);
    }
}
