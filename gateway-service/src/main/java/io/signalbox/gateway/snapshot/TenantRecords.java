package io.signalbox.gateway.snapshot;

import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.ModelType;
import io.signalbox.contracts.budget.BudgetEvent;
import io.signalbox.contracts.budget.BudgetEvent.AllowanceSet;
import io.signalbox.contracts.catalog.CatalogEvent;
import io.signalbox.contracts.catalog.CatalogEvent.DefaultModelSet;
import io.signalbox.contracts.catalog.CatalogEvent.ModelCatalogued;
import io.signalbox.contracts.catalog.CatalogEvent.PriceSet;
import io.signalbox.contracts.catalog.CatalogEvent.RouteDefined;
import io.signalbox.contracts.credential.CredentialEvent;
import io.signalbox.contracts.credential.CredentialEvent.AccessKeyIssued;
import io.signalbox.contracts.credential.CredentialEvent.AccessKeyRevoked;
import io.signalbox.contracts.credential.CredentialEvent.CredentialSealed;
import io.signalbox.contracts.provider.ProviderEvent;
import io.signalbox.contracts.provider.ProviderEvent.ProviderConfigured;
import io.signalbox.contracts.provider.ProviderEvent.ProviderTypeDefined;
import io.signalbox.contracts.tenant.TenantEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** One tenant's latest records, sorted by what they are about; ends leave nothing behind but what must be remembered. */
final class TenantRecords {
    static final TenantRecords EMPTY = new TenantRecords();

    final Map<String, ProviderTypeDefined> types = new HashMap<>();
    final Map<UUID, ProviderConfigured> configurations = new HashMap<>();
    final List<ModelCatalogued> models = new ArrayList<>();
    final Map<PricedModel, List<PriceSet>> prices = new HashMap<>();
    final Map<ModelType, DefaultModelSet> defaults = new HashMap<>();
    final List<RouteDefined> routes = new ArrayList<>();
    final Map<UUID, CredentialSealed> credentials = new HashMap<>();
    final Set<UUID> revokedCredentials = new HashSet<>();
    final List<AccessKeyIssued> accessKeys = new ArrayList<>();
    final List<AccessKeyRevoked> revokedAccessKeys = new ArrayList<>();
    final List<AllowanceSet> allowances = new ArrayList<>();
    final Set<UUID> closedProjects = new HashSet<>();
    boolean closed;

    /** What a price is for. */
    record PricedModel(String providerType, String modelId) {}

    private TenantRecords() {}

    static TenantRecords of(Collection<Records.Held> held) {
        TenantRecords sorted = new TenantRecords();
        held.forEach(one -> sorted.take(one.event()));
        return sorted;
    }

    private void take(ContractEvent event) {
        switch (event) {
            case TenantEvent ofTenant -> take(ofTenant);
            case ProviderEvent ofProvider -> take(ofProvider);
            case CatalogEvent ofCatalog -> take(ofCatalog);
            case CredentialEvent ofCredential -> take(ofCredential);
            case BudgetEvent ofBudget -> take(ofBudget);
            // The vocabularies of other topics are no state of the gateway's.
            default -> {}
        }
    }

    private void take(TenantEvent event) {
        switch (event) {
            case TenantEvent.TenantOpened opened -> {}
            case TenantEvent.TenantClosed gone -> closed = true;
            case TenantEvent.ProjectOpened opened -> {}
            case TenantEvent.ProjectClosed gone -> closedProjects.add(gone.projectId());
        }
    }

    private void take(ProviderEvent event) {
        switch (event) {
            case ProviderTypeDefined type -> types.put(type.type(), type);
            case ProviderEvent.ProviderTypeRetired retired -> {}
            case ProviderConfigured configured -> configurations.put(configured.configurationId(), configured);
            case ProviderEvent.ProviderConfigurationRemoved removed -> {}
            // What was discovered reaches the gateway as the catalogue's word.
            case ProviderEvent.ModelDiscovered discovered -> {}
            case ProviderEvent.ModelGone gone -> {}
        }
    }

    private void take(CatalogEvent event) {
        switch (event) {
            case ModelCatalogued model -> models.add(model);
            case CatalogEvent.ModelWithdrawn withdrawn -> {}
            case PriceSet price ->
                prices.computeIfAbsent(new PricedModel(price.providerType(), price.modelId()), key -> new ArrayList<>())
                        .add(price);
            case DefaultModelSet chosen -> defaults.put(chosen.modelType(), chosen);
            case RouteDefined route -> routes.add(route);
            case CatalogEvent.RouteRemoved removed -> {}
        }
    }

    private void take(CredentialEvent event) {
        switch (event) {
            case CredentialSealed sealed -> credentials.put(sealed.credentialId(), sealed);
            case CredentialEvent.CredentialRevoked revoked -> revokedCredentials.add(revoked.credentialId());
            case AccessKeyIssued issued -> accessKeys.add(issued);
            case AccessKeyRevoked revoked -> revokedAccessKeys.add(revoked);
        }
    }

    private void take(BudgetEvent event) {
        switch (event) {
            case AllowanceSet set -> allowances.add(set);
            case BudgetEvent.AllowanceRemoved removed -> {}
        }
    }
}
