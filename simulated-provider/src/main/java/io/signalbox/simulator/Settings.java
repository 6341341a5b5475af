package io.signalbox.simulator;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a simulator runs. Port 0 takes a free one; no keys accept nobody; no admin token, no admin API; no tally file, a
 * temporary one.
 */
public record Settings(
        String host,
        int port,
        List<AcceptedKey> keys,
        @Nullable AdminToken adminToken,
        @Nullable Path tally,
        int threads,
        Clock clock) {
    public Settings {
        keys = List.copyOf(keys);
        if (port < 0 || port > 65_535 || threads < 1 || threads > 64) {
            throw new IllegalArgumentException("a port is from 0 to 65535, threads from 1 to 64");
        }
    }

    /** A key and the dialect it opens. */
    public record AcceptedKey(String dialect, String key) {
        @Override
        public String toString() {
            return dialect + "=***";
        }
    }

    /** What the operator proves himself by. */
    public record AdminToken(String text) {
        @Override
        public String toString() {
            return "***";
        }
    }

    /** On this machine only, on a free port, with no keys. */
    public static Settings local() {
        return new Settings("127.0.0.1", 0, List.of(), null, null, 2, Clock.systemUTC());
    }

    public Settings withHost(String other) {
        return new Settings(other, port, keys, adminToken, tally, threads, clock);
    }

    public Settings withPort(int other) {
        return new Settings(host, other, keys, adminToken, tally, threads, clock);
    }

    public Settings withKey(String dialect, String key) {
        List<AcceptedKey> more = new ArrayList<>(keys);
        more.add(new AcceptedKey(dialect, key));
        return new Settings(host, port, more, adminToken, tally, threads, clock);
    }

    public Settings withAdminToken(String token) {
        return new Settings(host, port, keys, new AdminToken(token), tally, threads, clock);
    }

    public Settings withTally(Path file) {
        return new Settings(host, port, keys, adminToken, file, threads, clock);
    }

    public Settings withThreads(int count) {
        return new Settings(host, port, keys, adminToken, tally, count, clock);
    }
}
