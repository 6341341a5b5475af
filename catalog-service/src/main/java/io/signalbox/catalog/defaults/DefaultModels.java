package io.signalbox.catalog.defaults;

import io.signalbox.catalog.defaults.DefaultModelCommand.SetDefaultModel;
import io.signalbox.contracts.ModelType;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.eventstore.ReadYourWrites;
import io.signalbox.kit.identity.NamedId;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Sets defaults. A default's id follows from its tenant and type, so there is one of each. */
@Component
public class DefaultModels {
    private final Commands commands;
    private final ReadYourWrites reads;
    private final Clock clock;

    DefaultModels(Commands commands, ReadYourWrites reads, Clock clock) {
        this.commands = commands;
        this.reads = reads;
        this.clock = clock;
    }

    /** Sets it and waits until it can be read. */
    public void set(TenantId tenant, ModelType type, UUID configurationId, String modelId) {
        UUID id = NamedId.of("default-model/" + tenant + "/" + type.wire());
        commands.send(new SetDefaultModel(tenant, id, type, configurationId, modelId, clock.instant()));
        reads.await(DefaultModelProjection.NAME, id);
    }
}
