package io.signalbox.kit.jobs;

import io.signalbox.contracts.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code job}. A claim is a time, not a lock: a worker that dies gives its jobs back when it is over. */
final class JobTable {
    private static final int ERROR_LENGTH_MAX = 200;

    private final JdbcClient jdbc;

    JobTable(JdbcClient processorJdbc) {
        this.jdbc = processorJdbc;
    }

    List<Job> claim(String kind, int max, Duration timeout) {
        return jdbc.sql("""
                        update job set attempts = attempts + 1, claimed_until = now() + make_interval(secs => ?)
                        where id in (
                            select id from job
                            where kind = ? and state = 'waiting' and run_at <= now()
                                and (claimed_until is null or claimed_until < now())
                            order by run_at limit ? for update skip locked)
                        returning id, kind, tenant, attempts, payload
                        """)
                .params(timeout.toMillis() / 1000.0, kind, max)
                .query((row, number) -> new Job(
                        row.getObject("id", UUID.class),
                        row.getString("kind"),
                        new TenantId(row.getString("tenant")),
                        row.getInt("attempts"),
                        row.getString("payload")))
                .list();
    }

    /** The attempt is part of the condition: who came too late changes nothing. */
    void done(Job job) {
        jdbc.sql("delete from job where id = ? and attempts = ?")
                .params(job.id(), job.attempt())
                .update();
    }

    void again(Job job, Duration pause, Throwable why) {
        jdbc.sql("""
                        update job set run_at = now() + make_interval(secs => ?), claimed_until = null, last_error = ?
                        where id = ? and attempts = ?
                        """)
                .params(pause.toMillis() / 1000.0, words(why), job.id(), job.attempt())
                .update();
    }

    void failed(Job job, Throwable why) {
        jdbc.sql("update job set state = 'failed', claimed_until = null, last_error = ? where id = ? and attempts = ?")
                .params(words(why), job.id(), job.attempt())
                .update();
    }

    /** The class only: what a failure of an outside call says may repeat what was sent. */
    private static String words(Throwable why) {
        String name = why.getClass().getName();
        return name.length() <= ERROR_LENGTH_MAX ? name : name.substring(0, ERROR_LENGTH_MAX);
    }
}
