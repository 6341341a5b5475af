package io.signalbox.catalog.model;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import io.signalbox.catalog.model.ModelCommand.CatalogueFound;
import io.signalbox.catalog.model.ModelCommand.ChangeModel;
import io.signalbox.catalog.model.ModelCommand.DeclareModel;
import io.signalbox.catalog.model.ModelCommand.MarkLost;
import io.signalbox.catalog.model.ModelCommand.WithdrawModel;
import io.signalbox.catalog.model.ModelEvent.DeclarationWithdrawn;
import io.signalbox.catalog.model.ModelEvent.ModelDeclared;
import io.signalbox.catalog.model.ModelEvent.ModelFound;
import io.signalbox.catalog.model.ModelEvent.ModelLost;
import io.signalbox.contracts.ModelFacts;
import io.signalbox.contracts.ModelType;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.TenantOwned;
import io.signalbox.kit.problem.StandardRefusal;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * One model of one configuration. Two say what it is, the discovery and the tenant, and both are kept: what the tenant
 * declares lies over what was found, whichever came first. It is never deleted, because reports name it.
 */
@Aggregate
final class CataloguedModel implements TenantOwned {
    /** What a discovery has said. */
    private record Discovery(String adapter, Map<String, Object> fields, ModelFacts facts, boolean listed) {}

    private static final ModelFacts NOTHING_KNOWN = ModelFacts.ofType(ModelType.LLM);

    @AggregateIdentifier
    private UUID modelKey;

    private @Nullable TenantId tenant;
    private @Nullable ModelIdentity identity;
    private @Nullable Discovery discovery;
    private long sourceSequence = -1;
    private ModelDeclaration declaration = ModelDeclaration.NONE;
    private boolean declared;

    CataloguedModel() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void found(CatalogueFound command) {
        Discovery now = new Discovery(command.adapter(), command.fields(), command.facts(), true);
        if (command.sourceSequence() <= sourceSequence || now.equals(discovery)) {
            return;
        }
        apply(new ModelFound(
                command.tenant(),
                command.modelKey(),
                command.adapter(),
                command.fields(),
                command.facts(),
                command.sourceSequence(),
                ModelEntry.of(command.identity(), command.facts(), declaration, declared, true),
                command.at()));
    }

    @CommandHandler
    void lost(MarkLost command) {
        Discovery known = discovery;
        if (known == null || !known.listed() || command.sourceSequence() <= sourceSequence) {
            return;
        }
        apply(new ModelLost(
                command.tenant(),
                modelKey,
                known.adapter(),
                command.sourceSequence(),
                ModelEntry.of(identity(), known.facts(), declaration, declared, false),
                command.at()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void declare(DeclareModel command) {
        if (declared) {
            throw ModelRefusal.MODEL_DECLARED_ALREADY.refusedAt(
                    "modelId", command.identity().modelId());
        }
        apply(new ModelDeclared(
                command.tenant(),
                command.modelKey(),
                command.declaration(),
                ModelEntry.of(command.identity(), foundFacts(), command.declaration(), true, listed()),
                command.at()));
    }

    @CommandHandler
    void change(ChangeModel command) {
        if (command.expectedVersion() != null && !command.expectedVersion().equals(getVersion())) {
            throw StandardRefusal.STATE_CHANGED.refused();
        }
        if (!isThere()) {
            throw StandardRefusal.NOT_FOUND.refused("The model " + modelKey);
        }
        ModelDeclaration changed = declaration.with(command.change());
        if (!changed.equals(declaration)) {
            apply(new ModelDeclared(
                    command.tenant(),
                    modelKey,
                    changed,
                    ModelEntry.of(identity(), foundFacts(), changed, declared, listed()),
                    command.at()));
        }
    }

    @CommandHandler
    void withdraw(WithdrawModel command) {
        if (!declared) {
            throw (isThere() ? ModelRefusal.MODEL_NOT_DECLARED : StandardRefusal.NOT_FOUND)
                    .refused("The model " + modelKey);
        }
        apply(new DeclarationWithdrawn(
                command.tenant(),
                modelKey,
                discovery == null
                        ? null
                        : ModelEntry.of(identity(), foundFacts(), ModelDeclaration.NONE, false, listed()),
                command.at()));
    }

    @EventSourcingHandler
    void on(ModelEvent event) {
        modelKey = event.modelKey();
        tenant = event.tenant();
        switch (event) {
            case ModelFound found -> {
                identity = found.entry().identity();
                discovery = new Discovery(found.adapter(), found.fields(), found.facts(), true);
                sourceSequence = found.sourceSequence();
            }
            case ModelLost lost -> {
                discovery = new Discovery(lost.adapter(), Map.of(), foundFacts(), false);
                sourceSequence = lost.sourceSequence();
            }
            case ModelDeclared now -> {
                identity = now.entry().identity();
                declaration = now.declaration();
                declared = now.entry().declared();
            }
            case DeclarationWithdrawn withdrawn -> {
                declaration = ModelDeclaration.NONE;
                declared = false;
            }
        }
    }

    private boolean isThere() {
        return declared || discovery != null;
    }

    private boolean listed() {
        return discovery != null && discovery.listed();
    }

    private ModelFacts foundFacts() {
        return discovery == null ? NOTHING_KNOWN : discovery.facts();
    }

    private ModelIdentity identity() {
        return Objects.requireNonNull(identity, "a model begins with being found or declared");
    }

    @Override
    public @Nullable TenantId tenant() {
        return tenant;
    }
}
