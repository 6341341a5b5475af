package io.signalbox.usage.explain;

import io.signalbox.contracts.Money;
import io.signalbox.usage.explain.RequestExplanation.Attempt;
import io.signalbox.usage.explain.RequestExplanation.Entry;
import io.signalbox.usage.ledger.LedgerEntry;
import io.signalbox.usage.ledger.Standing;
import io.signalbox.usage.ledger.Standing.Rating;
import io.signalbox.usage.name.Names;
import io.signalbox.usage.name.Names.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Entries of one request become its explanation. Nothing is looked up again: the entries say what was applied. */
final class Explaining {
    private final Names names;

    Explaining(Names names) {
        this.names = names;
    }

    /** {@code entries} are all of one request, by attempt and entry; at least one. */
    RequestExplanation explain(List<LedgerEntry> entries) {
        TreeMap<Integer, List<LedgerEntry>> byAttempt = entries.stream()
                .collect(Collectors.groupingBy(entry -> entry.attempt().attempt(), TreeMap::new, Collectors.toList()));
        List<Attempt> attempts = byAttempt.values().stream().map(this::attempt).toList();
        var first = byAttempt.firstEntry().getValue().getFirst().attempt();
        var last = byAttempt.lastEntry().getValue().getFirst().attempt();
        List<Money> costs = costs(entries);
        boolean priced = attempts.stream().allMatch(attempt -> attempt.rating().equals(Rating.PRICED.name()));
        return new RequestExplanation(
                first.requestId(),
                first.openedAt(),
                last.closedAt(),
                first.operation(),
                first.dialect(),
                first.streamed(),
                first.route(),
                first.modelAsked(),
                first.userId(),
                first.projectId(),
                name(Kind.PROJECT, first.projectId()),
                first.accessKeyId(),
                name(Kind.ACCESS_KEY, first.accessKeyId()),
                first.tags(),
                last.outcome().name(),
                Duration.between(first.openedAt(), last.closedAt()).toNanos() / 1_000,
                priced && costs.size() == 1 ? costs.getFirst() : null,
                costs,
                attempts);
    }

    private Attempt attempt(List<LedgerEntry> entries) {
        var recorded = entries.getFirst().attempt();
        Standing now = entries.getLast().standing();
        List<Money> costs = costs(entries);
        return new Attempt(
                recorded.attempt(),
                recorded.lastAttempt(),
                recorded.configurationId(),
                name(Kind.CONFIGURATION, recorded.configurationId()),
                recorded.providerType(),
                recorded.credentialId(),
                recorded.modelSent(),
                recorded.modelAnswered(),
                recorded.outcome().name(),
                recorded.failure() == null ? null : recorded.failure().name(),
                recorded.upstreamStatus(),
                recorded.upstreamRequestId(),
                recorded.tier(),
                recorded.estimated(),
                recorded.openedAt(),
                recorded.closedAt(),
                recorded.firstTokenMicros(),
                recorded.durationMicros(),
                recorded.meters(),
                now.rating().name(),
                now.rating() == Rating.PRICED && costs.size() == 1 ? costs.getFirst() : null,
                costs,
                now.costLines(),
                money(recorded.shownCost(), recorded.shownCurrency()),
                entries.stream().map(Explaining::entry).toList(),
                recorded.routing());
    }

    private static Entry entry(LedgerEntry entry) {
        Standing standing = entry.standing();
        return new Entry(
                entry.attempt().entryNo(),
                entry.attempt().reason(),
                standing.rating().name(),
                money(standing.cost(), standing.currency()),
                standing.priceIds(),
                standing.ratedAt());
    }

    /** What was taken back entirely is not a cost any more. */
    private static List<Money> costs(List<LedgerEntry> entries) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (LedgerEntry entry : entries) {
            BigDecimal cost = entry.standing().cost();
            String currency = entry.standing().currency();
            if (cost != null && currency != null) {
                sums.merge(currency, cost, BigDecimal::add);
            }
        }
        List<Money> costs = new ArrayList<>();
        boolean something = sums.values().stream().anyMatch(sum -> sum.signum() != 0);
        sums.forEach((currency, sum) -> {
            if (sum.signum() != 0 || (!something && costs.isEmpty())) {
                costs.add(Money.plain(sum, currency));
            }
        });
        return List.copyOf(costs);
    }

    private static @Nullable Money money(@Nullable BigDecimal amount, @Nullable String currency) {
        return amount == null || currency == null ? null : Money.plain(amount, currency);
    }

    private @Nullable String name(Kind kind, @Nullable UUID id) {
        return id == null ? null : names.of(kind, id).orElse(null);
    }
}
