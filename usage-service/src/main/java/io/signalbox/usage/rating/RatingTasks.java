package io.signalbox.usage.rating;

import io.signalbox.contracts.TenantId;
import io.signalbox.pricing.PriceList;
import io.signalbox.usage.ledger.Adjustment;
import io.signalbox.usage.ledger.Ledger;
import io.signalbox.usage.lock.LedgerLock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rates again what a price concerns: a page of attempts per transaction, in the order of their ids, so that a crash
 * costs at most a page and a history of any length is worked off. One worker at a time rates again; new attempts go on
 * being rated beside it.
 */
public final class RatingTasks {
    /** Attempts per transaction; an attempt yields two adjustments at most. */
    static final int PAGE = 500;

    private static final long KEY = 0x5241_5445L;

    private record Task(
            long id,
            String tenant,
            String providerType,
            @Nullable UUID configurationId,
            String model,
            Instant effectiveFrom,
            @Nullable UUID afterRequest,
            @Nullable Integer afterAttempt) {
        static Task of(ResultSet row, int number) throws SQLException {
            return new Task(
                    row.getLong("task_id"),
                    row.getString("tenant"),
                    row.getString("provider_type"),
                    row.getObject("configuration_id", UUID.class),
                    row.getString("model_id"),
                    row.getTimestamp("effective_from").toInstant(),
                    row.getObject("after_request", UUID.class),
                    row.getObject("after_attempt", Integer.class));
        }
    }

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final PriceBook prices;
    private final ConcernedAttempts concerned;
    private final Ledger ledger;
    private final Clock clock;

    public RatingTasks(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            PriceBook prices,
            ConcernedAttempts concerned,
            Ledger ledger,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.prices = prices;
        this.concerned = concerned;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** One page of one task; false when there was nothing to do, or somebody else is at it. */
    public boolean workOnePage() {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            if (!alone()) {
                return false;
            }
            LedgerLock.share(jdbc);
            Optional<Task> task = next();
            task.ifPresent(this::work);
            return task.isPresent();
        }));
    }

    private void work(Task task) {
        List<RatedAttempt> page = concerned.page(
                new ConcernedAttempts.Question(
                        task.tenant().equals(TenantId.PLATFORM.value()) ? null : task.tenant(),
                        task.providerType(),
                        task.configurationId(),
                        task.model(),
                        task.effectiveFrom()),
                task.afterRequest(),
                task.afterAttempt(),
                PAGE);
        Map<PriceKey, PriceList> lists =
                prices.lists(page.stream().map(RatedAttempt::key).collect(Collectors.toSet()));
        Instant now = clock.instant();
        List<Adjustment> adjustments = page.stream()
                .flatMap(attempt ->
                        attempt.adjustments(lists.getOrDefault(attempt.key(), PriceList.EMPTY), now).stream())
                .toList();
        ledger.adjust(adjustments);
        if (page.size() < PAGE) {
            jdbc.sql("DELETE FROM rating_task WHERE task_id = :id")
                    .param("id", task.id())
                    .update();
        } else {
            pass(task, page.getLast());
        }
    }

    private void pass(Task task, RatedAttempt last) {
        jdbc.sql("UPDATE rating_task SET after_request = :request, after_attempt = :attempt WHERE task_id = :id")
                .param("request", last.requestId())
                .param("attempt", last.attempt())
                .param("id", task.id())
                .update();
    }

    private boolean alone() {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(:key)")
                .param("key", KEY)
                .query(Boolean.class)
                .single();
    }

    private Optional<Task> next() {
        return jdbc.sql("SELECT * FROM rating_task ORDER BY task_id LIMIT 1 FOR UPDATE")
                .query(Task::of)
                .optional();
    }
}
