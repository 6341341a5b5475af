package io.signalbox.kit.eventstore;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.problem.StandardRefusal;
import java.lang.reflect.Executable;
import java.util.Optional;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.jspecify.annotations.NullUnmarked;

/**
 * Axon's tables have no row-level security, so this stands between them and another tenant's command: the aggregate's
 * tenant must be the command's, for every handler of every aggregate, without anybody having to remember it.
 */
@NullUnmarked
final class TenantCheck implements HandlerEnhancerDefinition {
    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> original) {
        return original.canHandleMessageType(CommandMessage.class) ? new Checked<>(original) : original;
    }

    private static final class Checked<T> extends WrappedMessageHandlingMember<T> {
        Checked(MessageHandlingMember<T> delegate) {
            super(delegate);
        }

        @Override
        public Object handle(Message<?> message, T target) throws Exception {
            if (target instanceof TenantOwned aggregate
                    && message.getPayload() instanceof TenantCommand command
                    && belongsToAnother(aggregate.tenant(), command.tenant())) {
                String name = unwrap(Executable.class)
                        .map(method -> method.getDeclaringClass().getSimpleName())
                        .orElse("It");
                throw StandardRefusal.NOT_FOUND.refused(name);
            }
            return super.handle(message, target);
        }

        private static boolean belongsToAnother(TenantId owner, TenantId caller) {
            return Optional.ofNullable(owner)
                    .map(tenant -> !tenant.equals(caller))
                    .orElse(false);
        }
    }
}
