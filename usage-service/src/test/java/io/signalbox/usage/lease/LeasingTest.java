package io.signalbox.usage.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.identity.NamedId;
import io.signalbox.usage.UsageDatabase;
import io.signalbox.usage.lease.LeaseAnswer.Grant;
import io.signalbox.usage.lease.LeaseAnswer.Standing;
import io.signalbox.usage.lease.LeaseRequest.Returned;
import io.signalbox.usage.lease.LeaseRequest.Wish;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a real database. Windows are days, so that none ends in the middle of a test but once a day. */
class LeasingTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final UUID ONE = NamedId.of("replica/1");
    private static final UUID TWO = NamedId.of("replica/2");

    private static UsageDatabase database;
    private static Leasing leasing;

    private final AtomicLong turns = new AtomicLong();

    @BeforeAll
    static void start() {
        database = new UsageDatabase(Clock.systemUTC());
        leasing = new Leasing(database.processor, database.transaction);
    }

    @Test
    void whatever_many_ask_for_at_once_is_never_more_than_the_amount_and_nothing_is_left_over() throws Exception {
        int amount = 1_000;
        UUID id = allowance("race", "REQUESTS", amount, "day");
        List<Callable<Long>> replicas = new ArrayList<>();
        for (int each = 0; each < 8; each++) {
            UUID holder = NamedId.of("racer/" + each);
            Random random = new Random(each);
            replicas.add(() -> takeUntilNothingIsLeft(holder, id, random));
        }

        long taken = sum(replicas);

        assertThat(taken).isEqualTo(amount);
        assertThat(takenOf(id)).isEqualTo(amount);
    }

    /** Takes more than it uses, and gives some of it back, as replicas do. */
    private long takeUntilNothingIsLeft(UUID holder, UUID id, Random random) {
        long kept = 0;
        Returned back = null;
        while (true) {
            long needed = 1L + random.nextInt(5);
            Grant grant = ask(holder, new Wish(ACME, id, turns.incrementAndGet(), 1, needed, 10, false, 0, 0, back));
            back = null;
            if (grant.granted() == 0) {
                return kept;
            }
            long returned = random.nextInt(3) == 0 ? grant.granted() / 2 : 0;
            kept += grant.granted() - returned;
            if (returned > 0) {
                back = new Returned(grant.window(), returned);
            }
        }
    }

    private static long sum(List<Callable<Long>> replicas) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(replicas.size())) {
            long sum = 0;
            for (Future<Long> each : threads.invokeAll(replicas)) {
                sum += each.get();
            }
            return sum;
        }
    }

    @Test
    void beyond_what_is_needed_now_a_replica_gets_a_twentieth_at_most_and_an_eighth_of_what_is_left() {
        UUID id = allowance("ahead", "REQUESTS", 1_000, "day");

        assertThat(ask(ONE, wish(id, 1, 500)).granted()).isEqualTo(1 + 50);
        assertThat(ask(TWO, wish(id, 900, 500)).granted()).isEqualTo(900 + 6);
    }

    @Test
    void who_needs_more_than_is_left_gets_nothing_and_who_needs_less_gets_it() {
        UUID id = allowance("tokens", "TOKENS", 1_000, "day");
        ask(ONE, wish(id, 800, 0));

        assertThat(ask(ONE, wish(id, 300, 0)).granted()).isZero();
        assertThat(ask(TWO, wish(id, 200, 0)).granted()).isEqualTo(200);
    }

    @Test
    void what_was_used_without_being_given_is_counted_even_beyond_the_amount() {
        UUID id = allowance("owed", "REQUESTS", 10, "day");

        Grant grant = ask(ONE, new Wish(ACME, id, 1, 1, 1, 0, false, 25, 0, null));

        assertThat(grant.granted()).isZero();
        assertThat(takenOf(id)).isEqualTo(25);
    }

    @Test
    void the_next_window_is_given_out_before_it_begins() {
        UUID id = allowance("next", "REQUESTS", 1_000, "day");
        Grant now = ask(ONE, wish(id, 1, 0));

        Grant next = ask(ONE, new Wish(ACME, id, 2, 0, 0, 20, true, 0, 0, null));

        assertThat(next.granted()).isEqualTo(20);
        assertThat(next.window()).isEqualTo(now.window() + 86_400);
        assertThat(next.startsInMillis()).isPositive();
        assertThat(now.startsInMillis()).isZero();
    }

    @Test
    void what_is_counted_at_once_is_given_to_another_when_it_is_no_longer_held() {
        UUID id = allowance("at-once", "CONCURRENT_REQUESTS", 2, null);
        assertThat(ask(ONE, held(id, 1, 2, 0)).granted()).isEqualTo(2);
        assertThat(ask(TWO, held(id, 1, 1, 0)).granted()).isZero();

        ask(ONE, held(id, 2, 0, 1));

        assertThat(ask(TWO, held(id, 2, 1, 0)).granted()).isEqualTo(1);
    }

    @Test
    void a_holder_that_was_not_heard_of_for_too_long_holds_nothing() {
        UUID id = allowance("silent", "CONCURRENT_REQUESTS", 1, null);
        ask(ONE, held(id, 1, 1, 0));
        database.processor
                .sql("update allowance_holder set expires_at = now() - interval '1 second' where allowance_id = ?")
                .param(id)
                .update();

        assertThat(ask(TWO, held(id, 1, 1, 0)).granted()).isEqualTo(1);
    }

    @Test
    void what_a_holder_said_earlier_and_comes_late_changes_nothing() {
        UUID id = allowance("late", "CONCURRENT_REQUESTS", 2, null);
        ask(ONE, held(id, 5, 2, 0));

        ask(ONE, held(id, 4, 0, 0));

        assertThat(ask(TWO, held(id, 1, 1, 0)).granted()).isZero();
    }

    @Test
    void one_that_was_removed_is_told_from_one_nobody_has_heard_of() {
        UUID id = allowance("removed", "REQUESTS", 10, "day");
        database.processor
                .sql("update allowance set removed_at = now() where id = ?")
                .param(id)
                .update();

        assertThat(ask(ONE, wish(id, 1, 0)).standing()).isEqualTo(Standing.GONE);
        assertThat(ask(ONE, wish(NamedId.of("none"), 1, 0)).standing()).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void another_tenants_allowance_is_not_known() {
        UUID id = allowance("foreign", "REQUESTS", 10, "day");

        Wish wish = new Wish(new TenantId("globex"), id, 1, 1, 1, 0, false, 0, 0, null);

        assertThat(ask(ONE, wish).standing()).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void the_requests_an_access_key_was_issued_with_go_by_its_own_id() {
        UUID key = NamedId.of("key");
        database.processor.sql("""
                        insert into copy_subject (tenant, kind, id, name, requests_per_minute, ended, sequence)
                        values ('acme', 'ACCESS_KEY', ?, 'app', 3, false, 1)
                        """).param(key).update();

        Grant grant = ask(ONE, wish(key, 3, 0));

        assertThat(grant.granted()).isEqualTo(3);
        assertThat(grant.endsInMillis()).isBetween(1L, 60_000L);
    }

    private static Wish wish(UUID id, long needed, long wanted) {
        return new Wish(ACME, id, 1, needed, needed, wanted, false, 0, 0, null);
    }

    private static Wish held(UUID id, long turn, long needed, long held) {
        return new Wish(ACME, id, turn, Math.min(1, needed), needed, 0, false, 0, held, null);
    }

    private static Grant ask(UUID holder, Wish wish) {
        return leasing.lease(new LeaseRequest(holder, List.of(wish))).grants().getFirst();
    }

    private static long takenOf(UUID id) {
        return database.processor
                .sql("select sum(taken) from allowance_window where allowance_id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    private static UUID allowance(String name, String measure, long amount, @Nullable String window) {
        UUID id = NamedId.of("allowance/" + name);
        database.processor.sql("""
                        insert into allowance (tenant, id, version, scope, scope_id, measure, amount, window_name,
                            enforcement, when_unreachable, created_at, updated_at)
                        values ('acme', ?, 0, 'TENANT', 'acme', ?, ?, ?, 'REFUSE', 'REFUSE', now(), now())
                        """).params(id, measure, amount, window).update();
        return id;
    }
}
