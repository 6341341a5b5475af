package io.signalbox.usage.lock;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who writes entries shares it, who changes what entries are made from (prices) or made into (roll-ups) has it alone;
 * both until their transaction ends. So an entry is rated either by the old prices and found when history is rated
 * again, or by the new ones; there is no moment between.
 */
public final class LedgerLock {
    private static final long KEY = 0x4C45_4447_4552L;

    private LedgerLock() {}

    /** Taken before prices are read and entries are written. */
    public static void share(JdbcClient jdbc) {
        take(jdbc, "SELECT pg_advisory_xact_lock_shared(:key)");
    }

    /** Taken before prices are written or roll-ups are rebuilt: waits for the writers of entries. */
    public static void takeAlone(JdbcClient jdbc) {
        take(jdbc, "SELECT pg_advisory_xact_lock(:key)");
    }

    private static void take(JdbcClient jdbc, String sql) {
        jdbc.sql(sql).param("key", KEY).query((row, number) -> true).single();
    }
}
