package io.signalbox.usage.lease;

import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/** Forgets windows that are over and holders that are gone: nobody asks for them again. */
final class WindowKeeper {
    /** Two of the longest windows. */
    static final int KEPT_DAYS = 2;

    private final JdbcClient jdbc;

    WindowKeeper(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void forget() {
        jdbc.sql("delete from allowance_window where starts_at > 0 and starts_at < extract(epoch from now()) - ?")
                .param(TimeUnit.DAYS.toSeconds(KEPT_DAYS))
                .update();
        jdbc.sql("delete from allowance_holder where expires_at < now() - interval '1 hour'")
                .update();
    }
}
