package io.signalbox.gateway.grants;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The grants at hand, in memory and sealed on disk. What is taken away is out of use at once and overwritten a little
 * later, when no request can still be about to send it.
 */
final class HeldGrants implements Grants {
    private static final Logger LOG = LoggerFactory.getLogger(HeldGrants.class);
    private static final long ERASE_AFTER_SECONDS = 60;

    private record Leaving(GrantedSecret granted, Instant at) {}

    private final Map<UUID, HeldGrant> held = new ConcurrentHashMap<>();
    private final Map<UUID, Integer> refused = new ConcurrentHashMap<>();
    private final ArrayDeque<Leaving> leaving = new ArrayDeque<>();
    private final @Nullable SealedGrants disk;
    private final Clock clock;

    HeldGrants(@Nullable SealedGrants disk, Clock clock) {
        this.disk = disk;
        this.clock = clock;
        if (disk != null) {
            disk.read().forEach(grant -> held.put(grant.credentialId(), grant));
        }
    }

    @Override
    public @Nullable GrantedSecret current(UUID credentialId) {
        HeldGrant grant = held.get(credentialId);
        return grant == null || !clock.instant().isBefore(grant.usableUntil()) ? null : grant.granted();
    }

    @Override
    public void refused(UUID credentialId, int version) {
        refused.put(credentialId, version);
    }

    @Nullable
    HeldGrant held(UUID credentialId) {
        return held.get(credentialId);
    }

    Collection<HeldGrant> all() {
        return List.copyOf(held.values());
    }

    /** Whether the provider refused the version that is held. */
    boolean wasRefused(UUID credentialId) {
        HeldGrant grant = held.get(credentialId);
        Integer version = refused.get(credentialId);
        return grant != null && version != null && version == grant.granted().version();
    }

    /** Takes in what was granted and out what must not be used any more, on disk before this returns. */
    synchronized void change(Collection<HeldGrant> granted, Collection<UUID> ended) {
        Instant eraseAt = clock.instant().plusSeconds(ERASE_AFTER_SECONDS);
        for (HeldGrant grant : granted) {
            HeldGrant before = held.put(grant.credentialId(), grant);
            leave(before, eraseAt);
            refused.remove(grant.credentialId());
        }
        boolean removed = false;
        for (UUID credentialId : ended) {
            HeldGrant before = held.remove(credentialId);
            leave(before, eraseAt);
            refused.remove(credentialId);
            removed |= before != null;
        }
        if (removed || !granted.isEmpty()) {
            save();
        }
    }

    private void leave(@Nullable HeldGrant before, Instant eraseAt) {
        if (before != null) {
            leaving.add(new Leaving(before.granted(), eraseAt));
        }
    }

    /** Overwrites what was taken away long enough ago. */
    synchronized void eraseLeft() {
        Instant now = clock.instant();
        for (Leaving first = leaving.peek(); first != null && first.at().isBefore(now); first = leaving.peek()) {
            first.granted().secret().erase();
            leaving.remove();
        }
    }

    private void save() {
        if (disk == null) {
            return;
        }
        try {
            disk.write(held.values());
        } catch (IOException e) {
            LOG.error("the sealed grants could not be written: {}", e.toString());
        }
    }
}
