package io.signalbox.gateway.snapshot;

import io.signalbox.adapter.Adapters;
import io.signalbox.adapter.Connection;
import io.signalbox.adapter.Operation;
import io.signalbox.adapter.ProviderAdapter;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.catalog.CatalogEvent.Lifecycle;
import io.signalbox.contracts.catalog.CatalogEvent.ModelCatalogued;
import io.signalbox.contracts.catalog.CatalogEvent.PriceSet;
import io.signalbox.contracts.credential.CredentialEvent.CredentialSealed;
import io.signalbox.contracts.provider.ProviderEvent.ProviderConfigured;
import io.signalbox.contracts.provider.ProviderEvent.ProviderTypeDefined;
import io.signalbox.gateway.snapshot.Target.Call;
import io.signalbox.gateway.snapshot.TenantRecords.PricedModel;
import io.signalbox.gateway.upstream.Origin;
import io.signalbox.pricing.PriceEntry;
import io.signalbox.pricing.PriceList;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Joins a configuration, its type, its key, a model and its prices to one target. A reference to something nobody has
 * told of yet makes the target unavailable, never an error: what is missing may arrive with the next record.
 */
final class TargetJoin {
    private final TenantId tenant;
    private final TenantRecords own;
    private final TenantRecords platform;
    private final Adapters adapters;

    TargetJoin(TenantId tenant, TenantRecords own, TenantRecords platform, Adapters adapters) {
        this.tenant = tenant;
        this.own = own;
        this.platform = platform;
        this.adapters = adapters;
    }

    /** The target of a configuration that is not known. */
    Target dangling(UUID configurationId, String model) {
        return new Target(
                tenant,
                configurationId,
                configurationId.toString(),
                "unknown",
                model,
                null,
                List.of(),
                null,
                PriceList.EMPTY,
                Unavailability.CONFIGURATION_UNKNOWN);
    }

    /** The target of this model; {@code catalogued} is null when the catalogue does not have it. */
    Target target(ProviderConfigured configuration, String model, @Nullable ModelCatalogued catalogued) {
        ProviderTypeDefined type = type(configuration.providerType());
        Call call = type == null ? null : call(configuration, type);
        List<Target.Key> keys = call == null ? List.of() : keys(configuration, call);
        Unavailability why = Stream.of(
                        Optional.ofNullable(speaksAgainst(configuration, type, call)),
                        Optional.ofNullable(speaksAgainst(configuration, model, catalogued)),
                        Optional.ofNullable(call == null || !keys.isEmpty() ? null : keyMissing(configuration, call)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
        return new Target(
                tenant,
                configuration.configurationId(),
                configuration.name(),
                configuration.providerType(),
                model,
                call,
                keys,
                catalogued == null ? null : catalogued.facts(),
                prices(configuration, model),
                why);
    }

    private @Nullable ProviderTypeDefined type(String name) {
        ProviderTypeDefined ofTenant = own.types.get(name);
        return ofTenant != null ? ofTenant : platform.types.get(name);
    }

    private @Nullable Call call(ProviderConfigured configuration, ProviderTypeDefined type) {
        String address =
                configuration.baseUrl().isBlank() && type.baseUrl() != null ? type.baseUrl() : configuration.baseUrl();
        String origin = Origin.of(address).orElse(null);
        ProviderAdapter adapter = adapters.named(type.adapter()).orElse(null);
        if (origin == null || adapter == null) {
            return null;
        }
        URI baseUrl = URI.create(address.strip().replaceAll("/+$", ""));
        Connection connection = new Connection(
                baseUrl,
                Connection.merged(type.headers(), configuration.headers()),
                Connection.merged(type.settingsOrNone(), configuration.settings()));
        return new Call(
                adapter,
                connection,
                origin,
                type.authHeader(),
                type.authPrefix().isBlank() ? "" : type.authPrefix().strip() + " ",
                type.credentialRequired(),
                type.requestTemplate(),
                offered(adapter, connection, type),
                Set.copyOf(type.features()));
    }

    /** What its type names, as far as this connection can be asked for it. */
    private static Set<Operation> offered(ProviderAdapter adapter, Connection connection, ProviderTypeDefined type) {
        return Operation.offered(adapter.operations(), type.features()).stream()
                .filter(operation -> adapter.offers(operation, connection))
                .collect(Collectors.toUnmodifiableSet());
    }

    private @Nullable Unavailability speaksAgainst(
            ProviderConfigured configuration, @Nullable ProviderTypeDefined type, @Nullable Call call) {
        if (!configuration.active()) {
            return Unavailability.CONFIGURATION_INACTIVE;
        }
        if (type == null) {
            return Unavailability.TYPE_UNKNOWN;
        }
        if (call != null) {
            return null;
        }
        return adapters.named(type.adapter()).isEmpty()
                ? Unavailability.ADAPTER_UNKNOWN
                : Unavailability.ADDRESS_INVALID;
    }

    private static @Nullable Unavailability speaksAgainst(
            ProviderConfigured configuration, String model, @Nullable ModelCatalogued catalogued) {
        if (catalogued == null) {
            return model.equals(configuration.model()) ? null : Unavailability.MODEL_UNKNOWN;
        }
        if (catalogued.lifecycle() == Lifecycle.GONE) {
            return Unavailability.MODEL_GONE;
        }
        return catalogued.active() ? null : Unavailability.MODEL_INACTIVE;
    }

    /** The configuration's keys that may be used. */
    private List<Target.Key> keys(ProviderConfigured configuration, Call call) {
        List<Target.Key> keys = new ArrayList<>();
        for (UUID credentialId : configuration.credentialIds()) {
            CredentialSealed sealed = own.credentials.get(credentialId);
            if (sealed != null && speaksAgainst(credentialId, call) == null) {
                keys.add(new Target.Key(credentialId, sealed.version(), sealed.keyName(), sealed.hint()));
            }
        }
        return List.copyOf(keys);
    }

    /** Why none of the keys may be used: what speaks against the first; null where none is needed. */
    private @Nullable Unavailability keyMissing(ProviderConfigured configuration, Call call) {
        List<UUID> credentialIds = configuration.credentialIds();
        if (credentialIds.isEmpty()) {
            return call.credentialRequired() ? Unavailability.CREDENTIAL_UNKNOWN : null;
        }
        return speaksAgainst(credentialIds.getFirst(), call);
    }

    private @Nullable Unavailability speaksAgainst(UUID credentialId, Call call) {
        if (own.revokedCredentials.contains(credentialId)) {
            return Unavailability.CREDENTIAL_REVOKED;
        }
        CredentialSealed credential = own.credentials.get(credentialId);
        if (credential == null) {
            return Unavailability.CREDENTIAL_UNKNOWN;
        }
        if (!credential.active()) {
            return Unavailability.CREDENTIAL_INACTIVE;
        }
        boolean bound =
                Origin.of(credential.origin()).filter(call.origin()::equals).isPresent();
        return bound ? null : Unavailability.CREDENTIAL_BOUND_ELSEWHERE;
    }

    private PriceList prices(ProviderConfigured configuration, String model) {
        PricedModel priced = new PricedModel(configuration.providerType(), model);
        Stream<PriceSet> ofTenant = own.prices.getOrDefault(priced, List.of()).stream();
        Stream<PriceSet> ofPlatform = platform.prices.getOrDefault(priced, List.of()).stream();
        return PriceList.of((own == platform ? ofTenant : Stream.concat(ofTenant, ofPlatform))
                .filter(price -> price.configurationId() == null
                        || price.configurationId().equals(configuration.configurationId()))
                .map(PriceEntry::of)
                .toList());
    }
}
