package io.signalbox.usage.export;

import io.signalbox.contracts.usage.Outcome;
import io.signalbox.kit.api.ReportPeriod;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.usage.ledger.LedgerEntries.Question;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a caller may ask of the ledger's entries, by the names of the query's parameters. */
record LedgerFilter(
        @Nullable UUID configuration,
        @Nullable String model,
        @Nullable String user,
        @Nullable UUID project,
        @Nullable UUID accessKey,
        @Nullable String outcome) {

    Question in(ReportPeriod period) {
        return new Question(period.from(), period.to(), configuration, model, user, project, accessKey, word(outcome));
    }

    private static @Nullable String word(@Nullable String outcome) {
        if (outcome == null) {
            return null;
        }
        return Arrays.stream(Outcome.values())
                .map(Outcome::name)
                .filter(name -> name.equals(outcome.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> StandardRefusal.PARAMETER_INVALID.refusedAt(
                        "outcome",
                        "outcome",
                        "it must be one of "
                                + Arrays.stream(Outcome.values())
                                        .map(value -> value.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", "))));
    }
}
