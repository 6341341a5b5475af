package io.signalbox.usage.allowance;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.budget.BudgetEvent.Scope;
import io.signalbox.kit.api.MergePatch;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.identity.IdSource;
import io.signalbox.usage.allowance.AllowanceCommand.ChangeAllowance;
import io.signalbox.usage.allowance.AllowanceCommand.DefineAllowance;
import io.signalbox.usage.allowance.AllowanceCommand.DropAllowance;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From what a caller sends to a command. */
@Component
class Limiting {
    private final Commands commands;
    private final ScopeCheck scopes;
    private final IdSource ids;
    private final Clock clock;

    Limiting(Commands commands, ScopeCheck scopes, IdSource ids, Clock clock) {
        this.commands = commands;
        this.scopes = scopes;
        this.ids = ids;
        this.clock = clock;
    }

    UUID define(TenantId tenant, LimitBody body) {
        Scope scope = LimitBody.required("scope", body.scope());
        LimitBody.required("measure", body.measure());
        AllowanceRules.check(body.terms(""));
        AllowanceTerms terms = body.terms(scopes.found(tenant, scope, body.scopeId(), body.measure()));
        UUID id = ids.next();
        commands.send(new DefineAllowance(tenant, id, terms, clock.instant()));
        return id;
    }

    void change(TenantId tenant, LimitState current, JsonNode patch, @Nullable Long expectedVersion) {
        LimitBody before = LimitBody.of(current.terms());
        LimitBody after = MergePatch.apply(before, patch, LimitBody.class);
        Scope scope = LimitBody.required("scope", after.scope());
        boolean same = scope == before.scope() && Objects.equals(after.scopeId(), before.scopeId());
        String scopeId = same || scope == Scope.TENANT ? current.scopeId() : String.valueOf(after.scopeId());
        commands.send(
                new ChangeAllowance(tenant, current.id(), after.terms(scopeId), expectedVersion, clock.instant()));
    }

    void drop(TenantId tenant, UUID id) {
        commands.send(new DropAllowance(tenant, id, clock.instant()));
    }
}
