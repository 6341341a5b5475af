package io.signalbox.usage.allowance;

import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.budget.BudgetEvent.Measure;
import io.signalbox.contracts.budget.BudgetEvent.Scope;
import io.signalbox.usage.known.KnownModel;
import io.signalbox.usage.known.KnownSubjects;
import io.signalbox.usage.known.KnownSubjects.Kind;
import io.signalbox.usage.known.KnownSubjects.Subject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what a limit is to be for, and refuses what no call could ever be counted for. */
@Component
final class ScopeCheck {
    private final KnownSubjects subjects;

    ScopeCheck(KnownSubjects subjects) {
        this.subjects = subjects;
    }

    /** The id the gateway will know it by; {@code written} may be a configuration's name instead. */
    String found(TenantId tenant, Scope scope, @Nullable String written, @Nullable Measure measure) {
        if (scope == Scope.TENANT) {
            if (written != null) {
                throw AllowanceRefusal.SCOPE_ID_MEANINGLESS.refusedAt("scopeId");
            }
            return tenant.value();
        }
        if (written == null || written.isBlank()) {
            throw AllowanceRefusal.SCOPE_ID_NEEDED.refusedAt("scopeId", scope, wanted(scope));
        }
        return switch (scope) {
            case TENANT -> tenant.value();
            case PROJECT -> subject(tenant, Kind.PROJECT, "project", written);
            case ACCESS_KEY -> subject(tenant, Kind.ACCESS_KEY, "access key", written);
            case CONFIGURATION -> subject(tenant, Kind.CONFIGURATION, "configuration", written);
            case USER -> user(tenant, written);
            case MODEL -> model(tenant, written, measure);
        };
    }

    private static String wanted(Scope scope) {
        return switch (scope) {
            case TENANT -> "nothing";
            case PROJECT -> "the project's id";
            case ACCESS_KEY -> "the access key's id";
            case CONFIGURATION -> "the configuration's id or name";
            case USER -> "the user of an access key";
            case MODEL -> "the model's id, as providers call it";
        };
    }

    private String subject(TenantId tenant, Kind kind, String word, String written) {
        Subject subject = subjects.awaited(() -> subjects.find(tenant, kind, written))
                .orElseThrow(() -> AllowanceRefusal.SUBJECT_UNKNOWN.refusedAt("scopeId", word, written));
        if (subject.ended()) {
            throw AllowanceRefusal.SUBJECT_ENDED.refusedAt("scopeId", word, written);
        }
        UUID id = subject.id();
        return id.toString();
    }

    /** Callers name users by their keys alone. */
    private String user(TenantId tenant, String user) {
        return subjects.awaited(() -> subjects.user(tenant, user))
                .orElseThrow(() -> AllowanceRefusal.USER_NAMELESS.refusedAt("scopeId", user));
    }

    private String model(TenantId tenant, String model, @Nullable Measure measure) {
        List<KnownModel> offered = subjects.awaited(() -> subjects.models(tenant, model))
                .orElseThrow(() -> AllowanceRefusal.SUBJECT_UNKNOWN.refusedAt("scopeId", "model", model));
        if (measure == Measure.TOKENS && offered.stream().noneMatch(KnownModel::usesTokens)) {
            throw AllowanceRefusal.MODEL_WITHOUT_TOKENS.refusedAt(
                    "measure", model, offered.getFirst().type().wire());
        }
        return model;
    }
}
