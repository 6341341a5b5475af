package io.signalbox.gateway.allowance;

import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.budget.BudgetEvent.AllowanceSet;
import io.signalbox.contracts.budget.BudgetEvent.Enforcement;
import io.signalbox.contracts.budget.BudgetEvent.Measure;
import io.signalbox.contracts.budget.BudgetEvent.Scope;
import io.signalbox.contracts.budget.BudgetEvent.WhenUnreachable;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * An amount of a measure for somebody or something.
 *
 * @param amount in whole units of the measure
 * @param window {@link Duration#ZERO} for what is counted at once
 * @param shadow counted, and never a reason to refuse
 */
public record Allowance(
        UUID id,
        TenantId tenant,
        Scope scope,
        String scopeId,
        Measure measure,
        long amount,
        Duration window,
        boolean shadow,
        WhenUnreachable whenUnreachable) {
    /** The limit an event describes; empty for what this build does not limit. */
    public static Optional<Allowance> of(AllowanceSet set) {
        Optional<Duration> window = window(set);
        if (window.isEmpty() || set.measure() == Measure.COST || set.enforcement() == Enforcement.ALERT) {
            return Optional.empty();
        }
        return Optional.of(new Allowance(
                set.allowanceId(),
                set.tenant(),
                set.scope(),
                set.scopeId(),
                set.measure(),
                set.amount().longValue(),
                window.get(),
                set.enforcement() == Enforcement.SHADOW,
                set.whenUnreachable()));
    }

    /**
     * The requests per minute an access key was issued with: the usage service counts them by the key's own id, and an
     * outage of it does not stop the application.
     */
    public static Allowance declared(TenantId tenant, UUID accessKeyId, long requestsPerMinute) {
        return new Allowance(
                accessKeyId,
                tenant,
                Scope.ACCESS_KEY,
                accessKeyId.toString(),
                Measure.REQUESTS,
                requestsPerMinute,
                Duration.ofMinutes(1),
                false,
                WhenUnreachable.ALLOW);
    }

    private static Optional<Duration> window(AllowanceSet set) {
        return switch (set.window()) {
            case null -> set.measure() == Measure.CONCURRENT_REQUESTS ? Optional.of(Duration.ZERO) : Optional.empty();
            case "minute" -> Optional.of(Duration.ofMinutes(1));
            case "hour" -> Optional.of(Duration.ofHours(1));
            case "day" -> Optional.of(Duration.ofDays(1));
            default -> Optional.empty();
        };
    }

    /** In words, for a refusal: {@code 600 requests per minute for this access key}. */
    public String told() {
        String what = switch (measure) {
            case REQUESTS -> " requests";
            case TOKENS -> " tokens";
            case CONCURRENT_REQUESTS -> " requests at once";
            case COST -> " " + measure;
        };
        String per = window.isZero()
                ? ""
                : window.toMinutes() == 1 ? " per minute" : window.toHours() == 1 ? " per hour" : " per day";
        return amount + what + per + " for " + whom();
    }

    private String whom() {
        return switch (scope) {
            case TENANT -> "the whole tenant";
            case PROJECT -> "this project";
            case USER -> "this user";
            case ACCESS_KEY -> "this access key";
            case MODEL, CONFIGURATION -> "this " + scope.name().toLowerCase(Locale.ROOT);
        };
    }
}
