package io.signalbox.usage.lease;

import io.signalbox.usage.lease.LeaseAnswer.Grant;
import io.signalbox.usage.lease.LeaseAnswer.Standing;
import io.signalbox.usage.lease.LeaseRequest.Wish;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Shares of what is counted at once. A holder says every time how much it holds, so a lost answer does no harm, and is
 * heard of at least once in {@link #LIFE}; whoever is not holds nothing any more. Called in the transaction of the lease.
 */
final class Slots {
    /** How long a holder may be silent, by its own clock. */
    static final Duration LIFE = Duration.ofSeconds(15);

    /** How much later the database believes it: clocks do not run alike, and messages take their time. */
    static final Duration MARGIN = Duration.ofSeconds(2);

    /** The row under whose lock holders are counted. */
    private static final long NO_WINDOW = 0;

    private final JdbcClient jdbc;

    Slots(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Grant given(UUID holder, Wish wish, LeaseTerms terms) {
        lock(wish);
        if (!isLatest(holder, wish)) {
            return Grant.none(wish.allowanceId(), Standing.HOLDS);
        }
        long held = wish.held();
        long others = others(holder, wish);
        long granted = GrantRule.of(terms.amount(), others + held, wish.least(), wish.needed(), 0);
        keep(holder, wish, held + granted);
        return new Grant(
                wish.allowanceId(),
                Standing.HOLDS,
                granted,
                Math.max(0, terms.amount() - others - held - granted),
                NO_WINDOW,
                0,
                LIFE.toMillis());
    }

    private void lock(Wish wish) {
        jdbc.sql("""
                        insert into allowance_window as held (tenant, allowance_id, starts_at, taken) values (?, ?, ?, 0)
                        on conflict (tenant, allowance_id, starts_at) do update set taken = held.taken
                        """)
                .params(wish.tenant().value(), wish.allowanceId(), NO_WINDOW)
                .update();
    }

    private boolean isLatest(UUID holder, Wish wish) {
        Optional<Long> turn = jdbc.sql(
                        "select turn from allowance_holder where tenant = ? and allowance_id = ? and holder = ?")
                .params(wish.tenant().value(), wish.allowanceId(), holder)
                .query(Long.class)
                .optional();
        return turn.isEmpty() || turn.get() < wish.turn();
    }

    private long others(UUID holder, Wish wish) {
        return jdbc.sql("""
                        select coalesce(sum(slots), 0) from allowance_holder
                        where tenant = ? and allowance_id = ? and holder <> ? and expires_at > clock_timestamp()
                        """)
                .params(wish.tenant().value(), wish.allowanceId(), holder)
                .query(Long.class)
                .single();
    }

    private void keep(UUID holder, Wish wish, long slots) {
        jdbc.sql("""
                        insert into allowance_holder (tenant, allowance_id, holder, slots, turn, expires_at)
                        values (:tenant, :id, :holder, :slots, :turn, clock_timestamp() + :seconds * interval '1 second')
                        on conflict (tenant, allowance_id, holder) do update
                            set slots = excluded.slots, turn = excluded.turn, expires_at = excluded.expires_at
                        """)
                .param("tenant", wish.tenant().value())
                .param("id", wish.allowanceId())
                .param("holder", holder)
                .param("slots", slots)
                .param("turn", wish.turn())
                .param("seconds", LIFE.plus(MARGIN).toSeconds())
                .update();
    }
}
