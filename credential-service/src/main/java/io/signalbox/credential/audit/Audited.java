package io.signalbox.credential.audit;

import io.signalbox.credential.audit.AuditEntry.Outcome;
import io.signalbox.kit.identity.IdSource;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.tenancy.TenantTransaction;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Does something in the tenant's transaction and records it: success together with its effect, a refusal or failure
 * after the effect was rolled back. Nothing that changes state or opens a secret is done in any other way.
 */
@Component
public final class Audited {
    private static final String SERVICE = "credential";

    private final TenantTransaction transaction;
    private final AuditLog log;
    private final IdSource ids;
    private final Clock clock;

    Audited(TenantTransaction transaction, JdbcClient sql, IdSource ids, Clock clock) {
        this.transaction = transaction;
        this.log = new AuditLog(sql);
        this.ids = ids;
        this.clock = clock;
    }

    /** What is done, to what, with what in particular; never a secret. */
    public record Action(String name, String subject, Map<String, String> detail) {
        public Action(String name, String subject) {
            this(name, subject, Map.of());
        }
    }

    /** The result of {@code work}, which runs in the transaction of the actor's tenant. */
    public <T> T perform(Actor actor, Action action, Supplier<T> work) {
        try {
            return transaction.in(actor.tenant(), () -> {
                T result = work.get();
                log.append(entry(actor, action, Outcome.ALLOWED, Map.of()));
                return result;
            });
        } catch (RefusedException refused) {
            String code = refused.violations().getFirst().code();
            recordAfter(actor, action, Outcome.REFUSED, Map.of("code", code));
            throw refused;
        } catch (RuntimeException failure) {
            recordFailure(actor, action, failure);
            throw failure;
        }
    }

    /** As {@link #perform} for work without a result. */
    public void run(Actor actor, Action action, Runnable work) {
        perform(actor, action, () -> {
            work.run();
            return true;
        });
    }

    /** A refusal that was decided before there was anything to do. */
    public void refused(Actor actor, Action action, RefusedException refused) {
        recordAfter(
                actor,
                action,
                Outcome.REFUSED,
                Map.of("code", refused.violations().getFirst().code()));
    }

    private void recordFailure(Actor actor, Action action, RuntimeException failure) {
        try {
            // Only the kind of the failure: its message may quote what was given.
            recordAfter(
                    actor,
                    action,
                    Outcome.FAILED,
                    Map.of("failure", failure.getClass().getSimpleName()));
        } catch (RuntimeException unrecorded) {
            failure.addSuppressed(unrecorded);
        }
    }

    private void recordAfter(Actor actor, Action action, Outcome outcome, Map<String, String> more) {
        transaction.run(actor.tenant(), () -> log.append(entry(actor, action, outcome, more)));
    }

    private AuditEntry entry(Actor actor, Action action, Outcome outcome, Map<String, String> more) {
        Map<String, String> detail = new HashMap<>(action.detail());
        detail.putAll(more);
        return new AuditEntry(
                actor.tenant(),
                ids.next(),
                SERVICE,
                actor.subject(),
                action.name(),
                action.subject(),
                outcome,
                actor.from(),
                detail,
                clock.instant());
    }
}
