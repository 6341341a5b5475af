package io.signalbox.catalog.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.catalog.failover.FailoverFields;
import io.signalbox.catalog.known.KnownConfigurations;
import io.signalbox.catalog.route.RouteCommand.ChangeRoute;
import io.signalbox.catalog.route.RouteCommand.DefineRoute;
import io.signalbox.catalog.route.RouteCommand.RemoveRoute;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.catalog.Deadlines;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.identity.IdSource;
import io.signalbox.kit.problem.StandardRefusal;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From what a caller sends to a command: fills in, and checks what the tree and the limits may be. */
@Component
class Routing {
    static final int ATTEMPTS_MAX = 10;
    private static final int ATTEMPTS_DEFAULT = 3;
    private static final long MILLIS_MAX = 3_600_000;
    private static final String DEFAULT_NAME = "default";

    /** No {@code '/'}: {@code configuration/model} is another way to name a model. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._:-]{0,99}");

    private final Commands commands;
    private final KnownConfigurations configurations;
    private final IdSource ids;
    private final Clock clock;

    Routing(Commands commands, KnownConfigurations configurations, IdSource ids, Clock clock) {
        this.commands = commands;
        this.configurations = configurations;
        this.ids = ids;
        this.clock = clock;
    }

    UUID define(TenantId tenant, RouteRequest request) {
        if (request.name() == null) {
            throw StandardRefusal.FIELD_MISSING.refusedAt("name", "name");
        }
        JsonNode root = request.root();
        if (root == null || root.isNull()) {
            throw RouteRefusal.ROOT_MISSING.refusedAt("root");
        }
        RouteDefinition definition = new RouteDefinition(
                name(request.name()),
                RouteTree.read(tenant, configurations, root),
                deadlines(request.deadlines(), Deadlines.DEFAULT),
                attempts(Optional.ofNullable(request.attemptsMax()).orElse(ATTEMPTS_DEFAULT)),
                !Boolean.FALSE.equals(request.active()),
                FailoverFields.hedge(request.hedge(), null),
                FailoverFields.recovery(request.recovery(), null),
                FailoverFields.cache(request.cache(), null));
        UUID id = ids.next();
        commands.send(new DefineRoute(tenant, id, definition, clock.instant()));
        return id;
    }

    void change(TenantId tenant, StoredRoute current, RouteRequest request, @Nullable Long expectedVersion) {
        RouteDefinition before = current.definition();
        JsonNode root = request.root();
        RouteDefinition definition = new RouteDefinition(
                request.name() == null ? before.name() : name(request.name()),
                root == null || root.isNull() ? before.root() : RouteTree.read(tenant, configurations, root),
                deadlines(request.deadlines(), before.deadlines()),
                attempts(Optional.ofNullable(request.attemptsMax()).orElse(before.attemptsMax())),
                Optional.ofNullable(request.active()).orElse(before.active()),
                FailoverFields.hedge(request.hedge(), before.hedge()),
                FailoverFields.recovery(request.recovery(), before.recovery()),
                FailoverFields.cache(request.cache(), before.cache()));
        commands.send(new ChangeRoute(tenant, current.id(), definition, expectedVersion, clock.instant()));
    }

    void remove(TenantId tenant, UUID id) {
        commands.send(new RemoveRoute(tenant, id, clock.instant()));
    }

    private static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw RouteRefusal.NAME_INVALID.refusedAt("name", name);
        }
        if (name.toLowerCase(Locale.ROOT).equals(DEFAULT_NAME)) {
            throw RouteRefusal.NAME_RESERVED.refusedAt("name", name);
        }
        return name;
    }

    private static int attempts(int attempts) {
        if (attempts < 1 || attempts > ATTEMPTS_MAX) {
            throw StandardRefusal.FIELD_INVALID.refusedAt(
                    "attemptsMax", "attemptsMax", "it is a whole number from 1 to " + ATTEMPTS_MAX);
        }
        return attempts;
    }

    private static Deadlines deadlines(RouteRequest.@Nullable Limits limits, Deadlines otherwise) {
        if (limits == null) {
            return otherwise;
        }
        return new Deadlines(
                millis("connectMillis", limits.connectMillis(), otherwise.connectMillis()),
                millis("firstTokenMillis", limits.firstTokenMillis(), otherwise.firstTokenMillis()),
                millis("betweenTokensMillis", limits.betweenTokensMillis(), otherwise.betweenTokensMillis()),
                millis("totalMillis", limits.totalMillis(), otherwise.totalMillis()));
    }

    private static long millis(String field, @Nullable Long millis, long otherwise) {
        if (millis == null) {
            return otherwise;
        }
        if (millis < 1 || millis > MILLIS_MAX) {
            throw StandardRefusal.FIELD_INVALID.refusedAt(
                    "deadlines." + field, field, "it is between 1 and " + MILLIS_MAX + " milliseconds");
        }
        return millis;
    }
}
