package io.signalbox.vfs;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.identity.NamedId;
import io.signalbox.testkit.contract.StoredHistory;
import io.signalbox.testkit.embedded.TestService;
import io.signalbox.vfs.session.CloseReason;
import io.signalbox.vfs.session.Quota;
import io.signalbox.vfs.session.SessionEvent;
import io.signalbox.vfs.session.SessionEvent.FileDeleted;
import io.signalbox.vfs.session.SessionEvent.FileWritten;
import io.signalbox.vfs.session.SessionEvent.SessionClosed;
import io.signalbox.vfs.session.SessionEvent.SessionOpened;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** Sessions of two tenants in which files are written, written over and deleted; some are closed. The same for one seed. */
final class SessionHistory {
    private static final List<TenantId> TENANTS = List.of(new TenantId("history-one"), new TenantId("history-two"));
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00.123456Z");
    private static final int CHANGES = 30;

    private final StoredHistory history;
    private final Random random;
    private final long seed;
    private int events;
    private int sessions;

    SessionHistory(TestService service, long seed) {
        this.history = new StoredHistory(service);
        this.random = new Random(seed);
        this.seed = seed;
    }

    /** At least so many events. */
    void of(int wanted) {
        while (events < wanted) {
            session();
        }
        history.store();
    }

    private void session() {
        sessions++;
        TenantId tenant = TENANTS.get(random.nextInt(TENANTS.size()));
        UUID id = NamedId.of("history/" + seed + "/" + sessions);
        happened(new SessionOpened(
                tenant,
                id,
                random.nextBoolean() ? "session " + sessions : null,
                new Quota(1_000_000, 100),
                "hash-" + id,
                "sbv_12345678",
                "ada",
                NOW,
                NOW.plus(Duration.ofDays(3650))));
        Map<String, Long> files = new TreeMap<>();
        for (int version = 1; version <= CHANGES; version++) {
            String path = "dir/" + random.nextInt(8);
            boolean deleted = random.nextInt(4) == 0 && files.remove(path) != null;
            if (!deleted) {
                files.put(path, (long) random.nextInt(1_000));
            }
            long used = files.values().stream().mapToLong(Long::longValue).sum();
            happened(
                    deleted
                            ? new FileDeleted(tenant, id, path, version, used, files.size(), "token", at(version))
                            : new FileWritten(
                                    tenant,
                                    id,
                                    path,
                                    "%064x".formatted(random.nextLong() >>> 1),
                                    files.getOrDefault(path, 0L),
                                    version,
                                    used,
                                    files.size(),
                                    "token",
                                    at(version)));
        }
        if (sessions % 3 == 0) {
            happened(new SessionClosed(tenant, id, CloseReason.REQUESTED, "ada", at(CHANGES + 1)));
        }
    }

    private static Instant at(long seconds) {
        return NOW.plusSeconds(seconds);
    }

    private void happened(SessionEvent event) {
        history.happened("Session", event.sessionId(), event);
        events++;
    }
}
