package io.signalbox.catalog;

import io.signalbox.catalog.defaults.DefaultModelCommand.SetDefaultModel;
import io.signalbox.catalog.defaults.DefaultModelEvent.DefaultModelChosen;
import io.signalbox.catalog.model.ModelCommand;
import io.signalbox.catalog.model.ModelCommand.CatalogueFound;
import io.signalbox.catalog.model.ModelCommand.ChangeModel;
import io.signalbox.catalog.model.ModelCommand.DeclareModel;
import io.signalbox.catalog.model.ModelCommand.MarkLost;
import io.signalbox.catalog.model.ModelCommand.WithdrawModel;
import io.signalbox.catalog.model.ModelDeclaration;
import io.signalbox.catalog.model.ModelIdentity;
import io.signalbox.catalog.pricebook.PriceCommand.SetPrice;
import io.signalbox.catalog.pricebook.PriceEvent.PriceWasSet;
import io.signalbox.catalog.pricebook.PriceTerms;
import io.signalbox.catalog.route.RouteCommand.ChangeRoute;
import io.signalbox.catalog.route.RouteCommand.DefineRoute;
import io.signalbox.catalog.route.RouteCommand.RemoveRoute;
import io.signalbox.catalog.route.RouteDefinition;
import io.signalbox.catalog.route.RouteEvent;
import io.signalbox.catalog.route.RouteEvent.RouteChanged;
import io.signalbox.catalog.route.RouteEvent.RouteDeleted;
import io.signalbox.catalog.route.RouteEvent.RouteMade;
import io.signalbox.contracts.ModelFacts;
import io.signalbox.contracts.ModelType;
import io.signalbox.contracts.Money;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.catalog.Caching;
import io.signalbox.contracts.catalog.Deadlines;
import io.signalbox.contracts.catalog.Hedge;
import io.signalbox.contracts.catalog.Recovery;
import io.signalbox.contracts.catalog.RouteNode;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.identity.NamedId;
import io.signalbox.testkit.contract.StoredHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** A history with removals, renames and corrections, always the same for one seed. Every command makes one event. */
final class CatalogHistory {
    private static final List<TenantId> TENANTS = List.of(new TenantId("history-one"), new TenantId("history-two"));
    private static final List<String> ADAPTERS = List.of("openai", "anthropic");
    private static final int CONFIGURATIONS = 6;

    private final Commands commands;
    private final Random random;
    private final String name;
    private final List<Model> models = new ArrayList<>();
    private final List<DefineRoute> routes = new ArrayList<>();
    private long step;

    CatalogHistory(Commands commands, long seed) {
        this.commands = commands;
        this.random = new Random(seed);
        this.name = "h" + seed + "-";
    }

    private static final class Model {
        final TenantId tenant;
        final String adapter;
        final ModelIdentity identity;
        boolean declared;
        boolean listed;

        Model(TenantId tenant, String adapter, ModelIdentity identity) {
            this.tenant = tenant;
            this.adapter = adapter;
            this.identity = identity;
        }

        UUID key() {
            return ModelIdentity.key(identity.configurationId(), identity.modelId());
        }
    }

    /** So many events of models. */
    void models(int events) {
        for (int event = 0; event < events; event++) {
            Model model = models.isEmpty() || random.nextInt(20) == 0 ? newModel() : some(models);
            commands.send(next(model));
        }
    }

    private Model newModel() {
        int configuration = random.nextInt(CONFIGURATIONS);
        TenantId tenant = TENANTS.get(configuration % TENANTS.size());
        Model model = new Model(
                tenant,
                ADAPTERS.get(configuration % ADAPTERS.size()),
                new ModelIdentity(
                        NamedId.of(name + configuration),
                        "provider-" + configuration,
                        name + "model-" + models.size()));
        models.add(model);
        return model;
    }

    private ModelCommand next(Model model) {
        int dice = random.nextInt(10);
        if (dice < 2 && model.listed) {
            model.listed = false;
            return new MarkLost(model.tenant, model.key(), step(), now());
        }
        if (dice < 4 && !model.declared) {
            model.declared = true;
            return new DeclareModel(model.tenant, model.key(), model.identity, declaration(), now());
        }
        if (dice < 5 && model.declared) {
            model.declared = false;
            return new WithdrawModel(model.tenant, model.key(), now());
        }
        if (dice < 7 && (model.declared || model.listed)) {
            return new ChangeModel(model.tenant, model.key(), declaration(), null, now());
        }
        model.listed = true;
        return new CatalogueFound(
                model.tenant, model.key(), model.identity, model.adapter, fields(model), facts(), step(), now());
    }

    private Map<String, Object> fields(Model model) {
        return model.adapter.equals("openai")
                ? Map.of("id", model.identity.modelId(), "owned_by", "owner " + step, "created", now().toString())
                : Map.of(
                        "id",
                        model.identity.modelId(),
                        "display_name",
                        "Model " + step,
                        "effort",
                        random.nextBoolean());
    }

