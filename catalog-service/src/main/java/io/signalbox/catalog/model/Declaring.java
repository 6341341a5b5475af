package io.signalbox.catalog.model;

import io.signalbox.catalog.defaults.DefaultModels;
import io.signalbox.catalog.known.KnownConfiguration;
import io.signalbox.catalog.known.KnownConfigurations;
import io.signalbox.catalog.known.Patience;
import io.signalbox.catalog.listing.Catalogue;
import io.signalbox.catalog.listing.ModelView;
import io.signalbox.catalog.model.ModelCommand.ChangeModel;
import io.signalbox.catalog.model.ModelCommand.DeclareModel;
import io.signalbox.catalog.model.ModelCommand.WithdrawModel;
import io.signalbox.catalog.pricebook.PriceBook;
import io.signalbox.catalog.pricebook.PriceTerms;
import io.signalbox.catalog.pricebook.UnitPrice;
import io.signalbox.contracts.ModelType;
import io.signalbox.contracts.Money;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.usage.Meter;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.tenancy.TenantTransaction;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From what a caller sends to commands: one for the model, and those its prices and its being the default mean. */
@Component
class Declaring {
    private final Commands commands;
    private final KnownConfigurations configurations;
    private final Catalogue catalogue;
    private final PriceBook prices;
    private final DefaultModels defaults;
    private final TenantTransaction tenants;
    private final Clock clock;

    Declaring(
            Commands commands,
            KnownConfigurations configurations,
            Catalogue catalogue,
            PriceBook prices,
            DefaultModels defaults,
            TenantTransaction tenants,
            Clock clock) {
        this.commands = commands;
        this.configurations = configurations;
        this.catalogue = catalogue;
        this.prices = prices;
        this.defaults = defaults;
        this.tenants = tenants;
        this.clock = clock;
    }

    UUID declare(TenantId tenant, ModelRequest request) {
        DeclarationRules.check(request);
        if (request.modelId() == null) {
            throw StandardRefusal.FIELD_MISSING.refusedAt("modelId", "modelId");
        }
        KnownConfiguration configuration = configuration(tenant, request);
        ModelIdentity identity = new ModelIdentity(configuration.id(), configuration.provider(), request.modelId());
        UUID key = ModelIdentity.key(identity.configurationId(), identity.modelId());
        List<PriceTerms> terms = terms(identity, request);
        commands.send(new DeclareModel(tenant, key, identity, request.declaration(), clock.instant()));
        ModelType type = Optional.ofNullable(request.type()).orElse(ModelType.LLM);
        settle(tenant, identity, terms, request, type);
        return key;
    }

    void change(TenantId tenant, ModelView current, ModelRequest request, @Nullable Long expectedVersion) {
        DeclarationRules.check(request);
        requireSamePlace(tenant, current, request);
        ModelIdentity identity = new ModelIdentity(current.configurationId(), current.provider(), current.modelId());
        List<PriceTerms> terms = terms(identity, request);
        commands.send(new ChangeModel(tenant, current.id(), request.declaration(), expectedVersion, clock.instant()));
        ModelType type = request.type() == null ? current.type() : request.type();
        settle(tenant, identity, terms, request, type);
    }

    void withdraw(TenantId tenant, ModelView current) {
        List<String> users = tenants.in(tenant, () -> catalogue.users(current.configurationId(), current.modelId()));
        if (!users.isEmpty()) {
            throw ModelRefusal.MODEL_IN_USE.refused(String.join(", ", users));
        }
        commands.send(new WithdrawModel(tenant, current.id(), clock.instant()));
    }

    private void settle(
            TenantId tenant, ModelIdentity identity, List<PriceTerms> terms, ModelRequest request, ModelType type) {
        if (!terms.isEmpty()) {
            prices.set(tenant, terms);
        }
        if (Boolean.TRUE.equals(request.isDefault())) {
            defaults.set(tenant, type, identity.configurationId(), identity.modelId());
        }
    }

    private KnownConfiguration configuration(TenantId tenant, ModelRequest request) {
        Patience patience = Patience.begin();
        if (request.configurationId() != null) {
            return configurations.required(
                    tenant, "configurationId", request.configurationId().toString(), patience);
        }
        if (request.configuration() != null) {
            return configurations.required(tenant, "configuration", request.configuration(), patience);
        }
        if (request.provider() == null) {
            throw StandardRefusal.FIELD_MISSING.refusedAt("provider", "provider");
        }
        return configurations.meant(tenant, "provider", request.provider());
    }

    private void requireSamePlace(TenantId tenant, ModelView current, ModelRequest request) {
        if (request.modelId() != null && !request.modelId().equals(current.modelId())) {
            throw ModelRefusal.MODEL_KEEPS_ITS_PLACE.refusedAt("modelId", "model id");
        }
        boolean named =
                request.configurationId() != null || request.configuration() != null || request.provider() != null;
        if (named && !configuration(tenant, request).id().equals(current.configurationId())) {
            throw ModelRefusal.MODEL_KEEPS_ITS_PLACE.refusedAt("configuration", "configuration");
        }
    }

    private List<PriceTerms> terms(ModelIdentity identity, ModelRequest request) {
        Instant now = clock.instant();
        List<PriceTerms> terms = new ArrayList<>();
        Optional.ofNullable(request.inputCostPer1kTokens())
                .map(cost -> UnitPrice.perThousand("inputCostPer1kTokens", cost))
                .ifPresent(price -> terms.add(terms(identity, Meter.INPUT_TOKENS, price, now)));
        Optional.ofNullable(request.outputCostPer1kTokens())
                .map(cost -> UnitPrice.perThousand("outputCostPer1kTokens", cost))
                .ifPresent(price -> terms.add(terms(identity, Meter.OUTPUT_TOKENS, price, now)));
        return terms;
    }

    private static PriceTerms terms(ModelIdentity identity, Meter meter, Money perUnit, Instant from) {
        return new PriceTerms(
                identity.provider(),
                identity.configurationId(),
                identity.modelId(),
                meter.wire(),
                0,
                PriceTerms.STANDARD_TIER,
                "",
                perUnit,
                from);
    }
}
