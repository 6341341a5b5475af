package io.signalbox.kit.idempotency;

import io.signalbox.kit.problem.StandardRefusal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Remembers for a day what a keyed call was answered. A key is claimed before the call is carried out; a claim whose
 * process died is free again after a minute.
 */
final class KeyedAnswers {
    static final Duration KEPT = Duration.ofHours(24);
    static final Duration CLAIM_MAX = Duration.ofMinutes(1);
    private static final int PURGE_MAX = 1000;

    /** A stored answer; {@code body} is null when it was not kept. */
    record Answer(int status, @Nullable String location, byte @Nullable [] body) {}

    private record Row(
            String requestHash,
            @Nullable Integer status,
            @Nullable String location,
            byte @Nullable [] body) {}

    private final JdbcClient jdbc;

    KeyedAnswers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Claims the key; if it was used before, the answer of that time. Refuses another request, and one that still runs. */
    Optional<Answer> claim(KeyedCall call) {
        if (insert(call)) {
            purge();
            return Optional.empty();
        }
        Row row = jdbc.sql("""
                        select request_hash, status, location, body from idempotency_key
                        where tenant = ? and subject = ? and key = ?""")
                .params(call.tenant(), call.subject(), call.key())
                .query((rows, number) -> new Row(
                        rows.getString("request_hash"),
                        rows.getObject("status", Integer.class),
                        rows.getString("location"),
                        rows.getBytes("body")))
                .optional()
                // Released between the two statements: whoever held it was refused or failed.
                .orElseThrow(StandardRefusal.IDEMPOTENCY_KEY_BUSY::refused);
        if (!row.requestHash().equals(call.requestHash())) {
            throw StandardRefusal.IDEMPOTENCY_KEY_REUSED.refused();
        }
        if (row.status() == null) {
            throw StandardRefusal.IDEMPOTENCY_KEY_BUSY.refused();
        }
        return Optional.of(new Answer(row.status(), row.location(), row.body()));
    }

    private boolean insert(KeyedCall call) {
        return jdbc.sql("""
                        insert into idempotency_key as held (tenant, subject, key, request_hash)
                        values (?, ?, ?, ?)
                        on conflict (tenant, subject, key) do update
                        set request_hash = excluded.request_hash, status = null, location = null, body = null,
                            created_at = now()
                        where held.created_at < now() - make_interval(secs => ?)
                           or (held.status is null and held.created_at < now() - make_interval(secs => ?))""")
                        .params(call.tenant(), call.subject(), call.key(), call.requestHash())
                        .param(KEPT.toSeconds())
                        .param(CLAIM_MAX.toSeconds())
                        .update()
                == 1;
    }

    /** The call was carried out and this is what its caller is told, now and for a day. */
    void store(KeyedCall call, Answer answer) {
        jdbc.sql("""
                        update idempotency_key set status = ?, location = ?, body = ?
                        where tenant = ? and subject = ? and key = ? and request_hash = ?""")
                .params(answer.status(), answer.location(), answer.body())
                .params(call.tenant(), call.subject(), call.key(), call.requestHash())
                .update();
    }

    /** The call changed nothing; the key may be used again. */
    void release(KeyedCall call) {
        jdbc.sql("""
                        delete from idempotency_key
                        where tenant = ? and subject = ? and key = ? and request_hash = ? and status is null""")
                .params(call.tenant(), call.subject(), call.key(), call.requestHash())
                .update();
    }

    private void purge() {
        jdbc.sql("""
                        delete from idempotency_key where ctid in (
                            select ctid from idempotency_key where created_at < now() - make_interval(secs => ?)
                            order by created_at limit ? for update skip locked)""").params(KEPT.toSeconds(), PURGE_MAX).update();
    }
}
