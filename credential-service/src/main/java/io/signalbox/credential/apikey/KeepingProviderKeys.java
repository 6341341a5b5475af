package io.signalbox.credential.apikey;

import io.signalbox.contracts.TenantId;
import io.signalbox.credential.apikey.ProviderKeyCommand.RevokeProviderKey;
import io.signalbox.credential.apikey.ProviderKeyCommand.RotateProviderKey;
import io.signalbox.credential.apikey.ProviderKeyCommand.StoreProviderKey;
import io.signalbox.credential.apikey.ProviderKeyCommand.SwitchProviderKey;
import io.signalbox.credential.audit.Actor;
import io.signalbox.credential.audit.Audited;
import io.signalbox.credential.audit.Audited.Action;
import io.signalbox.credential.directory.Directory;
import io.signalbox.credential.sealing.SealContext;
import io.signalbox.credential.tenant.TenantRefusal;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.identity.IdSource;
import io.signalbox.kit.identity.Secret;
import io.signalbox.kit.problem.StandardRefusal;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes provider keys into safe keeping and out of it: the decision, the sealed bytes, the name and the record of it all
 * in one transaction.
 */
@Component
public final class KeepingProviderKeys {
    /** A key in safe keeping. */
    record Kept(UUID credentialId, int version, String hint) {}

    /** What replaces a key; {@code origin} null keeps the one before. */
    record Replacement(
            Secret key, @Nullable String origin, @Nullable Boolean valid) {}

    private final Audited audited;
    private final Commands commands;
    private final SealedKeys sealedKeys;
    private final Directory directory;
    private final IdSource ids;
    private final Clock clock;

    KeepingProviderKeys(
            Audited audited, Commands commands, SealedKeys sealedKeys, Directory directory, IdSource ids, Clock clock) {
        this.audited = audited;
        this.commands = commands;
        this.sealedKeys = sealedKeys;
        this.directory = directory;
        this.ids = ids;
        this.clock = clock;
    }

    /** Refuses a name that the owner has given to another key of that provider. */
    Kept store(Actor actor, NewKey wanted) {
        UUID id = ids.next();
        Action action = new Action("provider-key.store", "credential/" + id, Map.of("provider", wanted.providerType()));
        return audited.perform(actor, action, () -> {
            assertOpen(actor.tenant());
            return storeNow(actor, wanted, id);
        });
    }

    /** As {@link #store}, but a key that has the name already is replaced: for a caller that repeats itself. */
    Kept storeOrReplace(Actor actor, NewKey wanted) {
        UUID id = ids.next();
        Action action = new Action("provider-key.store", "credential/" + id, Map.of("provider", wanted.providerType()));
        return audited.perform(actor, action, () -> {
            assertOpen(actor.tenant());
            Optional<UUID> held =
                    sealedKeys.named(actor.tenant(), wanted.owner(), wanted.providerType(), wanted.claimedName());
            return held.isPresent()
                    ? replaceNow(actor, held.get(), new Replacement(wanted.key(), wanted.origin(), wanted.valid()))
                    : storeNow(actor, wanted, id);
        });
    }

    /** The next version of a key. */
    Kept rotate(Actor actor, UUID id, Replacement replacement) {
        return audited.perform(
                actor, new Action("provider-key.rotate", "credential/" + id), () -> replaceNow(actor, id, replacement));
    }

    void turn(Actor actor, UUID id, boolean active) {
        audited.run(
                actor,
                new Action("provider-key.switch", "credential/" + id, Map.of("active", String.valueOf(active))),
                () -> {
                    commands.send(new SwitchProviderKey(actor.tenant(), id, active, actor.subject(), clock.instant()));
                    sealedKeys.turn(actor.tenant(), id, active);
                });
    }

    /** Revokes a key and deletes what was sealed of it. */
    public void revoke(Actor actor, UUID id) {
        audited.run(actor, new Action("provider-key.revoke", "credential/" + id), () -> {
            commands.send(new RevokeProviderKey(actor.tenant(), id, actor.subject(), clock.instant()));
            sealedKeys.delete(actor.tenant(), id);
        });
    }

    private Kept storeNow(Actor actor, NewKey wanted, UUID id) {
        SealContext context =
                new SealContext(actor.tenant(), wanted.owner(), wanted.providerType(), id, ProviderKey.FIRST_VERSION);
        if (!sealedKeys.claimName(context, wanted.claimedName())) {
            throw ProviderKeyRefusal.KEY_NAME_TAKEN.refusedAt("keyName", wanted.keyName(), wanted.providerType());
        }
        String hint = KeyHint.of(wanted.key());
        commands.send(new StoreProviderKey(
                actor.tenant(),
                id,
                wanted.owner(),
                wanted.projectId(),
                wanted.providerType(),
                wanted.keyName(),
                hint,
                wanted.origin(),
                wanted.valid(),
                actor.subject(),
                clock.instant()));
        sealedKeys.keep(context, wanted.origin(), true, wanted.key());
        return new Kept(id, context.epoch(), hint);
    }

    private Kept replaceNow(Actor actor, UUID id, Replacement replacement) {
        SealedKeys.Stored held = sealedKeys
                .find(actor.tenant(), id)
                .orElseThrow(() -> StandardRefusal.NOT_FOUND.refused("The key " + id));
        SealContext context =
                new SealContext(actor.tenant(), held.owner(), held.providerType(), id, held.version() + 1);
        String origin = replacement.origin() == null ? held.origin() : replacement.origin();
        String hint = KeyHint.of(replacement.key());
        commands.send(new RotateProviderKey(
                actor.tenant(),
                id,
                context.epoch(),
                hint,
                origin,
                replacement.valid(),
                actor.subject(),
                clock.instant()));
        sealedKeys.keep(context, origin, held.active(), replacement.key());
        return new Kept(id, context.epoch(), hint);
    }

    private void assertOpen(TenantId tenant) {
        if (directory.isClosed(tenant)) {
            throw TenantRefusal.TENANT_CLOSED.refused(tenant);
        }
    }
}
