package io.signalbox.kit.eventstore;

import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.tracing.CurrentTrace;
import io.signalbox.kit.tracing.TraceParent;
import java.util.Map;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.dao.DuplicateKeyException;

/**
 * Sends a command and waits until its events are stored. What Axon throws becomes a refusal the caller can act on; a
 * refusal thrown by the aggregate passes as it is.
 */
public final class Commands {
    private final CommandGateway gateway;

    Commands(CommandGateway gateway) {
        this.gateway = gateway;
    }

    /** Sends and waits. There is no result: the command brings the id of what it makes. */
    public void send(TenantCommand command) {
        try {
            gateway.sendAndWait(message(command));
        } catch (AggregateNotFoundException e) {
            throw refused(StandardRefusal.NOT_FOUND.refused("It"), e);
        } catch (ConcurrencyException | AggregateStreamCreationException | DuplicateKeyException e) {
            throw refused(StandardRefusal.CONCURRENT_CHANGE.refused(), e);
        } catch (CommandExecutionException e) {
            if (e.getCause() instanceof RefusedException refusal) {
                throw refusal;
            }
            throw e;
        } catch (EventStoreException e) {
            if (DatabaseWiring.isDatabaseAway(e)) {
                throw refused(StandardRefusal.UNAVAILABLE.refused(), e);
            }
            throw e;
        }
    }

    /** With the trace it is sent in, so that its events and what is published of them are part of it. */
    private static CommandMessage<TenantCommand> message(TenantCommand command) {
        String traceParent = CurrentTrace.header();
        return new GenericCommandMessage<>(
                command, traceParent == null ? Map.of() : Map.of(TraceParent.HEADER, traceParent));
    }

    private static RefusedException refused(RefusedException refusal, RuntimeException cause) {
        refusal.addSuppressed(cause);
        return refusal;
    }
}
