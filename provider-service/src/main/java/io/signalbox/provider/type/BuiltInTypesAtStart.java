package io.signalbox.provider.type;

import io.signalbox.adapter.BuiltInType;
import io.signalbox.adapter.BuiltInTypes;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.provider.type.ProviderTypeCommand.DefineType;
import java.time.Clock;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Defines the built-in types as anybody would define one; what is there already stays as it is. */
@Component
class BuiltInTypesAtStart implements ApplicationRunner {
    private final Commands commands;
    private final Clock clock;

    BuiltInTypesAtStart(Commands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        for (BuiltInType type : BuiltInTypes.load()) {
            commands.send(new DefineType(
                    TenantId.PLATFORM,
                    TypeDefinition.id(TenantId.PLATFORM, type.type()),
                    new TypeDefinition(
                            type.type(),
                            type.displayName(),
                            type.adapter(),
                            type.aliases(),
                            type.baseUrl(),
                            type.authHeader(),
                            type.authPrefix(),
                            type.headers(),
                            type.requestTemplate(),
                            type.settings(),
                            type.features(),
                            type.requiredEnvironment(),
                            type.credentialRequired(),
                            true),
                    clock.instant()));
        }
    }
}