    private ModelFacts facts() {
        return new ModelFacts(
                "Model " + step,
                random.nextInt(5) == 0 ? ModelType.EMBEDDING : ModelType.LLM,
                step,
                random.nextBoolean() ? 4_096L : null,
                List.of("text"),
                List.of("text"),
                random.nextBoolean() ? List.of("tools", "streaming") : List.of(),
                random.nextInt(10) == 0);
    }

    private ModelDeclaration declaration() {
        return new ModelDeclaration(
                "renamed " + step(),
                null,
                random.nextBoolean() ? "described " + step : null,
                null,
                null,
                step,
                null,
                null,
                null,
                random.nextBoolean(),
                null,
                null,
                step,
                null,
                null,
                Map.of("step", step),
                null,
                random.nextBoolean());
    }

    /** So many events each of prices, routes and defaults. */
    void others(int events) {
        for (int event = 0; event < events; event++) {
            TenantId tenant = some(TENANTS);
            commands.send(new SetPrice(tenant, id("price"), terms(), now()));
            route(tenant);
            commands.send(new SetDefaultModel(
                    tenant,
                    NamedId.of("default-model/" + tenant + "/llm"),
                    ModelType.LLM,
                    id("configuration"),
                    "model-" + step,
                    now()));
        }
    }

    /** So many events each of prices, routes and defaults, stored as if somebody had asked for them long ago. */
    void othersLongAgo(StoredHistory history, int events) {
        for (int event = 0; event < events; event++) {
            TenantId tenant = some(TENANTS);
            PriceWasSet price = new PriceWasSet(tenant, id("price"), terms(), now());
            history.happened("Price", price.priceId(), price);
            RouteEvent route = routeEvent(tenant);
            history.happened("Route", route.routeId(), route);
            UUID defaultId = NamedId.of("default-model/" + tenant + "/embedding");
            history.happened(
                    "DefaultModel",
                    defaultId,
                    new DefaultModelChosen(
                            tenant, defaultId, ModelType.EMBEDDING, id("configuration"), "model-" + step, now()));
        }
        routes.clear();
        history.store();
    }

    private RouteEvent routeEvent(TenantId tenant) {
        int dice = routes.isEmpty() ? 0 : random.nextInt(8);
        if (dice < 3) {
            DefineRoute route = new DefineRoute(tenant, id("route"), definition(), now());
            routes.add(route);
            return new RouteMade(tenant, route.routeId(), route.definition(), route.at());
        }
        DefineRoute known = some(routes);
        if (dice < 6) {
            return new RouteChanged(known.tenant(), known.routeId(), definition(), now());
        }
        routes.remove(known);
        return new RouteDeleted(
                known.tenant(), known.routeId(), known.definition().name(), now());
    }

    private PriceTerms terms() {
        return new PriceTerms(
                "openai",
                random.nextBoolean() ? id("configuration") : null,
                "model-" + random.nextInt(20),
                "input_tokens",
                0,
                PriceTerms.STANDARD_TIER,
                "",
                Money.usd("0.00000" + step()),
                now());
    }

    private void route(TenantId tenant) {
        int dice = routes.isEmpty() ? 0 : random.nextInt(4);
        if (dice == 0) {
            DefineRoute route = new DefineRoute(tenant, id("route"), definition(), now());
            commands.send(route);
            routes.add(route);
        } else if (dice < 3) {
            DefineRoute route = some(routes);
            commands.send(new ChangeRoute(route.tenant(), route.routeId(), definition(), null, now()));
        } else {
            DefineRoute route = routes.remove(random.nextInt(routes.size()));
            commands.send(new RemoveRoute(route.tenant(), route.routeId(), now()));
        }
    }

    private RouteDefinition definition() {
        return new RouteDefinition(
                name + "route-" + step(),
                new RouteNode.Priority(List.of(
                        new RouteNode.Target(id("configuration"), "model-" + step),
                        new RouteNode.Weighted(List.of(new RouteNode.Share(
                                1 + random.nextInt(9), new RouteNode.Target(id("second"), "other")))))),
                Deadlines.DEFAULT,
                1 + random.nextInt(10),
                random.nextBoolean(),
                random.nextBoolean() ? new Hedge(500L + step, null) : null,
                random.nextBoolean() ? new Recovery(1 + random.nextInt(3), random.nextBoolean()) : null,
                random.nextBoolean() ? new Caching(1L + random.nextInt(86_400)) : null);
    }

    private UUID id(String kind) {
        return NamedId.of(name + kind + step());
    }

    private <T> T some(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    private long step() {
        return ++step;
    }

    private Instant now() {
        return RunningCatalog.NOW.plusSeconds(step());
    }
}
