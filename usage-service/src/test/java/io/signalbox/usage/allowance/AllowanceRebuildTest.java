package io.signalbox.usage.allowance;

import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.budget.BudgetEvent.Enforcement;
import io.signalbox.contracts.budget.BudgetEvent.Measure;
import io.signalbox.contracts.budget.BudgetEvent.Scope;
import io.signalbox.contracts.budget.BudgetEvent.WhenUnreachable;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.identity.NamedId;
import io.signalbox.testkit.contract.RebuildContract;
import io.signalbox.testkit.contract.StoredHistory;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.embedded.TestService;
import io.signalbox.usage.UsageServiceApplication;
import io.signalbox.usage.allowance.AllowanceCommand.DefineAllowance;
import io.signalbox.usage.allowance.AllowanceEvent.AllowanceChanged;
import io.signalbox.usage.allowance.AllowanceEvent.AllowanceDefined;
import io.signalbox.usage.allowance.AllowanceEvent.AllowanceDropped;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AllowanceRebuildTest {
    private static final TenantId ACME = new TenantId("history");
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    @Test
    void what_limits_there_are_comes_back_the_same() {
        EmbeddedServices.kafka().empty();
        try (TestService service = TestService.start(
                UsageServiceApplication.class, EmbeddedServices.postgres().database("usage"))) {
            StoredHistory history = new StoredHistory(service);
            for (int number = 0; number < RebuildContract.EVENTS_MIN; number++) {
                happened(history, number);
            }
            history.store();

            RebuildContract.check(service, "usage.allowance", () -> more(service.bean(Commands.class)), "allowance");
        }
    }

    /** Each is defined; of three, one is changed, and one is dropped. */
    private static void happened(StoredHistory history, int number) {
        UUID id = NamedId.of("allowance/" + number);
        Instant at = NOW.plusSeconds(number);
        history.happened("Allowance", id, new AllowanceDefined(ACME, id, terms(number, 600), at));
        switch (number % 3) {
            case 0 -> history.happened("Allowance", id, new AllowanceChanged(ACME, id, terms(number, 60), at));
            case 1 -> history.happened("Allowance", id, new AllowanceDropped(ACME, id, at));
            default -> {}
        }
    }

    private static void more(Commands commands) {
        for (int number = 0; number < 50; number++) {
            commands.send(new DefineAllowance(ACME, NamedId.of("later/" + number), terms(-1 - number, 600), NOW));
        }
    }

    private static AllowanceTerms terms(int number, long amount) {
        return new AllowanceTerms(
                Scope.USER,
                "user " + number,
                Measure.REQUESTS,
                amount,
                Window.MINUTE,
                Enforcement.REFUSE,
                WhenUnreachable.ALLOW);
    }
}
