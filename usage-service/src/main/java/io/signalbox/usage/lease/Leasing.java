package io.signalbox.usage.lease;

import io.signalbox.usage.allowance.Window;
import io.signalbox.usage.lease.LeaseAnswer.Grant;
import io.signalbox.usage.lease.LeaseAnswer.Standing;
import io.signalbox.usage.lease.LeaseRequest.Returned;
import io.signalbox.usage.lease.LeaseRequest.Wish;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives out shares. Every allowance and window has one row, which is read and changed under its lock, so that all shares
 * together never exceed the amount. The clock is the database's: replicas count from the moment they asked, so none of
 * them uses a share after its window.
 *
 * <p>An answer that is lost, and a share whose holder is killed, stay counted until the window ends: what may have been
 * used is never given out twice.
 */
final class Leasing {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Slots slots;

    Leasing(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.slots = new Slots(jdbc);
    }

    /** In the order of the wishes; at most one for each allowance. */
    LeaseAnswer lease(LeaseRequest request) {
        return Objects.requireNonNull(transaction.execute(status -> given(request)));
    }

    private LeaseAnswer given(LeaseRequest request) {
        Map<UUID, LeaseTerms> terms = LeaseTerms.find(
                jdbc, request.wishes().stream().map(Wish::allowanceId).toList());
        long now = clockMillis();
        Map<UUID, Grant> grants = new HashMap<>();
        // Always in the same order: two replicas that ask for the same shares must not wait for each other.
        request.wishes().stream()
                .sorted(Comparator.comparing(Wish::allowanceId))
                .forEach(wish -> grants.computeIfAbsent(
                        wish.allowanceId(), id -> given(request.holder(), wish, terms.get(id), now)));
        return new LeaseAnswer(request.wishes().stream()
                .map(wish -> Objects.requireNonNull(grants.get(wish.allowanceId())))
                .toList());
    }

    private Grant given(UUID holder, Wish wish, @Nullable LeaseTerms terms, long now) {
        if (terms == null || !terms.tenant().equals(wish.tenant().value())) {
            return Grant.none(wish.allowanceId(), Standing.UNKNOWN);
        }
        if (terms.gone()) {
            return Grant.none(wish.allowanceId(), Standing.GONE);
        }
        Window window = terms.window();
        return window == null ? slots.given(holder, wish, terms) : share(wish, terms, window, now);
    }

    private Grant share(Wish wish, LeaseTerms terms, Window window, long now) {
        Returned returned = wish.returned();
        long present = window.startOf(now / 1_000);
        long start = wish.ahead() ? present + window.seconds() : present;
        if (returned != null && returned.window() != start) {
            back(wish, returned);
        }
        long before = locked(wish, start);
        long back = returned != null && returned.window() == start ? returned.amount() : 0;
        long used = Math.max(0, before - back) + wish.owed();
        long granted = GrantRule.of(terms.amount(), used, wish.least(), wish.needed(), wish.wanted());
        if (used + granted != before) {
            jdbc.sql("update allowance_window set taken = ? where tenant = ? and allowance_id = ? and starts_at = ?")
                    .params(used + granted, terms.tenant(), wish.allowanceId(), start)
                    .update();
        }
        return new Grant(
                wish.allowanceId(),
                Standing.HOLDS,
                granted,
                Math.max(0, terms.amount() - used - granted),
                start,
                Math.max(0, start * 1_000 - now),
                (start + window.seconds()) * 1_000 - now);
    }

    /** What is taken of the window, its row made if need be and locked either way. */
    private long locked(Wish wish, long start) {
        return jdbc.sql("""
                        insert into allowance_window as held (tenant, allowance_id, starts_at, taken) values (?, ?, ?, 0)
                        on conflict (tenant, allowance_id, starts_at) do update set taken = held.taken returning taken
                        """)
                .params(wish.tenant().value(), wish.allowanceId(), start)
                .query(Long.class)
                .single();
    }

    private void back(Wish wish, Returned returned) {
        jdbc.sql("""
                        update allowance_window set taken = greatest(0, taken - ?)
                        where tenant = ? and allowance_id = ? and starts_at = ?
                        """)
                .params(returned.amount(), wish.tenant().value(), wish.allowanceId(), returned.window())
                .update();
    }

    private long clockMillis() {
        BigDecimal millis = jdbc.sql("select extract(epoch from clock_timestamp()) * 1000")
                .query(BigDecimal.class)
                .single();
        return millis.longValue();
    }
}
