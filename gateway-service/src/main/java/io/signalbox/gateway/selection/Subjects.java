package io.signalbox.gateway.selection;

import java.nio.charset.StandardCharsets;

/** Where the subject of an experiment belongs: the same on every replica and after every start. */
final class Subjects {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Subjects() {}

    /** From 0 to below {@code total}, evenly over subjects (FNV-1a, then mixed so that all bits count). */
    static long lot(String salt, String subject, long total) {
        long hash = OFFSET;
        for (byte each : (salt + '\n' + subject).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (each & 0xFF)) * PRIME;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return Math.floorMod(hash ^ hash >>> 33, total);
    }
}
