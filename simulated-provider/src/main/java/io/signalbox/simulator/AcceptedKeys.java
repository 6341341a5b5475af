package io.signalbox.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The keys each dialect accepts now. A dialect without keys accepts none. */
public final class AcceptedKeys {
    private final Map<String, List<byte[]>> byDialect = new ConcurrentHashMap<>();

    public void add(String dialect, String key) {
        List<byte[]> keys = byDialect.computeIfAbsent(dialect, none -> new CopyOnWriteArrayList<>());
        if (!accepts(dialect, key)) {
            keys.add(utf8(key));
        }
    }

    public void remove(String dialect, String key) {
        byDialect.getOrDefault(dialect, List.of()).removeIf(accepted -> MessageDigest.isEqual(accepted, utf8(key)));
    }

    boolean accepts(String dialect, String key) {
        byte[] presented = utf8(key);
        return byDialect.getOrDefault(dialect, List.of()).stream()
                .anyMatch(accepted -> MessageDigest.isEqual(accepted, presented));
    }

    private static byte[] utf8(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
